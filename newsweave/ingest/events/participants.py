"""Who takes part: the phrases behind the heads that a clause offers, with pronouns followed to what they stand for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest.events.beside import is_human
from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.matching import verb_pattern
from newsweave.ingest.events.quoted import quoted
from newsweave.ingest.events.table import noun_class
from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.names.cues import cues
from newsweave.ingest.noun_phrases import is_described, phrase
from newsweave.ingest.quotes.quotation import Quotation
from newsweave.ingest.reading import Reading, Referent
from newsweave.ingest.values.found import Found
from newsweave.types import Kind, QuoteKind

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
        self._direct = {
            token for quote in said if quote.kind is QuoteKind.DIRECT for token in range(*quote.content)
        }
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
        if head.i in self._times or _is_score(head):
            return
        whom = _antecedent(head)
        if whom is not None:
            yield from self.phrases(whom, at)
            return
        both = self._both(head) if named is None else ()
        if both:
            yield from (Phrase(each.start, each.end, each.group) for each in both)
            return
        if named is not None:
            yield Phrase(named.start, named.end, named.group)
        elif head.lower_ in _SPEAKER and at.i in self._speakers:
            yield self._at(*self._speakers[at.i])
        elif head.lower_ in _THIRD and head.tag_ == "PRP":
            known = self._somebody_else(head) if head.i in self._direct else self._said_by(at) or self._described(head)
            several = clauses.spread([known]) if known is not None and head.lower_ in _THEY else [known]
            for each in several:
                told = self._apposition(each) if each is not None else None  # "his lawyer, Ann Weber, said he"
                if told is not None:
                    yield Phrase(told.start, told.end, told.group)
                elif each is not None:
                    yield self._at(*phrase(self.reading, each))
        elif is_described(self.reading, head) and not self._is_title(head):
            own = lemma(at) in event_cues().of_verbs and at.i < head.i
            yield self._at(*phrase(self.reading, head, short=own))

    def _both(self, head: Token) -> tuple[Referent, ...]:
        """Return the two of "the pair", "both", "the pair of Ann Weber and Carl Dahl"."""
        number = _SO_MANY.get(head.lower_)
        if number is None or any(child.dep_ in {"amod", "relcl"} for child in head.children if child.lower_ != "of"):
            return self._each_of(head) if number is not None else ()
        below = self._each_of(head)
        if below or any(child.dep_ == "prep" for child in head.rights):
            return below
        for token in reversed(self.reading.doc[max(0, head.i - 2 * _FAR) : head.i]):
            if any(child.dep_ == "conj" for child in token.rights) and token.dep_ != "conj":
                named = self._named([token])
                if len(named) == number and all(self.reading.kind(each) in _PAIRED for each in named):
                    return named
        return ()

    def _each_of(self, head: Token) -> tuple[Referent, ...]:
        named = self._named(clauses.behind(head, "of")[:1])
        return named if len(named) > 1 else ()

    def _named(self, heads: list[Token]) -> tuple[Referent, ...]:
        spread = clauses.spread(heads)
        return tuple(named for each in spread if (named := self.reading.refers(each.i) or self._apposition(each)))

    def _apposition(self, head: Token) -> Referent | None:
        """Return the name behind a common noun: "his predecessor, Nursultan Nazarbaev"."""
        if not head.tag_.startswith("NN") and head.tag_ != "CD":  # "one of them, 25-year-old Romario Veloz"
            return None
        beside = [child for child in head.rights if child.dep_ == "appos" and not _is_some_of(child)]
        beside += [inner for child in beside for inner in child.rights if inner.dep_ == "appos"]  # "his wife, the poet X"
        names = [(self.reading.at(child.i), _is_far(child)) for child in beside]
        near = (name for name, far in names if name and (not far or self.reading.kind(name) is Kind.PERSON))
        return next(near, None) or self._beside_person(head)

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
        start = self.reading.bounds(pronoun.i)[0]
        if pronoun.lower_ == "it" and pronoun.dep_ == "nsubj" and start > 1 and _does(pronoun.head):
            return self._thing(pronoun, self.reading.bounds(start - 2)[0], start, _SUBJECT)
        if pronoun.lower_ != "it" or pronoun.dep_ not in {"dobj", "nsubjpass"} or _is_empty(pronoun):
            return None
        here = self._thing(pronoun, start, pronoun.i, _TOLD)
        if here is not None or start < 2:
            return here
        before = self.reading.bounds(start - 2)[0]
        return self._thing(pronoun, before, start, _UNDERGOING) or self._thing(pronoun, before, start, _SUBJECT)

    def _somebody_else(self, pronoun: Token) -> Token | None:
        """Return whom a speaker calls "she": somebody told of before, and never the speaker or those around."""
        return self._somebody(pronoun) if pronoun.lower_ in _ONE else None

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
        """Return whom "they" most likely takes up: the likeliest that is several, or a body."""
        doc, here = self.reading.doc, self.reading.bounds(pronoun.i)[0]
        doing = pronoun.dep_ == "nsubj"
        best: tuple[float, int] | None = None
        for token in doc[max(0, pronoun.i - _FAR) : pronoun.i]:
            if token.dep_ not in _TAKEN_UP or token.head.i == pronoun.head.i or not self._is_several(token):
                continue
            if token.dep_ not in _SUBJECT and not (doing and token.i >= here and self._acts(token)):
                continue
            rated = (token.dep_ in _SUBJECT) + 2.0 * (doing and self._acts(token)) + 1.5 * (token.i >= here)
            if best is None or (rated, token.i) >= best:
                best = rated, token.i
        return doc[best[1]] if best is not None else None

    def _acts(self, noun: Token) -> bool:
        known = noun.lower_ in noun_class("people") or noun.lower_ in _PLURAL
        return known or is_human(noun) or self.reading.refers(noun.i) is not None

    def _is_several(self, noun: Token) -> bool:
        named = self.reading.refers(noun.i)
        if named is None:
            return noun.tag_ == "NNS" or noun.lower_ in _PLURAL
        kind = self.reading.kind(named)
        return kind in {Kind.ORG, Kind.NORP} or (kind is Kind.PERSON and any(c.dep_ == "conj" for c in noun.rights))

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


def _is_score(number: Token) -> bool:
    """Tell whether a number is one of a score: "6-4", which the tokenizer parts."""
    doc = number.doc
    if number.tag_ != "CD" or number.i + 2 >= len(doc):
        return False
    return doc[number.i + 1].text in {"-", "–"} and doc[number.i + 2].tag_ == "CD"


def _is_some_of(name: Token) -> bool:
    """Tell whether a name behind a noun is only some of them: "players, among them Ann Weber,", "most of them Finns"."""
    return any(child.dep_ in {"prep", "nsubj"} for child in name.lefts)


def _is_far(name: Token) -> bool:
    """Tell whether a clause stands between a noun and a name: "the tremor, which was felt in the capital, Oslo,"."""
    return any(child.dep_ == "relcl" and child.i < name.i for child in name.head.rights)


def _does(verb: Token) -> bool:
    """Tell whether a verb has an object or a clause for one: "it approved the plan", "it found that"."""
    told = any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.rights)
    return bool(clauses.objects(verb)) or (told and not any(child.dep_ == "acomp" for child in verb.children))


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
