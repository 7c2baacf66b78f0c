"""Questions about a plan."""
