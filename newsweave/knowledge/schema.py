"""How a knowledge base lies in SQLite: the tables, their version, and items to rows and back."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from newsweave.knowledge.types import Fit, Item
from newsweave.types import Kind

VERSION = 1
RANKS = (Fit.NAME, Fit.ALIAS, Fit.WEAK, Fit.FOLDED)
COLUMNS = (
    "id kind sort name aliases weak people description country parent acts_for latitude longitude "
    "population popularity start end links source"
).split()
FIELDS = ", ".join(f'item."{column}"' for column in COLUMNS)
_LISTS = ("aliases", "weak", "people")

TABLES = """
-- Items are numbered in the order of their ids.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE item (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    sort TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,      -- lists have one name a line
    weak TEXT NOT NULL,
    people TEXT NOT NULL,
    description TEXT NOT NULL,
    country TEXT,
    parent TEXT,
    acts_for TEXT,
    latitude REAL,
    longitude REAL,
    population INTEGER NOT NULL,
    popularity REAL NOT NULL,
    start TEXT,
    "end" TEXT,
    links TEXT NOT NULL,        -- JSON object
    source TEXT NOT NULL
);
-- What names mean. rank: 0 name, 1 alias, 2 weak, 3 folded. spelling: the capitals that a short name insists on.
CREATE TABLE alias (
    key TEXT, n INTEGER, rank INTEGER, spelling TEXT, PRIMARY KEY (key, n, rank, spelling)
) WITHOUT ROWID;
-- Folded names that differ from their key; those of persons by sound, after a "~".
CREATE TABLE fold (key TEXT, n INTEGER, spelling TEXT, PRIMARY KEY (key, n, spelling)) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE xref (scheme TEXT, value TEXT, n INTEGER, PRIMARY KEY (scheme, value, n)) WITHOUT ROWID;
"""


def to_row(item: Item) -> list[object]:
    """Write an item as a row of `COLUMNS`; names are sorted, a line break in one becomes a space."""
    values = {column: getattr(item, column) for column in COLUMNS}
    values |= {column: "\n".join(sorted({" ".join(name.split()) for name in values[column]})) for column in _LISTS}
    links = json.dumps(dict(sorted(item.links.items())), ensure_ascii=False, separators=(",", ":"))
    return list((values | {"kind": item.kind.value, "links": links}).values())


def to_item(row: tuple[object, ...]) -> Item:
    """Read an item from a row of `COLUMNS`."""
    values = dict(zip(COLUMNS, row, strict=True))
    values |= {column: tuple(str(values[column]).splitlines()) for column in _LISTS}
    values |= {"kind": Kind(str(values["kind"])), "links": _links(str(values["links"]))}
    return Item(**values)  # type: ignore[arg-type]  # the columns are the fields


def _links(text: str) -> Mapping[str, str]:
    return MappingProxyType(json.loads(text))
