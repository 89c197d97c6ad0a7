"""A year of the demonstration's committee as its clerks would have entered it, season by season."""
