"""Why two rows have different values at a node."""
