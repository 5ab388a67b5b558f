"""What a name names: one decision over everything that the document says about it.

The model's labels are one voice with a weight; titles, heads, verbs, prepositions and the gazetteer are the
others. Every vote keeps its reason, so that the decision can be explained in a sentence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from newsweave.ingest.names.beside import beside
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.given import given_name, given_names
from newsweave.ingest.names.name import POSSESSIVES, QUOTES, Name, words
from newsweave.ingest.names.once import once
from newsweave.ingest.names.vote import Vote
from newsweave.types import Kind

# Weights, set by hand on three quarters of the development articles; one labelled mention is the unit.
_MODEL_LIMIT = 4.0
TITLE = 5.0
_HEAD = 4.0
_SURNAME = 2.0  # of a head that is a surname, too, where the model sees a person
_SPEAKS = 1.0
_PERSONAL = 1.5
_PLACED = 1.0
_OF_PLACE = 2.0
_ACRONYM = 2.0
_ACRONYM_LETTERS = 6
_APPOSITION = 2.0
_NOUN = 3.0
_DIRECT = 4.5  # right before the name: "the investment firm Alden Bridge"
_ROLE_BEHIND = 3.5  # ", the former finance director of"; less for nouns that companies are called, too
_STAFF = 2.0
_QUOTED = 2.5
_CALLED = frozenset({"dubbed", "nicknamed", "alias"})
_TITLED = 4.5  # of a whole title in quotation marks
_GIVEN = 3.0
_SHIP = 6.0
_PARTICLE = 0.75
_PARTICLES = frozenset("de van von der den ter bin ibn ole af di da do dos".split())  # "Andries de Ruyter"
_BETWEEN = 3
_TEAM = 4.0
_WORDS = re.compile(r"[a-z][a-z-]*[a-z]")
_SPORT = 6  # different words of sport that make an article one about it
# What somebody does with a team, in an article about sport: by the preposition before its name.
_PLAYING = {
    "for": frozenset("played plays play playing scored debut goals goal appearances signed signs starred".split()),
    "from": frozenset("loan signed signs signing joined arrived bought transfer move moved striker".split()),
    "with": frozenset("drew draw contract spell spells deal match tie goalless".split()),
    "to": frozenset("lost lose defeat loss sold transfer loan visit trip visitors loaned transferred".split()),
    "at": frozenset("coach manager spell spells assistant captain career won drew lost beaten contract win".split()),
    "by": frozenset("beaten signed held thrashed knocked defeated eliminated".split()),
    "of": frozenset("striker midfielder defender goalkeeper captain coach manager win defeat".split()),
}
_EITHER = frozenset(
    {"owner", "operator", "partner", "shareholder", "publisher", "leader", "star", "member", "head", "champion"}
)
_NO_BODIES = (Kind.NORP, Kind.WORK)  # "the Kurdish movement", "the #StandUp movement"
_PERSONAL_MAKERS = frozenset("film documentary programme program movie dress policy decision law peace king".split())
_INNER = 5  # words of a name in which "of" is looked for
_COUNTED = frozenset({"member"})  # "the six-member Afghan team"
# What a company has, and a person or a place has not.
_OFFICERS = frozenset(
    "director ceo cfo shareholders shareholder headquarters subsidiary subsidiaries chairman chairwoman chair "
    "customers factory factories plant plants employees workforce owners bondholders creditors unit boardroom profits "
    "fleet franchise stores branches".split()
)
# Posts in a region or town, right behind its name: "Jalisco Governor Enrique Alfaro".
_GOVERNED = frozenset({"governor", "gov.", "mayor", "sheriff"})


def votes(doc: Doc, names: Iterable[Name]) -> Iterator[Vote]:
    """Collect the votes for one form of a name from all places where it stands."""
    listed = list(names)
    form = words(doc, listed[0])
    yield from model_votes(listed)
    yield from known_votes(form)
    labels = {name.kind for name in listed} - {None}
    yield from _shape(form, is_person=labels == {Kind.PERSON})
    seen: Counter[str] = Counter()
    for name in listed:
        for vote in around(doc, name):
            seen[vote.reason] += 1
            if seen[vote.reason] <= 2:  # the third "said" adds nothing
                yield vote


@once
def is_about_sport(doc: Doc) -> bool:
    """Tell whether a document is a report on sport of any sort; worked out once for each."""
    known = cues().sport | cues().sport_alone
    return len(known.intersection(_WORDS.findall(doc.text.lower()))) >= _SPORT


@once
def is_about_teams(doc: Doc) -> bool:
    """Tell whether a document is a report on sport where cities are teams; worked out once for each."""
    return len(cues().sport.intersection(doc.text.lower().split())) >= _SPORT


def team_votes(doc: Doc, names: Iterable[Name]) -> Iterator[Vote]:
    """Collect the votes for a team from a document about sport."""
    known = cues()
    for name in list(names)[:8]:
        root = doc[name.start : name.end].root
        before = doc[name.start - 1].lower_ if name.start else ""
        plays = root.dep_ in {"nsubj", "dobj", "nsubjpass"} and root.head.lower_ in known.sport_verbs
        has = {token.lower_ for token in doc[name.end : name.end + 2]} & known.players
        if plays or has or before in known.before_opponents or _has_players(root):
            yield Vote(kind=Kind.ORG, weight=_TEAM, reason="it plays in an article about sport")


def _has_players(root: Token) -> bool:
    """Tell "played for Norwich", "on loan from Vitesse", "drew with Malmo", "assistant coach at Anderlecht"."""
    if root.dep_ != "pobj":
        return False
    return root.head.head.lower_ in _PLAYING.get(root.head.lower_, ())


def model_votes(names: list[Name]) -> Iterator[Vote]:
    """Collect the votes of the language model."""
    labels = Counter(name.kind for name in names if name.kind)
    scale = min(1.0, _MODEL_LIMIT / max(1, sum(labels.values())))
    for kind, count in sorted(labels.items()):
        yield Vote(
            kind=kind,
            weight=count * scale,
            reason=f"the language model says {kind} ({count} of {len(names)})",
        )


def known_votes(form: str) -> Iterator[Vote]:
    """Collect the votes of the gazetteer."""
    readings = gazetteer().readings(form)
    if not readings and form.isupper() and len(form) > 3:  # a dateline: "LONDON (Reuters)"
        readings = gazetteer().readings(form.title())
    for known in readings:
        yield Vote(kind=known.kind, weight=known.weight, reason=f"{form!r} is known as a {known.sort}")


def _shape(form: str, *, is_person: bool) -> Iterator[Vote]:
    tokens = form.lower().replace("’", "'").split()
    heads = cues().heads
    given = given_name(form)
    if given:
        yield Vote(kind=Kind.PERSON, weight=_GIVEN, reason=f"{given!r} is a given name")
    between = form.split()[1:-1]
    if 0 < len(between) < _BETWEEN and form[0].isupper() and all(word in _PARTICLES for word in between):
        yield Vote(kind=Kind.PERSON, weight=_PARTICLE, reason=f"{between[0]!r} stands in it")
    first = form.split(maxsplit=1)[0]
    kind = cues().prefixes.get(first) or cues().leads.get(tokens[0])
    if kind and len(tokens) > 1:
        weight = _SHIP if first in cues().prefixes else _HEAD
        yield Vote(kind=kind, weight=weight, reason=f"its first word is {first!r}")
    pair = " ".join(tokens[-2:])
    inner = _inner_head(tokens)
    for kind, nouns in heads.items():
        if inner:
            if inner in nouns:
                yield Vote(kind=kind, weight=_HEAD, reason=f"its head is {inner!r}")
        elif (
            len(tokens) > 1
            and (tokens[-1] in nouns or pair in nouns)
            and not (pair != tokens[-1] and _other(pair, kind))
        ):
            named = is_person and kind is Kind.PLACE and len(tokens) == 2  # "Meryl Hall", "Arthur Park"
            yield Vote(kind=kind, weight=_SURNAME if named else _HEAD, reason=f"its last word is {tokens[-1]!r}")
        elif len(tokens) > 2 and tokens[0] in nouns and tokens[1] in {"of", "for", "on"}:
            yield Vote(kind=kind, weight=_HEAD, reason=f"its first word is {tokens[0]!r}")
    yield from acronym_votes(form)


def _inner_head(tokens: list[str]) -> str | None:
    """Return the head of a name that goes on behind it: "academy" of "Lithuanian Academy of Music and Theatre"."""
    if tokens[-1] in cues().heads[Kind.ORG]:
        return None  # "City of David Foundation"
    at = next((i for i in range(2, min(_INNER, len(tokens) - 1)) if tokens[i] == "of"), None)
    known = at is not None and any(tokens[at - 1] in nouns for nouns in cues().heads.values())
    return tokens[at - 1] if at is not None and known else None


def acronym_votes(form: str) -> Iterator[Vote]:
    """Collect the vote of a short word in capitals: "CSTO", "U.N."."""
    letters = form.replace(".", "")
    short = letters.isupper() and 2 <= len(letters) <= _ACRONYM_LETTERS
    if len(form.split()) == 1 and short and form.title() not in gazetteer():
        yield Vote(kind=Kind.ORG, weight=_ACRONYM, reason="it is written in capitals like an acronym")


def _other(pair: str, kind: Kind) -> bool:
    """Tell whether two words together are the head of another kind: a "school district" is no district."""
    return any(pair in nouns for other, nouns in cues().heads.items() if other is not kind)


def around(doc: Doc, name: Name) -> Iterator[Vote]:
    """Collect the votes of what stands around one place."""
    known = cues()
    before = doc[name.start - 1].lower_ if name.start else ""
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    if before in known.titles or (before in known.roles and before not in _COUNTED and not _is_operator(doc, name)):
        yield Vote(kind=Kind.PERSON, weight=TITLE, reason=f"{before!r} stands before it")
    elif before in known.relatives:
        yield Vote(kind=Kind.PERSON, weight=_PERSONAL, reason=f"{before!r} stands before it")
    yield from _introduced(doc, name)
    yield from beside(doc, name)
    staff = {doc[name.end : name.end + size].text.lower() for size in (1, 2)} & known.staff
    staff |= _officers(doc, name.end)
    if staff and not gazetteer().readings(words(doc, name)):
        yield Vote(kind=Kind.ORG, weight=_STAFF, reason=f"it has a {min(staff)!r}")
    if _opens(doc, name.start) and name.end < len(doc) and doc[name.end].text in QUOTES:
        weight = _TITLED if name.kind is Kind.WORK and name.end - name.start > 1 else _QUOTED
        yield Vote(kind=Kind.WORK, weight=weight, reason="it stands in quotation marks")
    if after in _GOVERNED and doc[name.end].text[0].isupper() and name.end - name.start < 3:
        yield Vote(kind=Kind.PLACE, weight=_OF_PLACE, reason=f"it has a {after!r}")
    if after in known.after_bodies and not gazetteer().readings(words(doc, name)) and name.kind not in _NO_BODIES:
        yield Vote(kind=Kind.ORG, weight=_NOUN, reason=f"{after!r} stands behind it")
    if before in known.before_places:
        yield Vote(kind=Kind.PLACE, weight=_PLACED, reason=f"{before!r} stands before it")
    if before == "of" and name.start > 1 and doc[name.start - 2].lower_ in known.place_nouns:
        yield Vote(kind=Kind.PLACE, weight=_OF_PLACE, reason=f"{doc[name.start - 2].lower_!r} of it is spoken of")
    root = doc[name.start : name.end].root
    if root.dep_ in {"nsubj", "nsubjpass"}:
        yield from _subject(root.head)
        if _speaks_for(doc, name, root):
            yield Vote(kind=Kind.PERSON, weight=_STAFF, reason="it speaks for a body")
    if root.dep_ == "dobj" and root.head.lower_ in known.suffered:
        yield Vote(kind=Kind.PERSON, weight=_PERSONAL, reason=f"{root.head.lower_!r} is said of it")
    if after == ",":
        yield from _described(doc, name.end + 1)
    noun = root.head.lower_
    if root.dep_ == "appos" and (noun in known.roles or noun in known.relatives):
        yield Vote(kind=Kind.PERSON, weight=_APPOSITION, reason=f"it tells which {noun!r}")
    if _aged(doc, name.start):
        yield Vote(kind=Kind.PERSON, weight=TITLE, reason="an age stands before it")
    if after == "family":
        yield Vote(kind=Kind.PERSON, weight=_PERSONAL, reason="its family is spoken of")


def _officers(doc: Doc, at: int) -> set[str]:
    """Return what only companies have, behind a possessive: "Larkfield's planning director", "Aurora's shares"."""
    if at + 1 >= len(doc) or doc[at].text not in POSSESSIVES:
        return set()
    for token in doc[at + 1 : at + 1 + _BETWEEN]:
        if token.lower_ in _OFFICERS:
            return {token.lower_}
        if token.tag_ not in {"NN", "JJ", "NNP", "VBG"}:
            break
    return set()


def _opens(doc: Doc, start: int) -> bool:
    """Tell whether a quotation mark stands before a name, over the article of a title: 'the novel "The Salt Road"'."""
    start -= start > 1 and doc[start - 1].text in {"The", "A", "An"}
    called = start > 2 and (doc[start - 2].lower_ in _CALLED or doc[start - 3].lower_ == "known")
    return start > 0 and doc[start - 1].text in QUOTES and not called


def _is_operator(doc: Doc, name: Name) -> bool:
    """Tell "operator ECT" and "port operator Pwani Terminals" from "film producer Anna Berg"."""
    form, noun = words(doc, name), doc[name.start - 1]
    if not noun.text.islower():
        return False
    if form.isupper() and len(form) <= _ACRONYM_LETTERS:
        return True
    company = name.end - name.start == 1 or doc[name.end - 1].lower_ in cues().heads[Kind.ORG]
    return company and cues().before.get(noun.lower_) is Kind.ORG and doc[name.start].text not in given_names()


def _speaks_for(doc: Doc, name: Name, root: Token) -> bool:
    """Tell "Amnesty's Muleya Mwananyanda said": a full name behind the body that it speaks for."""
    owned = name.start > 1 and doc[name.start - 1].lower_ in POSSESSIVES and doc[name.start - 2].ent_type_ == "ORG"
    return owned and name.end - name.start > 1 and root.head.lower_ in cues().speaking


def _introduced(doc: Doc, name: Name) -> Iterator[Vote]:
    """Read the noun before a name, over a quotation mark or "named": 'the robot "Robogee"'."""
    at = name.start - 1
    while at > 0 and doc[at].text in {'"', "“", "'", "‘", "„", "named", "called", ","}:
        at -= 1
    kind = cues().before.get(doc[at].lower_) if at >= 0 and not doc[at].is_sent_end else None
    direct = at == name.start - 1
    if doc[at].lower_ == "maker" and at > 0 and doc[at - 1].lower_ in _PERSONAL_MAKERS:
        return
    compound = doc[at].text[0].isupper() and (not direct or doc[at].dep_ == "compound")
    if kind and not compound:
        yield Vote(
            kind=kind,
            weight=_DIRECT if direct and doc[at].text.islower() else _NOUN,
            reason=f"{doc[at].lower_!r} stands before it",
        )


def _aged(doc: Doc, start: int) -> bool:
    """Tell whether "81-year-old" stands before a token, in one token or five."""
    return start > 0 and (doc[start - 1].lower_.endswith("-old") or (doc[start - 1].lower_ == "old" and start > 2))


def _subject(verb: Token) -> Iterator[Vote]:
    known = cues()
    if verb.lower_ in known.speaking:
        yield Vote(kind=Kind.PERSON, weight=_SPEAKS, reason="it speaks")
        yield Vote(kind=Kind.ORG, weight=_SPEAKS / 2, reason="it speaks")
    if verb.lower_ in known.personal:
        yield Vote(kind=Kind.PERSON, weight=_PERSONAL, reason=f"{verb.lower_!r} is said of it")


def _described(doc: Doc, start: int) -> Iterator[Vote]:
    """Read an apposition: "Timothy Ash, senior strategist at ..."."""
    known = cues()
    if start < len(doc) and doc[start].is_digit and 1 < len(doc[start].text) < 4:
        yield Vote(kind=Kind.PERSON, weight=_APPOSITION, reason="an age follows it")
    for token in doc[start : start + 5]:
        if token.lower_ in known.roles and token.dep_ in {"appos", "attr", "ROOT", "conj"}:
            weight = _APPOSITION if token.lower_ in _EITHER or known.before.get(token.lower_) else _ROLE_BEHIND
            yield Vote(kind=Kind.PERSON, weight=weight, reason=f"{token.lower_!r} follows it")
            return
        if token.is_punct or token.dep_ == "punct" or token.tag_ in {"WP$", "WP", "WDT", "VBZ", "VBD", "VBP", "MD"}:
            return
