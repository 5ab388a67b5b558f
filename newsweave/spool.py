"""Documents on disk for as long as a run lasts: what has been read waits there for its turn, and not in memory."""

import pickle
import tempfile
import zlib
from types import TracebackType

from newsweave.types import Document, Extraction

_LEVEL = 1  # of zlib: a third of the size for 0.1 ms an article
_LENGTH = 8


class Spool:
    """A temporary file of documents, and of extractions that were made before; it goes with the run.

    >>> from newsweave.ids import make_document
    >>> with Spool() as spool:
    ...     place = spool.put(make_document("Rain fell."))
    ...     spool.get(place).text
    'Rain fell.'
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="newsweave-")  # noqa: SIM115 - closed with the spool
        self._end = 0

    def __enter__(self) -> "Spool":
        """Begin to use it."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """Throw it away."""
        self._file.close()

    def put(self, item: Document | Extraction) -> int:
        """Lay something down; return its place."""
        data = zlib.compress(pickle.dumps(item, pickle.HIGHEST_PROTOCOL), _LEVEL)
        place = self._end
        self._file.seek(place)
        self._file.write(len(data).to_bytes(_LENGTH, "big"))
        self._file.write(data)
        self._end = place + _LENGTH + len(data)
        return place

    def get(self, place: int) -> Document:
        """Take up a document."""
        item = self._at(place)
        return item if isinstance(item, Document) else item.document

    def said(self, place: int) -> Extraction:
        """Take up an extraction."""
        item = self._at(place)
        assert isinstance(item, Extraction)
        return item

    def _at(self, place: int) -> Document | Extraction:
        self._file.seek(place)
        length = int.from_bytes(self._file.read(_LENGTH), "big")
        item: Document | Extraction = pickle.loads(zlib.decompress(self._file.read(length)))
        return item
