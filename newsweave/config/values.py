"""What sorts of values settings have: each checks what a TOML file says, and writes what a Config holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from newsweave.errors import UnknownNameError


class Sort(Protocol):
    """A sort of value."""

    def read(self, value: Any) -> Any:
        """Turn what a file says into what a Config holds.

        Raises:
            ValueError: It is of another sort; the message says what is wanted: "must be true or false".
            UnknownNameError: It is none of those that exist.
        """

    def written(self, value: Any) -> str:
        """Write what a Config holds as TOML."""


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""

    def read(self, value: Any) -> bool:
        """Take true and false alone."""
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
        return value

    def written(self, value: Any) -> str:
        """Write it."""
        return "true" if value else "false"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` on."""

    least: int = 1

    def read(self, value: Any) -> int:
        """Take whole numbers that are large enough."""
        if isinstance(value, bool) or not isinstance(value, int) or value < self.least:
            raise ValueError(f"must be a whole number from {self.least} on")
        return value

    def written(self, value: Any) -> str:
        """Write it."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Text:
    """Words, in quotation marks; `none` is what says that there is nothing."""

    none: str | None = None
    example: str = ""

    def read(self, value: Any) -> str | None:
        """Take words."""
        if not isinstance(value, str) or not value.strip():
            raise ValueError("must be text in quotation marks")
        return None if value == self.none else value

    def written(self, value: Any) -> str:
        """Write it; nothing as its word, or as an example."""
        return json.dumps(value or self.none or self.example, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of words."""

    def read(self, value: Any) -> tuple[str, ...]:
        """Take lists of words."""
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise ValueError('must be a list of texts: ["one", "two"]')
        return tuple(value)

    def written(self, value: Any) -> str:
        """Write it."""
        return json.dumps(list(value), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Named:
    """A table of words by name; names are those in `keys`, if there are any."""

    keys: tuple[str, ...] = ()
    example: str = ""

    def read(self, value: Any) -> tuple[tuple[str, str], ...]:
        """Take tables of words."""
        if not isinstance(value, Mapping) or not all(isinstance(each, str) and each for each in value.values()):
            raise ValueError(f"must be a table of texts: {self.example}")
        for key in value:
            if self.keys and key not in self.keys:
                raise UnknownNameError("", key, self.keys)
        return tuple(sorted(value.items()))

    def written(self, value: Any) -> str:
        """Write it; an example where it is empty."""
        pairs = ", ".join(f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in value)
        return f"{{ {pairs} }}" if pairs else self.example


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the terms of an enumeration; `none` is an example where there is no default."""

    terms: type[StrEnum]

    def read(self, value: Any) -> StrEnum:
        """Take its terms."""
        names = [term.value for term in self.terms]
        if value not in names:
            raise UnknownNameError("", str(value), names)
        return self.terms(value)

    def written(self, value: Any) -> str:
        """Write it; the last term where it is left out."""
        return json.dumps((value or list(self.terms)[-1]).value)
