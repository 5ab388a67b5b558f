"""A document as the rules see it: its tokens, its named things, and which token belongs to which."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from newsweave.ingest.names.coreference import Group
from newsweave.ingest.names.name import POSSESSIVES, Name
from newsweave.types import Form, Kind, Span

# A country is in focus if this share of all mentions of known places and bodies are of it or in it.
_FOCUS = 0.4
_LEAD = 40  # tokens at the beginning of an article, in which every name counts twice
# ... and no other has more than this share of its mentions.
_RIVAL = 0.8


@dataclass(frozen=True, slots=True)
class Referent:
    """What a phrase refers to.

    Attributes:
        group: A named thing of the document; None for a country that only an adjective names.
        country: The country's code in that case.
        start: First token of the phrase.
        end: After its last token.
    """

    group: int | None
    country: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A pronoun or common noun and the named thing that it refers to.

    Attributes:
        start: First token of the phrase.
        end: After its last token.
        form: Pronoun or nominal.
        group: Index of the named thing.
    """

    start: int
    end: int
    form: Form
    group: int


class Reading:
    """A Doc with its named things."""

    def __init__(self, document: str, doc: Doc, groups: Iterable[Group]) -> None:
        self.document = document
        self.doc = doc
        self.groups = tuple(groups)
        self._at: dict[int, tuple[int, Name]] = {}
        self._referring: dict[int, Referent] = {}
        self._spans: dict[tuple[int, int], Span] = {}
        for index, group in enumerate(self.groups):
            for name in group.names:
                for token in range(name.start, name.end):
                    self._at[token] = index, name
        self._countries = {
            group.country: index
            for index, group in reversed(list(enumerate(self.groups)))
            if group.key is not None and group.key.startswith("country:") and group.country
        }

    def know(self, references: Iterable[Reference]) -> None:
        """Take note of what pronouns and common nouns refer to; in "the company's head", "the company" is its own."""
        for reference in references:
            for token in range(reference.start, reference.end):
                told = Referent(reference.group, None, reference.start, reference.end)
                self._referring.setdefault(token, told)

    def refers(self, token: int) -> Referent | None:
        """Return the thing that a token names or refers to."""
        return self.at(token) or self._referring.get(token)

    def at(self, token: int) -> Referent | None:
        """Return the named thing that a token belongs to."""
        found = self._at.get(token)
        return Referent(found[0], None, found[1].start, found[1].end) if found else None

    def kind(self, referent: Referent | None) -> Kind | None:
        """Return what sort of thing a referent is."""
        if referent is None:
            return None
        return Kind.PLACE if referent.group is None else self.groups[referent.group].kind

    def names(self, *kinds: Kind) -> Iterator[Referent]:
        """Yield the places where things of some kinds are named, in text order."""
        for referent in self._named:
            if self.groups[referent.group or 0].kind in kinds:
                yield referent

    @cached_property
    def _named(self) -> tuple[Referent, ...]:
        """Return all places where something is named, in text order; tokens of one name are one place."""
        found: list[Referent] = []
        for _, (index, name) in sorted(self._at.items(), key=lambda item: item[0]):
            if not found or name.start > found[-1].start:
                found.append(Referent(index, None, name.start, name.end))
        return tuple(found)

    def body(self, referent: Referent | None) -> Referent | None:
        """Turn an adjective of nationality into its country: "Kazakh" stands for Kazakhstan."""
        if referent is None or referent.group is None:
            return referent
        group = self.groups[referent.group]
        if group.kind is not Kind.NORP or group.country is None:
            return referent
        return self.country(group.country, referent.start, referent.end)

    def country(self, code: str, start: int, end: int) -> Referent:
        """Return the country with a code as the referent of a phrase, whether its name stands in the text or not."""
        index = self._countries.get(code)
        return Referent(index, None if index is not None else code, start, end)

    def innermost(self, referent: Referent | None) -> Referent | None:
        """Return what a body or place owns, if that is named right after it: "Rwanda's Green Party" is the party."""
        while referent and referent.end + 1 < len(self.doc) and self.doc[referent.end].text in POSSESSIVES:
            owned = self.at(referent.end + 1)
            if owned is None or self.kind(owned) not in (Kind.ORG, Kind.PLACE):
                break
            if self.kind(owned) is Kind.PLACE and owned.end < len(self.doc) and self.doc[owned.end].tag_ == "NN":
                break  # "the association's Kelowna branch"
            referent = owned
        return referent

    def name(self, referent: Referent) -> str:
        """Return the fullest name of a referent; the code of a country that only an adjective names."""
        return referent.country or "" if referent.group is None else self.groups[referent.group].forms[0]

    def named(self, referent: Referent) -> bool:
        """Tell whether the text names a thing, and not only its people."""
        return referent.group is not None

    def is_country(self, referent: Referent) -> bool:
        """Tell whether a referent is a country."""
        if referent.group is None:
            return True
        key = self.groups[referent.group].key
        return key is not None and key.startswith("country:")

    def is_spot(self, referent: Referent) -> bool:
        """Tell whether a referent is a place that nobody acts for: "the Paris summit", and not "the Japan talks"."""
        return self.kind(referent) is Kind.PLACE and not self.is_country(referent)

    def focus(self) -> Referent | None:
        """Return the country that the document is about, if it is about one; its first name is the phrase."""
        counts: Counter[str] = Counter()
        people: Counter[str] = Counter()
        for group in self.groups:
            if group.country and group.kind in (Kind.PLACE, Kind.ORG, Kind.NORP):
                lead = sum(name.start < _LEAD for name in group.names)  # where an article says where it plays
                (people if group.kind is Kind.NORP else counts)[group.country] += len(group.names) + lead
        if not counts:
            return None
        code, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        index = self._countries.get(code)
        both = counts + people
        rival = max((count for other, count in both.items() if other != code), default=0)
        if most < _FOCUS * counts.total() or rival > _RIVAL * both[code]:
            return None
        if index is None:
            return self._implied(code)
        first = self.groups[index].names[0]
        return Referent(index, None, first.start, first.end)

    def _implied(self, code: str) -> Referent | None:
        """Return a country that only its adjective names, if that stands in the text: "Finnish" for Finland."""
        named = (group for group in self.groups if group.kind is Kind.NORP and group.country == code)
        first = min((group.names[0] for group in named), default=None)
        return Referent(None, code, first.start, first.end) if first else None

    def span(self, start: int, end: int) -> Span:
        """Return the Span of a run of tokens, in code points; the same object for the same run, as most come again."""
        known = self._spans.get((start, end))
        if known is None:
            last = self.doc[end - 1]
            known = Span(document=self.document, start=self.doc[start].idx, end=last.idx + len(last))
            self._spans[start, end] = known
        return known

    def bounds(self, token: int) -> tuple[int, int]:
        """Return the tokens of the sentence around a token, half-open; quick in a sentence without end."""
        return self._bounds[bisect_right(self._bounds, (token, len(self.doc) + 1)) - 1]

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        return [(sentence.start, sentence.end) for sentence in self.doc.sents]

    def sentence(self, token: int, last: int | None = None) -> Span:
        """Return the Span of the sentence around a token, without the white space at its ends.

        With another token further on it is the Span of the sentences around both: the parser may end one in a name.
        """
        start, end = self.bounds(token)
        if last is not None and last >= end:
            end = self.bounds(last)[1]
        while end - start > 1 and self.doc[end - 1].is_space:
            end -= 1
        while end - start > 1 and self.doc[start].is_space:
            start += 1
        return self.span(start, end)

    def words(self, start: int, end: int) -> str:
        """Return a run of tokens as written, on one line."""
        return " ".join(self.doc[start:end].text.split())


def is_finite(token: Token) -> bool:
    """Tell whether a token is a finite verb or a modal: where a noun phrase surely ends."""
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"}
