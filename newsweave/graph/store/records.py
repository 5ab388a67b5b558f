"""An extraction as a store keeps it: the JSON of its fields, packed, and a digest that proves it whole."""

import json
import zlib
from dataclasses import replace
from hashlib import blake2b

from newsweave.codec import decode, encode, json_text
from newsweave.types import Extraction

_LEVEL = 6  # of zlib: 9 saves 1 % more and takes twice as long


def packed(extraction: Extraction) -> tuple[bytes, bytes]:
    """Pack an extraction, without what tells of one place where its document was read; return digest and record.

    >>> from newsweave.ids import make_document
    >>> said = Extraction(document=make_document("Rain fell."), pipeline="by hand")
    >>> unpacked(packed(said)[1]) == said
    True
    """
    said = bare(extraction)
    data = json_text(encode(said, said.document.id)).encode()
    return digest(data), zlib.compress(data, _LEVEL)


def bare(extraction: Extraction) -> Extraction:
    """Leave out what tells of one place where a document was read."""
    return replace(extraction, document=replace(extraction.document, source=None, digest=None, raw=None))


def unpacked(record: bytes) -> Extraction:
    """Read an extraction.

    Raises:
        ValueError: It is damaged.
    """
    return read_json(inflated(record))


def inflated(record: bytes) -> bytes:
    """Unpack the JSON of a record.

    Raises:
        ValueError: It is damaged.
    """
    try:
        return zlib.decompress(record)
    except zlib.error as error:
        raise ValueError(f"it cannot be unpacked: {error}") from error


def read_json(data: bytes) -> Extraction:
    """Read an extraction from its JSON.

    Raises:
        ValueError: It says what an extraction cannot.
    """
    value = json.loads(data)
    return decode(Extraction, value, value["document"]["id"])


def digest(data: bytes) -> bytes:
    """Hash the JSON of a record."""
    return blake2b(data, digest_size=16).digest()
