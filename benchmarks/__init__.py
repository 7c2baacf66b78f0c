"""Peers side by side in one run: ``./dev bench``. What was measured, and how, stands in ``README.md``."""
