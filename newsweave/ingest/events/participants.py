"""Who takes part: the phrases behind the heads that a clause offers, with pronouns followed to what they stand for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest.events.beside import is_human
from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.matching import verb_pattern
from newsweave.ingest.events.quoted import quoted
from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.names.cues import cues
from newsweave.ingest.noun_phrases import is_described, phrase
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
_PLURAL = frozenset({"police", "people", "team", "family", "couple", "crowd", "staff", "crew", "troops"})


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
        said: Iterable[Quotation] = (),
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
        named = self.reading.refers(head.i) or self._apposition(head)
        if head.i in self._times:
            return
        if named is not None:
            yield Phrase(named.start, named.end, named.group)
        elif head.lower_ in _SPEAKER and at.i in self._speakers:
            yield self._at(*self._speakers[at.i])
        elif head.lower_ in _THIRD and head.tag_ == "PRP":
            known = self._said_by(at) or self._described(head)
            if known is not None:
                yield self._at(*phrase(self.reading, known))
        elif is_described(self.reading, head) and not self._is_title(head):
            own = lemma(at) in event_cues().of_verbs and at.i < head.i
            yield self._at(*phrase(self.reading, head, short=own))

    def _apposition(self, head: Token) -> Referent | None:
        """Return the name behind a common noun: "his predecessor, Nursultan Nazarbaev"."""
        if not head.tag_.startswith("NN") and head.tag_ != "CD":  # "one of them, 25-year-old Romario Veloz"
            return None
        names = (self.reading.at(child.i) for child in head.children if child.dep_ == "appos" and child.i > head.i)
        return next((name for name in names if name), None) or self._beside_person(head) or self._of_body(head)

    def _of_body(self, noun: Token) -> Referent | None:
        """Return the holder of "Co-founder of Google, Sergey Brin, met", whom the parser hangs on the body."""
        if noun.lower_ not in cues().roles:
            return None
        bodies = (child for of in noun.rights if of.lower_ in {"of", "at"} for child in of.rights)
        beside = (self.reading.at(child.i) for body in bodies for child in body.rights if child.dep_ == "appos")
        return next((name for name in beside if self.reading.kind(name) is Kind.PERSON), None)

    def _beside_person(self, noun: Token) -> Referent | None:
        """Return the person whom a noun behind a name describes: "Jane Doe, a former pilot who"."""
        named = self.reading.at(noun.head.i) if noun.dep_ == "appos" and noun.tag_ == "NN" else None
        if named is None or self.reading.kind(named) is not Kind.PERSON:
            return None
        first = noun.left_edge
        return named if first.tag_ == "DT" and named.end <= first.i <= named.end + 1 else None

    def _at(self, start: int, end: int) -> Phrase:
        root = self.reading.doc[start:end].root
        named = self.reading.refers(root.i)
        return Phrase(start, end, named.group if named else None)

    def _said_by(self, verb: Token) -> Token | None:
        """Return who "they" are in "police said they had killed dozens": the one who says it."""
        at = verb
        for _ in range(4):
            head = at.head
            if at.dep_ == "ccomp" and _speaks(head):
                subjects = clauses.subjects(head)
                return subjects[0] if subjects and is_described(self.reading, subjects[0]) else None
            if at.dep_ not in {"conj", "xcomp", "advcl"}:
                return None
            if at.dep_ == "advcl" and any(self._is_several(token) for token in clauses.grammatical(head)):
                return None  # "police said the men were held after they blocked a road"
            at = head
        return None

    def _is_title(self, noun: Token) -> bool:
        """Tell whether a noun is the first of two titles: "author and journalist Carolin Emcke"."""
        if noun.lower_ not in cues().roles:
            return False
        names = (self.reading.at(child.i) for child in noun.children if child.dep_ == "conj")
        return any(self.reading.kind(name) is Kind.PERSON and name.start > noun.i + 2 for name in names if name)

    def _described(self, pronoun: Token) -> Token | None:
        """Return the common noun that a pronoun most likely takes up."""
        if pronoun.lower_ in _THEY:
            return self._plural(pronoun)
        if pronoun.lower_ in _ONE:
            return self._somebody(pronoun)
        if pronoun.lower_ != "it" or pronoun.dep_ not in {"dobj", "nsubjpass"} or _is_empty(pronoun):
            return None
        start = self.reading.bounds(pronoun.i)[0]
        here = self._thing(pronoun, start, pronoun.i, _TOLD)
        if here is not None or start < 2:
            return here
        before = self.reading.bounds(start - 2)[0]
        return self._thing(pronoun, before, start, _UNDERGOING) or self._thing(pronoun, before, start, _SUBJECT)

    def _somebody(self, pronoun: Token) -> Token | None:
        """Return the one person without a name that "he" can take up: "police held a man after he took the plane"."""
        start = self.reading.bounds(pronoun.i)[0]
        start = self.reading.bounds(start - 2)[0] if start > 1 else start
        told = (token for token in self.reading.doc[max(start, pronoun.i - _FAR) : pronoun.i] if token.dep_ in _TOLD)
        persons = [token for token in told if token.tag_ in {"NN", "NNP"} and self._is_person(token)]
        return persons[0] if len(persons) == 1 and persons[0].head.i != pronoun.head.i else None

    def _is_person(self, noun: Token) -> bool:
        return is_human(noun) or self.reading.kind(self.reading.refers(noun.i)) is Kind.PERSON

    def _thing(self, pronoun: Token, start: int, end: int, places: frozenset[str]) -> Token | None:
        """Return the last thing that is one, no person, and stands in one of some places of a clause."""
        doing = _controlling(pronoun.head)
        for token in reversed(self.reading.doc[max(start, end - _FAR) : end]):
            if token.dep_ not in places or token.tag_ not in {"NN", "NNP"} or token.head.i == pronoun.head.i:
                continue
            if token.dep_ in _SUBJECT and token.head.i in doing:  # "the union asked them to block it": not the union
                continue
            person = is_human(token) or self.reading.kind(self.reading.refers(token.i)) in _ACTING
            if not person and token.lower_ not in event_cues().setting:
                return token
        return None

    def _plural(self, pronoun: Token) -> Token | None:
        """Return whom "they" most likely takes up: the last subject before it that is several, or a body."""
        doc = self.reading.doc
        for token in reversed(doc[max(0, pronoun.i - _FAR) : pronoun.i]):
            if token.dep_ not in {"nsubj", "nsubjpass"} or token.head.i == pronoun.head.i:
                continue
            named = self.reading.refers(token.i)
            if named is not None and self.reading.kind(named) in {Kind.ORG, Kind.NORP}:
                return token
            if named is None and self._is_several(token):
                return token
        return None

    def _is_several(self, noun: Token) -> bool:
        return noun.tag_ == "NNS" or noun.lower_ in _PLURAL

    def places(self, head: Token, kind: str) -> tuple[Phrase, ...]:
        """Return where something happens: the nearest place behind "in", "at", "near"; "to", for what moves.

        What happens at once happens at one place: "ten died when a train left the tracks near Lima".
        """
        found = self._own_places(head, kind)
        if found or not clauses.is_verb(head) or kind in event_cues().moving or kind in event_cues().spoken:
            return found
        return next((places for other in clauses.at_once(head) if (places := self._own_places(other, ""))), ())

    def _own_places(self, head: Token, kind: str) -> tuple[Phrase, ...]:
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
        named = self.reading.refers(token.i) or self._apposition(token)
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


def _is_empty(pronoun: Token) -> bool:
    """Tell whether "it" stands for nothing: "it was decided that", "it is called"."""
    beside = pronoun.head.rights if pronoun.dep_ == "nsubjpass" else ()
    return any(child.dep_ in {"ccomp", "xcomp", "oprd", "attr"} for child in beside)


def _controlling(verb: Token) -> set[int]:
    """Return the verbs that a verb is done for: "asked", of "asked them to block it"."""
    found = {verb.i}
    while verb.dep_ == "xcomp" and len(found) < _DEEPEST:
        verb = verb.head
        found.add(verb.i)
    return found


def _speaks(verb: Token) -> bool:
    """Tell whether the subject of a verb says what stands below it."""
    pattern = verb_pattern(verb)
    return verb.lower_ in cues().speaking or (pattern is not None and pattern.type in event_cues().spoken)
