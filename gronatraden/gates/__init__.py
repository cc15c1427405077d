"""Gates (grindar): the machine states a verdict, people take a decision."""
