"""Grids to tables: where the header stands, what each column is, which rows count."""
