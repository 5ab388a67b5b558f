"""Newsweave: news text in, a knowledge graph with evidence out.

    import newsweave
    graph = newsweave.build("seeds/kazakhstan-unrest.txt")
    newsweave.write(graph, "out")

Names are loaded when they are first used: importing this package loads neither spaCy, rdflib, networkx nor
pyoxigraph.
"""

import importlib
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for editors and type checkers; at run time see __getattr__
    from newsweave.config import Config as Config
    from newsweave.corpus import Corpus as Corpus
    from newsweave.corpus import open as open  # noqa: A004 - read as newsweave.open
    from newsweave.errors import DocumentError as DocumentError
    from newsweave.errors import NewsweaveError as NewsweaveError
    from newsweave.graph import Graph as Graph
    from newsweave.ids import make_document as make_document
    from newsweave.ingest import extract as extract
    from newsweave.ingest import read as read
    from newsweave.pipeline import build as build
    from newsweave.pipeline import load as load
    from newsweave.pipeline import write as write
    from newsweave.types import Cluster as Cluster
    from newsweave.types import Document as Document
    from newsweave.types import Entity as Entity
    from newsweave.types import Event as Event
    from newsweave.types import Evidence as Evidence
    from newsweave.types import Extraction as Extraction
    from newsweave.types import Failure as Failure
    from newsweave.types import Form as Form
    from newsweave.types import Judgement as Judgement
    from newsweave.types import Kind as Kind
    from newsweave.types import Mention as Mention
    from newsweave.types import Modality as Modality
    from newsweave.types import Participant as Participant
    from newsweave.types import Polarity as Polarity
    from newsweave.types import Quote as Quote
    from newsweave.types import Span as Span
    from newsweave.types import Statement as Statement
    from newsweave.types import Triple as Triple
    from newsweave.types import Value as Value

__version__ = "0.1.0"

# public name -> the module that defines it
_PUBLIC = {
    "Cluster": "types",
    "Config": "config",
    "Corpus": "corpus",
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
    "open": "corpus",
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
