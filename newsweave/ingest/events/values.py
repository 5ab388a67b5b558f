"""When something happens and how many it concerns: times and numbers, tied to the events of their clauses."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.happenings import Happening
from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.stance import stance
from newsweave.ingest.reading import Reading
from newsweave.ingest.values.found import Found
from newsweave.types import Modality, Precision, Value, ValueKind

# A clause below another happens when that does: "after thousands clashed", "set to take place", "as it blocked".
_SHARING = frozenset({"xcomp", "advcl"})
_MEASURES = frozenset({"npadvmod", "dobj", "attr"})  # "was used a million times"
_REACH = 30  # tokens
_TO_COME = frozenset({Modality.PLANNED, Modality.DEMANDED})
_EXACT = frozenset({Precision.HOUR, Precision.DAY})
_COMPARED = 5  # words up from a time
_APART = frozenset({"since", "until", "before"})
_SPANS = frozenset({"years", "year", "months", "month", "weeks", "week", "days", "day", "decades", "decade", "hours"})
_DURING = frozenset({"during", "in", "at", "on", "by", "from"})
_THIS = frozenset({"this", "last", "next", "earlier"})
_AGAINST = frozenset({"up", "down", "compared", "than", "unlike", "versus"})
_EXTREME = frozenset({"first", "last", "only"})
_AT_ONCE = frozenset({"as", "when", "while"})
_WHILE = frozenset({"as", "when", "while", "after"})


class EventValues:
    """The times and numbers of one document, by the verb or noun that they hang on."""

    def __init__(self, reading: Reading, times: Iterable[Found], quantities: Iterable[Found]) -> None:
        """Take what was found in the text; as `ingest.values` finds it."""
        self._doc = reading.doc
        self._bounds = reading.bounds
        self._dated = tuple(sorted(times, key=lambda found: found.start))
        self._within = {token: found for found in self._dated for token in range(found.start, found.end)}
        self._times: dict[int, list[Found]] = {}
        for found in self._dated:
            head = reading.doc[found.start : found.end].root
            if _is_compared(head):
                continue
            for holder in _holders(head):
                self._times.setdefault(holder, []).append(found)
        self._when = [found.start for found in self._dated]
        self._numbers = sorted(quantities, key=lambda found: found.start)
        self._starts = [found.start for found in self._numbers]

    def of(self, happening: Happening) -> tuple[Value, ...]:
        """Return the times and numbers of an event, times first, in text order."""
        times = dict.fromkeys(found.value for found in self._of_time(self._doc[happening.head]))
        return (*times, *self._counted(happening))

    def _of_time(self, head: Token) -> list[Found]:
        own = sorted(self._times.get(head.i, []), key=lambda found: (abs(found.start - head.i), found.start))
        if own or not clauses.is_verb(head):
            return own[:1]
        first = clauses.first_of_list(head)  # "On Monday he sacked A and praised B"
        before = [child for child in first.children if child.dep_ == "ccomp" and child.i < first.i]
        shared = [*self._times.get(first.i, []), *(f for child in before for f in self._times.get(child.i, []))]
        earliest = min([first.i, *(child.i for child in before)])
        fronted = [found for found in shared if found.end <= earliest and found.start >= first.sent.start]
        if fronted:
            return fronted
        if first.i != head.i and head.tag_ == first.tag_ == "VBD":  # "brought it on Monday, and they saw it"
            return self._of_time(first)[:1]
        trailing = self._trailing(head)
        if trailing:
            return trailing
        if first.dep_ in _SHARING and clauses.is_verb(first.head) and _is_while(first):
            above = self._of_time(first.head)
            if _is_still_to_come(first):
                above = [found for found in above if not first.head.i < found.start < first.i]
            return above
        return self._of_time_beside(head, first) or self._of_list(head)

    def _of_time_beside(self, head: Token, first: Token) -> list[Found]:
        """Return the time of what happens at once: "hurt when it fell on Monday", "a fire on Monday that killed"."""
        if first.dep_ == "relcl" and first.head.tag_.startswith("NN"):
            return self._at(first.head.i) or self._times.get(first.head.i, [])[:1]
        beside = [head, *(child for child in head.children if child.dep_ == "conj" and child.tag_ == head.tag_)]
        for child in (child for verb in beside for child in verb.children):
            if child.dep_ == "advcl" and child.i > head.i and child.tag_ in {"VBD", "VBN"} and _is_at_once(child):
                return self._times.get(child.i, [])[:1]
        return []

    def _between(self, start: int, end: int) -> Sequence[Found]:
        """Return the times that begin between two tokens."""
        return self._dated[bisect_left(self._when, start) : bisect_left(self._when, end)]

    def _of_list(self, head: Token) -> list[Found]:
        """Return the one time of a sentence behind the last verb of a list: "10 died and 16 were hurt on Monday"."""
        start, end = self._bounds(head.i)
        times = self._between(start, end) if head.tag_ in {"VBD", "VBN"} else []
        if len(times) != 1:
            return []
        following = [child for child in head.rights if child.dep_ == "conj" and child.tag_ in {"VBD", "VBN"}]
        return [found for verb in following for found in self._times.get(verb.i, ()) if found.start > verb.i]

    def _at(self, token: int) -> list[Found]:
        """Return the time that a token is a part of: "Friday", of "on Friday when it fell"."""
        found = self._within.get(token)
        return [found] if found else []

    def _trailing(self, head: Token) -> list[Found]:
        """Return the one day behind a main verb that hangs too low: "brought the clock that he made on Monday"."""
        if head.dep_ != "ROOT" or head.tag_ != "VBD":
            return []
        end = self._bounds(head.i)[1]
        behind = self._between(head.i + 1, end)
        if len(behind) != 1 or any(token.text == "," for token in self._doc[head.i : behind[0].start]):
            return []
        if behind[0].value.precision not in _EXACT:
            return []  # "ordered a new trial for a man who was convicted in 2019"
        above = _verb_above(self._doc[behind[0].start])
        return list(behind) if above is not None and self._doc[above].dep_ == "relcl" else []

    def _counted(self, happening: Happening) -> tuple[Value, ...]:
        phrases = [*happening.patients, *happening.agents, *happening.recipients]
        if happening.type == "SAY":  # what is said is no part of the saying
            phrases = list(happening.agents)
        near: list[Value] = []
        for phrase in phrases:
            for found in self._near(phrase.start, phrase.end):
                start, end = (found.start, found.end) if found.counted is None else found.counted
                if start < phrase.end and phrase.start < max(end, found.end) and found.end > phrase.start - 4:
                    near.append(_named(found.value, happening.counts))
        head = self._doc[happening.head]
        for found in self._near(head.i, head.i):
            root = self._doc[slice(*(found.counted or (found.start, found.end)))].root
            alone = found.value.kind is ValueKind.MONEY or (not near and root.dep_ in _MEASURES)
            if alone and _verb_above(root) == head.i:
                near.append(_named(found.value, happening.counts))
        return tuple(dict.fromkeys(near))

    def _near(self, start: int, end: int) -> list[Found]:
        return self._numbers[bisect_left(self._starts, start - _REACH) : bisect_left(self._starts, end + _REACH)]


def _named(value: Value, counts: str | None) -> Value:
    """Say what a number counts, as the event tells."""
    if value.kind is not ValueKind.QUANTITY or value.role is not None or counts in {None, "money"}:
        return value
    return replace(value, role=counts)


def _is_compared(token: Token) -> bool:
    """Tell a time that something is only set against: "the highest since 1990", "up from 61,000 in 2021"."""
    since = "since" in {token.lower_, token.head.lower_}
    at = token
    for _ in range(_COMPARED):
        if at.lower_ in _AGAINST:
            return True
        beside = (at, *(child for child in at.lefts if child.dep_ == "amod")) if since else ()
        if any(word.tag_ in {"JJS", "RBS"} or word.lower_ in _EXTREME for word in beside):
            return True
        if at.dep_ in {"ROOT", "ccomp"}:
            return False
        at = at.head
    return False


def _holders(token: Token, *, timed: bool = True) -> list[int]:
    """Return the verb that a time hangs on, and the nouns on the way to it: "said in a January 6 statement"."""
    noun = token.head
    own = noun.dep_ not in {"nsubj", "nsubjpass"} and noun.lower_ not in event_cues().said_in
    if token.i < noun.i and noun.tag_.startswith("NN") and own:
        return [
            noun.i
        ]  # "discussed the 1915 massacre", but "Friday's attack killed" and "said in a January 6 statement"
    found: list[int] = []
    at = token
    for _ in range(12):
        if clauses.is_verb(at):
            return [*found, at.i]
        if at.dep_ == "ROOT":
            break
        apart = at.lower_ in _APART and bool(found)  # "the first since its creation in 1958"
        if timed and not found and _is_of(at):  # "tried over a speech after the election of March 2019"
            return [at.head.i]
        meant = timed and at.lower_ == "for" and not found  # "called an election for May 4": then it is held
        at = at.head
        if apart:
            break
        if meant and clauses.is_verb(at) and any(child.dep_ == "dobj" for child in at.children):
            return [child.i for child in at.children if child.dep_ == "dobj"]
        if meant and at.tag_.startswith("NN"):
            return [at.i]
        if at.tag_.startswith("NN"):
            found.append(at.i)
    return found


def _is_of(preposition: Token) -> bool:
    """Tell whether a time is that of a noun alone: "the finals of 2012", but not "during the crisis of 2008"."""
    noun = preposition.head
    return preposition.lower_ == "of" and noun.tag_.startswith("NN") and noun.head.lower_ not in _DURING


def _verb_above(token: Token) -> int | None:
    holders = _holders(token, timed=False)
    return holders[-1] if holders else None


def _is_at_once(verb: Token) -> bool:
    return any(child.lower_ in _AT_ONCE and child.dep_ in {"mark", "advmod"} for child in verb.children)


def _is_still_to_come(verb: Token) -> bool:
    """Tell whether something was only decided at a time before it: "voted last week to send soldiers"."""
    decided = verb.head.tag_ in {"VBD", "VBN"} and verb.dep_ == "xcomp" and verb.tag_ == "VB"
    return decided and stance(verb).modality in _TO_COME


def _is_while(verb: Token) -> bool:
    if verb.dep_ == "xcomp" or (verb.tag_ == "VBG" and verb.i > verb.head.i):  # "sank on Monday, killing twelve"
        return True
    if any(child.lower_ == "after" and child.dep_ == "mark" and _is_measured(child) for child in verb.lefts):
        return False  # "16 years to the day after it hit the city"
    return any(child.lower_ in _WHILE and child.dep_ in {"mark", "advmod"} for child in verb.children)


def _is_measured(after: Token) -> bool:
    span = after.nbor(-1) if after.i else after
    return span.lower_ in _SPANS and not any(child.lower_ in _THIS for child in span.lefts)
