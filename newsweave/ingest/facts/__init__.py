"""States that hold between two named things."""
