"""``python -m staffing.cli``."""

from staffing.cli import main

main()
