"""Short ways to read a sentence with the real model."""

from collections.abc import Callable, Iterator

import pytest
from spacy.tokens import Doc

from newsweave.config import Config
from newsweave.ids import make_document
from newsweave.ingest import nlp
from newsweave.ingest.extraction import extract
from newsweave.ingest.names.naming import named
from newsweave.types import Extraction


@pytest.fixture
def parsed() -> Callable[[str], Doc]:
    """Return a function that reads a text with spaCy."""
    return lambda text: next(nlp.read([text], Config().model, 1))


@pytest.fixture
def kinds(parsed: Callable[[str], Doc]) -> Callable[[str], dict[str, str]]:
    """Return a function from a text to its things: longest name and kind."""
    return lambda text: {group.forms[0]: str(group.kind) for group in named(parsed(text))}


@pytest.fixture
def forms(parsed: Callable[[str], Doc]) -> Callable[[str], list[set[str]]]:
    """Return a function from a text to the names of each of its things."""
    return lambda text: [set(group.forms) for group in named(parsed(text))]


@pytest.fixture
def extracted() -> Callable[[str], Extraction]:
    """Return a function from a text to its extraction."""
    return lambda text: extract(make_document(text))


@pytest.fixture
def facts(extracted: Callable[[str], Extraction]) -> Callable[[str], set[tuple[str, str, str]]]:
    """Return a function from a text to its facts, by name."""

    def read(text: str) -> set[tuple[str, str, str]]:
        return set(_by_name(extracted(text)))

    return read


def _by_name(extraction: Extraction) -> Iterator[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in extraction.entities}
    for statement in extraction.statements:
        yield names[statement.subject], statement.predicate, names[statement.object]
