"""Keep: who is one and the same, and a read view over everything that the documents say."""

from newsweave.graph.resolution.resolve import Resolution, resolve
from newsweave.graph.view import Graph

__all__ = ["Graph", "Resolution", "resolve"]
