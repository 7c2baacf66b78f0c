"""The reallocation programme: categories, moves, limits, and why not (``docs/model.md``, section 6)."""
