"""Weights of drivers by known methods: proposals, never applied by themselves (``docs/model.md``, section 1)."""
