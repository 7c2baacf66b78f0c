"""The command line: parse (:mod:`commands`), call and print (:mod:`actions`)."""

from staffing.cli.commands import main

__all__ = ["main"]
