"""One cell to one value, exactly or not at all."""
