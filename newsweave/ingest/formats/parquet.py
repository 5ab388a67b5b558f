"""Parquet tables, by pyarrow: only the columns that are wanted, some rows at a time."""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from newsweave.errors import FormatError
from newsweave.ingest.formats.columns import article, chosen
from newsweave.ingest.formats.found import Piece, Request

_BATCH = 64  # rows


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read a table.

    Raises:
        FormatError: It is damaged, or has no column that could be the text.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        file = ParquetFile(stream, pre_buffer=False)
        columns = chosen(file.schema_arrow.names, request)
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=sorted(set(columns.values())), use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield Piece(place=str(number), read=partial(article, _plain(row), columns, request, f"row {number}"))
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        reason = str(error).split("\n", 1)[0][:200]
        raise FormatError(request.thing, f"is a damaged Parquet table ({reason})", "write it again") from error


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value.decode("utf-8", "replace") if isinstance(value, bytes) else value for key, value in row.items()}
