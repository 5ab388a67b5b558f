"""The values of a row as GraphML and GEXF hold them: one element for each that is known."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from newsweave.exports.columns import Column, Row
from newsweave.exports.xml import escape

_Part = tuple[Callable[[Any], tuple[Any, ...]], tuple[str, ...]]


class Cells:
    """Writes the values of rows.

    Args:
        columns: Two or more; a row of a class that lacks one has no element for it.
        starts: What stands before the value of each.
        end: What stands after it.
        write: Writes words.
    """

    def __init__(
        self, columns: Sequence[Column], starts: Sequence[str], end: str, write: Callable[[str], str] = escape
    ) -> None:
        self._columns = tuple(zip(columns, starts, strict=True))
        self._end = end
        self._write = write
        self._parts: dict[type[Row], _Part] = {}

    def __call__(self, row: Row) -> str:
        """Write the values of one row; None is left out."""
        found = self._parts.get(type(row))
        values, starts = found or self._known(type(row))
        end, write = self._end, self._write
        return "".join(
            [
                f"{start}{write(value) if type(value) is str else _plain(value)}{end}"
                for start, value in zip(starts, values(row), strict=True)
                if value is not None
            ]
        )

    def _known(self, row: type[Row]) -> _Part:
        """Look up once which columns a class has."""
        here = [(column.name, start) for column, start in self._columns if hasattr(row, column.name)]
        self._parts[row] = attrgetter(*(name for name, _ in here)), tuple(start for _, start in here)
        return self._parts[row]


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(str(value))
