"""What is asked beside the best plan: a plan made by hand appraised, other good plans."""
