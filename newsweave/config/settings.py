"""Every setting: its section and key in a file, the attribute of Config that it is, and what values it takes.

What it means and its default are those of the attribute. The file that `newsweave init` writes, the checks of a file
and the list of what exists in an error are made from this table.
"""

import dataclasses
import inspect
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from newsweave.config import Config, Intake, Provenance, Size, View
from newsweave.config.values import Choice, Named, Sort, Text, Texts, Truth, Whole

# Keys of documents that a column of a table can hold.
COLUMNS = ("text", "title", "published", "author", "publisher", "url", "language")
_MEANING = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        section: Its table in a file.
        key: Its name there.
        attribute: Its name in Config, "intake.seconds" in its Intake.
        sort: What values it takes.
        paths: Whether its values are paths of files.
    """

    section: str
    key: str
    attribute: str
    sort: Sort
    paths: bool = False

    @property
    def meaning(self) -> str:
        """Return what it means, in a sentence on one line."""
        owner, name = (Intake, self.attribute.removeprefix("intake.")) if self._inner else (Config, self.attribute)
        return _meanings(owner)[name]

    @property
    def _inner(self) -> bool:
        return self.attribute.startswith("intake.")

    def of(self, config: Config) -> Any:
        """Return its value in a Config."""
        return (
            getattr(config.intake, self.attribute.removeprefix("intake."))
            if self._inner
            else getattr(config, self.attribute)
        )

    def put(self, config: Config, value: Any) -> Config:
        """Return a Config in which it has a value."""
        if self._inner:
            return replace(config, intake=replace(config.intake, **{self.attribute.removeprefix("intake."): value}))
        return replace(config, **{self.attribute: value})


SETTINGS = (
    Setting("reading", "model", "model", Text(), paths=True),
    Setting("reading", "languages", "languages", Named(example='{ fr = "fr_core_news_sm" }'), paths=True),
    Setting("reading", "detect_language", "intake.detect", Truth()),
    Setting("reading", "columns", "intake.columns", Named(COLUMNS, '{ text = "body", published = "day" }')),
    Setting("reading", "allow_private", "intake.private", Truth()),
    Setting("reading", "seconds", "intake.seconds", Whole()),
    Setting("reading", "memory_mb", "intake.memory_mb", Whole()),
    Setting("extracting", "batch", "batch", Whole()),
    Setting("extracting", "longest", "longest", Whole()),
    Setting("extracting", "triples", "triples", Truth()),
    Setting("extracting", "derived", "derived", Truth()),
    Setting("linking", "embedded", "embedded", Truth()),
    Setting("linking", "knowledge", "knowledge", Texts(), paths=True),
    Setting("linking", "service", "link", Text(none="none")),
    Setting("running", "jobs", "jobs", Whole(0)),
    Setting("rdf", "base", "base", Text()),
    Setting("rdf", "provenance", "provenance", Choice(Provenance)),
    Setting("rdf", "triple_terms", "triple_terms", Truth()),
    Setting("drawing", "view", "view", Choice(View)),
    Setting("drawing", "size", "size", Choice(Size)),
    Setting("drawing", "places", "places", Truth()),
)
SECTIONS = tuple(dict.fromkeys(setting.section for setting in SETTINGS))


def attribute(name: str) -> Setting:
    """Return the setting that an attribute of Config is."""
    return next(each for each in SETTINGS if each.attribute == name)


def setting(section: str, key: str) -> Setting | None:
    """Return the setting of a section and key, if there is one."""
    return next((each for each in SETTINGS if (each.section, each.key) == (section, key)), None)


@cache
def _meanings(owner: type) -> dict[str, str]:
    """Read what the attributes of a class mean out of its docstring."""
    assert dataclasses.is_dataclass(owner)
    return {name: " ".join(text.split()) for name, text in _MEANING.findall(inspect.getdoc(owner) or "")}
