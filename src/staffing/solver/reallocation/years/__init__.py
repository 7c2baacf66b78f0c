"""Plans in years: what is given for each, the way to the target, and its exact check."""
