"""Rows, charts and documents made from a Run; nothing here computes a decision."""
