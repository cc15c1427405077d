"""``python -m gronatraden`` is the command line."""

from gronatraden.cli.app import main

if __name__ == "__main__":
    main()
