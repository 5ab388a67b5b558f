"""Who takes part: the phrases behind the heads that a clause offers, with pronouns followed to what they stand for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest.events.antecedents import THEY, described, said_by, somebody_else
from newsweave.ingest.events.appositions import apposition, appositions, both
from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.quoted import quoted
from newsweave.ingest.events.table import noun_class
from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.names.cues import cues
from newsweave.ingest.noun_phrases import is_described, phrase
from newsweave.ingest.quotes.marks import marked
from newsweave.ingest.quotes.quotation import Quotation
from newsweave.ingest.reading import Reading, Referent
from newsweave.ingest.values.found import Found
from newsweave.types import Kind

_SPEAKER = frozenset({"i", "we", "us", "me", "myself", "ourselves"})
_THIRD = frozenset({"he", "she", "it", "they", "them", "him", "her"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_UNDERGOING = frozenset({"dobj", "nsubjpass"})
_ONE = frozenset({"he", "she", "him", "her"})
_TOLD = _SUBJECT | _UNDERGOING
_ACTING = frozenset({Kind.PERSON, Kind.NORP, Kind.PLACE})
_DEEPEST = 6  # clauses
_BEFORE = frozenset({"compound", "nmod", "amod"})
_FAR = 60  # tokens back
_THEY = frozenset({"they", "them"})
_TAKEN_UP = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_SO_MANY = {"pair": 2, "duo": 2, "couple": 2, "both": 2, "trio": 3}
_PAIRED = frozenset({Kind.PERSON, Kind.ORG})
_PLURAL = frozenset({"police", "people", "team", "family", "couple", "crowd", "staff", "crew", "troops"})


_THERE = 80  # tokens back to the place that "there" means
_SPOTS = frozenset({"airport", "station", "home", "house", "court", "border", "harbour", "harbor", "hotel", "hospital"})


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """A participant: tokens of its phrase, and the group of names that it refers to, if any."""

    start: int
    end: int
    group: int | None = None


class Participants:
    """The phrases of one document that can take part in something."""

    def __init__(
        self,
        reading: Reading,
        speakers: Mapping[int, tuple[int, int]],
        times: Iterable[Found],
        said: Sequence[Quotation] = (),
    ) -> None:
        """Take what is known of a document.

        Args:
            reading: The document.
            speakers: For each token inside reported speech the phrase that names who speaks.
            times: When; nobody takes part by such words.
            said: Quotations: what a verb of speech is about may stand in one.
        """
        self.reading = reading
        self.quoted = quoted(reading.doc, said)
        self._speakers = speakers
        spoken = {token for quote in said for token in range(*quote.content)}
        stretches = (range(each.start, each.end) for each in marked(reading.doc))
        self._direct = {token for stretch in stretches for token in stretch if token in spoken}
        self._times = {token for found in times for token in range(found.start, found.end)}

    def phrases(self, head: Token, at: Token) -> Iterator[Phrase]:
        """Yield the phrase around a head, or what a pronoun stands for; nothing if that is not known.

        Args:
            head: Head of the phrase.
            at: The verb or noun that it takes part in.
        """
        if not head.is_alpha and head.tag_ != "CD" and len(head) == 1:  # a sign for a head: the name below it is meant
            below = (token for token in reversed(list(head.subtree)) if token.i < at.i)
            head = next((token for token in below if self.reading.kind(self.reading.at(token.i)) is Kind.PERSON), head)
        head = _antecedent(head) or head
        several = appositions(self.reading, head)
        if several:
            yield from (Phrase(each.start, each.end, each.group) for each in several)
            return
        named = self.reading.refers(head.i) or apposition(self.reading, head)
        if head.i in self._times or _is_score(head):
            return
        pair = both(self.reading, head) if named is None else ()
        if pair:
            yield from (Phrase(each.start, each.end, each.group) for each in pair)
            return
        if named is not None:
            yield Phrase(named.start, named.end, named.group)
        elif head.lower_ in _SPEAKER and at.i in self._speakers:
            yield self._at(*self._speakers[at.i])
        elif head.lower_ in _THIRD and head.tag_ == "PRP":
            yield from self._taken_up(head, at)
        elif is_described(self.reading, head) and not self._is_title(head):
            own = lemma(at) in event_cues().of_verbs and at.i < head.i
            yield self._at(*phrase(self.reading, head, short=own))

    def claimants(self) -> dict[int, tuple[int, int]]:
        """Map reported words to who says them, as `newsweave.ingest.quotes.claims.speakers`; "they" to those meant."""
        runs = {run: self._meant(run) for run in sorted(set(self._speakers.values()))}
        return {token: runs[run] for token, run in self._speakers.items()}

    def _meant(self, run: tuple[int, int]) -> tuple[int, int]:
        pronoun = self.reading.doc[run[0]]
        if run[1] - run[0] > 1 or pronoun.tag_ != "PRP" or self.reading.refers(pronoun.i) is not None:
            return run
        taken = next(self._taken_up(pronoun, pronoun.head), None) if pronoun.lower_ in _THIRD else None
        return (taken.start, taken.end) if taken is not None else run

    def _taken_up(self, pronoun: Token, at: Token) -> Iterator[Phrase]:
        """Yield those without a name whom a pronoun takes up; of a name beside them, that: "his lawyer, Ann Weber"."""
        if pronoun.i in self._direct:
            known = somebody_else(self.reading, pronoun)
        else:
            known = said_by(self.reading, at) or described(self.reading, pronoun)
        heads = [] if known is None else clauses.spread([known]) if pronoun.lower_ in THEY else [known]
        for each in heads:
            named = apposition(self.reading, each)
            if named is not None:
                yield Phrase(named.start, named.end, named.group)
            else:
                yield self._at(*phrase(self.reading, each))

    def _at(self, start: int, end: int) -> Phrase:
        root = self.reading.doc[start:end].root
        named = self.reading.refers(root.i)
        return Phrase(start, end, named.group if named else None)

    def _is_title(self, noun: Token) -> bool:
        """Tell whether a noun is the first of two titles: "author and journalist Carolin Emcke"."""
        if noun.lower_ not in cues().roles:
            return False
        names = (self.reading.at(child.i) for child in noun.children if child.dep_ == "conj")
        return any(self.reading.kind(name) is Kind.PERSON and name.start > noun.i + 2 for name in names if name)

    def places(self, head: Token, kind: str) -> tuple[Phrase, ...]:
        """Return where something happens: the nearest place behind "in", "at", "near"; "to", for what moves.

        What happens at once happens at one place: "ten died when a train left the tracks near Lima".
        """
        found = self._own_places(head, kind)
        if not found and any(_is_spot(token) for token in clauses.region(head)):  # "arrested at the airport"
            return ()
        if found or not clauses.is_verb(head) or kind in event_cues().moving or kind in event_cues().spoken:
            return found
        return next((places for other in clauses.at_once(head) if (places := self._own_places(other, ""))), ())

    def _own_places(self, head: Token, kind: str) -> tuple[Phrase, ...]:
        if any(child.lower_ == "there" and child.dep_ == "advmod" for child in head.children):
            before = (self.reading.at(i) for i in range(head.i - 1, max(-1, head.i - _THERE), -1))
            there = next((name for name in before if self.reading.kind(name) is Kind.PLACE), None)
            return (Phrase(there.start, there.end, there.group),) if there else ()
        words = event_cues().locative | (event_cues().direction if kind in event_cues().moving else frozenset())
        found = []
        for token in clauses.region(head):
            if token.dep_ == "pobj" and token.head.lower_ in words:
                named = self._place(token)
                if named is not None:
                    direct = token.head.head.i == head.i
                    away = token.head.lower_ == "from"
                    found.append((away, not direct, abs(token.i - head.i), Phrase(named.start, named.end, named.group)))
        if not found and head.tag_.startswith("NN"):
            return self.before(head)
        if not found and head.dep_ == "relcl" and any(child.lower_ == "where" for child in head.children):
            named = self._place(head.head)
            return (Phrase(named.start, named.end, named.group),) if named else ()
        return tuple(phrase for *_, phrase in sorted(found)[:1])

    def before(self, noun: Token) -> tuple[Phrase, ...]:
        """Return the place that a noun is told by: "the Paris attacks"."""
        named = next((self.reading.at(child.i) for child in noun.lefts if child.dep_ in _BEFORE), None)
        if named is None or not self.reading.is_spot(named):
            return ()
        return (Phrase(named.start, named.end, named.group),)

    def is_place(self, phrase: Phrase) -> bool:
        """Tell whether a phrase names a place: "Oslo", and not "the vote"."""
        return self.reading.kind(self.reading.refers(self.reading.doc[phrase.start : phrase.end].root.i)) is Kind.PLACE

    def _place(self, token: Token) -> Referent | None:
        """Return the place that a phrase names: "Almaty", "the region of Mangystau"."""
        named = self.reading.refers(token.i) or apposition(self.reading, token)
        if named is None and (token.lower_ in cues().nominals or token.lower_ in cues().place_nouns):
            below = clauses.behind(token, "of")
            named = self.reading.refers(below[0].i) if below else self._adjective(token)
        # On board of a ship, or to it.
        kinds = {Kind.PLACE, Kind.PRODUCT} if token.head.lower_ in {"aboard", "on", "to", "from"} else {Kind.PLACE}
        return named if self.reading.kind(named) in kinds else None

    def _adjective(self, noun: Token) -> Referent | None:
        """Return the country of "the Indonesian coast", "Greek islands"."""
        found = (
            self.reading.body(self.reading.at(child.i)) for child in noun.lefts if child.dep_ in {"amod", "compound"}
        )
        return next((country for country in found if self.reading.kind(country) is Kind.PLACE), None)

    def instruments(self, verb: Token, kind: str) -> tuple[Phrase, ...]:
        """Return with what something is done: "with knives", "using tear gas"."""
        if kind not in event_cues().armed:
            return ()
        heads = clauses.behind(verb, "with")
        for child in verb.children:
            if child.dep_ == "advcl" and child.lower_ == "using":
                heads += clauses.objects(child)
        return tuple(dict.fromkeys(self._things(heads)))

    def _things(self, heads: Iterable[Token]) -> Iterator[Phrase]:
        for head in heads:
            if self.reading.refers(head.i) is None and head.tag_ in {"NN", "NNS"} and is_described(self.reading, head):
                yield self._at(*phrase(self.reading, head))


def _antecedent(head: Token) -> Token | None:
    """Return those of whom a clause tells: the rangers, of "rangers, dozens of whom were laid off"."""
    whom = next((child for child in clauses.behind(head, "of") if child.lower_ in {"whom", "which"}), None)
    verb = head.head
    if whom is None or verb.dep_ != "relcl" or verb.head.i > head.i:
        return None
    noun, above = verb.head, verb.head.head.head
    if whom.lower_ == "whom" and noun.dep_ == "pobj" and any(child.tag_ == "PRP$" for child in noun.lefts):
        told = [other for other in clauses.objects(above) if other.i < noun.i] if clauses.is_verb(above) else []
        return told[0] if told else noun  # "forced 400,000 people from their homes, most of whom"
    return noun


def _is_spot(noun: Token) -> bool:
    """Tell whether a noun says where, without a name that is known: "at Podrica airport"."""
    spot = noun.lower_ in noun_class("building") or noun.lower_ in cues().place_nouns or noun.lower_ in _SPOTS
    return spot and noun.dep_ == "pobj" and noun.head.lower_ in {"at", "in", "inside", "outside", "near"}


def _is_score(number: Token) -> bool:
    """Tell whether a number is one of a score: "6-4", which the tokenizer parts."""
    doc = number.doc
    if number.tag_ != "CD" or number.i + 2 >= len(doc):
        return False
    return doc[number.i + 1].text in {"-", "–"} and doc[number.i + 2].tag_ == "CD"
