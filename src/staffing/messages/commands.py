"""Help of the command line: (Chinese, English)."""

COMMANDS: dict[str, tuple[str, str]] = {}
