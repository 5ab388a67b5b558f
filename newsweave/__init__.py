"""Newsweave: news text in, a knowledge graph with evidence out.

    import newsweave
    graph = newsweave.build("seeds/kazakhstan-unrest.txt")
    newsweave.write(graph, "out")

Names are loaded when they are first used: importing this package loads neither spaCy, rdflib, networkx nor
pyoxigraph.
"""

import importlib
import logging

__version__ = "0.1.0"

# public name -> the module that defines it
_PUBLIC = {
    "Cluster": "types",
    "Config": "config",
    "Document": "types",
    "DocumentError": "errors",
    "Entity": "types",
    "Event": "types",
    "Evidence": "types",
    "Extraction": "types",
    "Failure": "types",
    "Form": "types",
    "Graph": "graph",
    "Judgement": "types",
    "Kind": "types",
    "Mention": "types",
    "Modality": "types",
    "NewsweaveError": "errors",
    "Participant": "types",
    "Polarity": "types",
    "Quote": "types",
    "Span": "types",
    "Statement": "types",
    "Triple": "types",
    "Value": "types",
    "build": "pipeline",
    "extract": "ingest",
    "load": "pipeline",
    "make_document": "ids",
    "read": "ingest",
    "write": "pipeline",
}

__all__ = [*_PUBLIC, "__version__"]  # noqa: PLE0604 - the table is the list

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> object:
    """Load a public name on first use."""
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"{__name__}.{_PUBLIC[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
