"""Runs of tokens that may be names."""

from dataclasses import dataclass

from spacy.tokens import Doc

from newsweave.types import Kind

# Tags of proper nouns, after the Penn Treebank.
NAME_TAGS = frozenset({"NNP", "NNPS"})
# Callings that are given names too.
GIVEN_NAMES = frozenset({"Dean", "Duke", "Earl", "Marshal", "Major", "Guy"})
# Tokens that mark an owner, straight and curly.
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
# Quotation marks; the single ones may be apostrophes.
DOUBLE_QUOTES = frozenset({'"', "“", "”", "„", "«", "»", "``", "''"})
QUOTES = DOUBLE_QUOTES | {"'", "‘", "’"}


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A run of tokens that may be a name.

    Attributes:
        start: First token.
        end: After the last token.
        kind: What the model takes it for; None where it overlooked it.
    """

    start: int
    end: int
    kind: Kind | None = None


def words(doc: Doc, name: Name) -> str:
    """Return a name as written, on one line.

    A name that is cut at a line break is one name.
    """
    return " ".join(doc[name.start : name.end].text.split())
