"""rigour's table of territories as our own; the one module that knows rigour, for developers.

    python -m newsweave.knowledge.places.rigour > newsweave/knowledge/data/territories.jsonl

Its `lookup_territory` is not for mentions: on news it takes London for "gb", Paris for "fr" (precision .23 to .73 in
our study). The names come from its private table instead, because the public one leaves them out; a contract test
holds the shape of that table.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from newsweave.knowledge.places.latin import is_latin, is_name
from newsweave.knowledge.places.territories import Territory

_REMARK = re.compile(r"\s*\([^)]*\)")
_SHORT = re.compile(r"[A-Za-z.]{1,3}|[A-Z]{4}|[A-Z]\.[A-Z.]*")  # codes; those in use stand in places.toml


def rigour_territories() -> Iterator[Territory]:
    """Yield the territories of the rigour that is installed, by code."""
    from rigour import _core  # noqa: PLC0415 - not installed with newsweave

    rows = [json.loads(line) for line in _core.territories_jsonl().splitlines() if line.strip()]
    return map(_territory, sorted(rows, key=lambda row: str(row["code"])))


def _territory(row: dict[str, Any]) -> Territory:
    return Territory(
        code=row["code"],
        wikidata=row["qid"],
        name=_REMARK.sub("", row["name"]),
        names=tuple(sorted(set(_strong(row)))),
        weak=tuple(sorted({name for name in row["names_weak"] if is_name(name)})),
        parent=row.get("parent"),
        former=bool(row.get("is_historical")),
        area=row.get("subregion") or "",
    )


def _strong(row: dict[str, Any]) -> Iterator[str]:
    for name in (row["full_name"], row.get("in_sentence", ""), *row["names_strong"]):
        if name and name[0] == name[0].upper() and not _SHORT.fullmatch(name) and "(" not in name:
            yield name if not is_latin(name) or not name.isupper() else name.title()


def lines() -> Iterator[str]:
    """Yield `data/territories.jsonl`, line by line."""
    for territory in rigour_territories():
        yield json.dumps(asdict(territory), ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.writelines(lines())
