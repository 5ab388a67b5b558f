"""What a graph says of something, as plain data."""
