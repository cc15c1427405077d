"""One full sweep in a process of its own; prints the most memory that it took, in bytes.

python -m benchmarks.sweeping DATABASE LOG_KEY MOMENT
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from gronatraden import wiring
from gronatraden.services.portfolio.check_portfolio import check_portfolio
from gronatraden.settings import Settings


def main() -> None:
    """Sweep, and say what it took."""
    database, key, at = sys.argv[1:]
    settings = Settings(
        database=database,
        log_key=Path(key),
        actor="",
        language="sv",
        at=datetime.fromisoformat(at),
    )
    with wiring.connect(settings) as parts:
        check_portfolio(parts)
    said = Path("/proc/self/status").read_text("ascii")  # getrusage counts the starter's, too
    peak = next(line.split()[1] for line in said.splitlines() if line.startswith("VmHWM"))
    sys.stdout.write(f"{int(peak) * 1024}\n")


if __name__ == "__main__":
    main()
