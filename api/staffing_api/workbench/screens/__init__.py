"""What each screen shows: a function from a view to the names of its template."""
