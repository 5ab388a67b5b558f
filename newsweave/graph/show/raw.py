"""Where a sentence stands in what was read, in words: in the file, in a field of it, in what was taken out of it."""

from newsweave.graph.view import Graph
from newsweave.types import Document, Span


def raw_words(graph: Graph, span: Span) -> str:
    """Say where a span stands in what its document was read from."""
    document = graph.document(span.document)
    found = document.raw_span(span.start, span.end)
    if document.raw is None or found is None:
        return "not known"
    field = f"the field {document.raw.field!r} of " if document.raw.field else ""
    taken = "what was taken out of " if document.raw.extracted else ""
    return f"characters {found[0]} to {found[1]} of {taken}{field}{_name(document)}"


def _name(document: Document) -> str:
    return document.source or document.id
