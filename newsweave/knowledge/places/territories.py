"""Countries and regions with their Wikidata items: rigour's, as `rigour.py` wrote them down.

rigour is no dependency at run time: it needs PyICU, which has no wheels, and python-stdnum, which is LGPL (see
docs/decisions). Its licence lies beside the data.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """One country or region.

    Attributes:
        code: Of rigour: "kz", "us-ga", "suhh".
        wikidata: Its item.
        name: Its English name, without a remark in brackets.
        names: What else it is surely called, in any script.
        weak: Foreign and rare names in Latin letters; some are those of its people.
        parent: Code of what it lies in.
        former: Whether it is no more.
        area: Part of the world: "Central Asia"; empty if not told.
    """

    code: str
    wikidata: str
    name: str
    names: tuple[str, ...]
    weak: tuple[str, ...]
    parent: str | None
    former: bool
    area: str

    @property
    def region(self) -> bool:
        """Whether it is a part of a country, as "us-ga" is."""
        return "-" in self.code


def territories() -> Iterator[Territory]:
    """Yield the territories, by code."""
    text = resources.files("newsweave.knowledge").joinpath("data/territories.jsonl").read_text("utf-8")
    for line in text.splitlines():
        row = json.loads(line)
        yield Territory(**(row | {"names": tuple(row["names"]), "weak": tuple(row["weak"])}))
