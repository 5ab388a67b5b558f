"""The graph as a network: for networkx, by rank and by community."""
