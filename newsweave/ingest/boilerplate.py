"""What pages, feeds and e-mails put between the words of an article: offers, notices (`data/boilerplate.toml`).

Only what says so itself is left out, a whole line or the end of a text. What the menus and columns of a page are is
told by its markup (`newsweave.ingest.formats.page`).
"""

import re
from functools import cache

from newsweave.ingest.lists import read_table
from newsweave.ingest.offsets import Traced

_EDGES = re.compile(r"\A\n+|\n+\Z")
_TAIL = 200  # letters at the end of a text in which what ends it is looked for


def without_boilerplate(traced: Traced) -> Traced:
    r"""Leave it out of a text that was tidied.

    >>> without_boilerplate(Traced("Rain fell.\n\nADVERTISEMENT\n\nIt stopped.")).text
    'Rain fell.\n\nIt stopped.'
    """
    lines, _ = _patterns()
    return without_tail(traced.replaced(lines, "").replaced(_EDGES, ""))


def without_tail(traced: Traced) -> Traced:
    """Leave out what says at the end of a text that it was cut there.

    >>> without_tail(Traced("Rain fell on Tuesday… [+2000 chars]")).text
    'Rain fell on Tuesday'
    """
    _, tail = _patterns()
    found = tail.search(traced.text, max(0, len(traced.text) - _TAIL))
    return traced.lines([(0, found.start())]) if found else traced


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_table("boilerplate")
    line, tail = ("|".join(row["pattern"] for row in table[kind]) for kind in ("line", "tail"))
    return re.compile(rf"^(?:{line})$\n*", re.I | re.M), re.compile(rf"(?:{tail})\s*\Z", re.I)
