"""The word lists of `data/triples.toml`, read once."""

import functools
from collections.abc import Mapping
from typing import Any

from newsweave.ingest.lists import read_table


@functools.cache
def rows() -> tuple[dict[str, Any], ...]:
    """Return the rows as written, with their examples."""
    data = read_table("triples")
    return tuple(data["row"])


@functools.cache
def triple_words() -> Mapping[str, frozenset[str]]:
    """Return the lists by name: "binding", "light", ..."""
    return {row["list"]: frozenset(row["words"]) for row in rows()}
