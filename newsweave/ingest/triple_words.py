"""The word lists of `data/triples.toml`, read once."""

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any


@functools.cache
def rows() -> tuple[dict[str, Any], ...]:
    """Return the rows as written, with their examples."""
    data = tomllib.loads(resources.files(__package__).joinpath("data/triples.toml").read_text("utf-8"))
    return tuple(data["row"])


@functools.cache
def triple_words() -> Mapping[str, frozenset[str]]:
    """Return the lists by name: "binding", "light", ..."""
    return {row["list"]: frozenset(row["words"]) for row in rows()}
