"""Why something is in the graph, for people to read."""
