"""Documents on disk for as long as a run lasts: what has been read waits there for its turn, and not in memory."""

from types import TracebackType

from newsweave.shelf import Shelf
from newsweave.types import Document, Extraction


class Spool:
    """Documents, and extractions that were made before; they go with the run.

    >>> from newsweave.ids import make_document
    >>> with Spool() as spool:
    ...     place = spool.put(make_document("Rain fell."))
    ...     spool.get(place).text
    'Rain fell.'
    """

    def __init__(self) -> None:
        self._shelf: Shelf[Document | Extraction] = Shelf()

    def __enter__(self) -> "Spool":
        """Begin to use it."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """Throw it away."""
        self._shelf.close()

    def put(self, item: Document | Extraction) -> int:
        """Lay something down; return its place."""
        return self._shelf.put(item)

    def get(self, place: int) -> Document:
        """Take up a document."""
        item = self._shelf[place]
        return item if isinstance(item, Document) else item.document

    def said(self, place: int) -> Extraction:
        """Take up an extraction."""
        item = self._shelf[place]
        assert isinstance(item, Extraction)
        return item
