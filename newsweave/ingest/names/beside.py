"""What the words beside a name tell of its kind: the nouns that describe it, and what is done with it.

Kivu Mining, a lender in Goma          a noun in apposition
Temba is a village                     a noun that it is said to be
the Otto chatbot, the Kivu region      a noun behind it
published in Nature                    where things are published
she studied at Harvard                 where people study
shares in Nordvik                      what has shares
analysts at Nordvik                    who has them
Nordvik was acquired                   what befalls companies
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.name import Name, words
from newsweave.ingest.names.vote import Vote
from newsweave.types import Kind

_APPOSED = 2.5
_SAID_TO_BE = 2.0
_BEHIND = 2.0
_PUBLISHED = 3.0
_STUDIED = 2.5
_SHARES = 2.0
_WIDE = 12  # children of a word; more there are only in lists without end
_BE = frozenset({"is", "was", "are", "were"})
_PUBLISHING = frozenset({"published", "appeared", "appears", "printed", "writing", "wrote"})
_STUDYING = frozenset(
    "studied studies study studying graduated taught teaches teaching enrolled educated lectures".split()
)
# What befalls companies: "is headquartered in Basel", "was acquired by".
_UNDERGONE = frozenset(
    "headquartered founded acquired owned listed privatised privatized nationalised nationalized".split()
)
_BUYING = frozenset("acquire acquires acquired acquiring".split())
_STAFF = frozenset(
    "analyst analysts economist economists strategist strategists trader traders researcher researchers".split()
)
_EMPLOYING = frozenset({"employed", "laid"})
# What bodies have and persons have not: "the leader of Fine Gael".
_LED = frozenset(
    "leader co-leader leaders chairman chairwoman chairperson spokesman spokeswoman secretary treasurer member members "
    "director founder co-founder president boss chief coach manager captain subsidiary unit shareholders ceo".split()
)
_LEADING = frozenset("led headed chaired coached captained written directed composed".split())
_HUMBLE = frozenset(
    "fisherman farmer boy girl man woman native resident villager shopkeeper teenager mother father pensioner herder "
    "family families villagers residents farmers fishermen carpenter driver nurse labourer tailor baker mechanic "
    "welder housewife grandmother widow miner".split()
)
_HELD = frozenset({"shares", "stake", "stakes"})


def beside(doc: Doc, name: Name) -> Iterator[Vote]:
    """Collect the votes of the words beside one place where a name stands."""
    root = doc[name.start : name.end].root
    yield from _apposed(doc, name, root)
    yield from _done(root)
    behind = cues().behind.get(doc[name.end].lower_) if name.end < len(doc) else None
    if behind and name.kind is not Kind.NORP and not gazetteer().readings(words(doc, name)):
        yield Vote(kind=behind, weight=_BEHIND, reason=f"{doc[name.end].lower_!r} stands behind it")


def _apposed(doc: Doc, name: Name, root: Token) -> Iterator[Vote]:
    """Read "NAME, a lender in Goma" and "NAME is a village"."""
    if name.end < len(doc) and doc[name.end].text == ",":
        for _, child in zip(range(_WIDE), root.rights, strict=False):
            kind = _kind(child) if child.dep_ == "appos" else None
            if kind:
                yield Vote(kind=kind, weight=_APPOSED, reason=f"it is called a {child.lower_!r}")
    if root.dep_ == "nsubj" and root.head.lower_ in _BE:
        for _, child in zip(range(_WIDE), root.head.rights, strict=False):
            kind = _kind(child) if child.dep_ == "attr" else None
            if kind:
                yield Vote(kind=kind, weight=_SAID_TO_BE, reason=f"it is said to be a {child.lower_!r}")


def _kind(noun: Token) -> Kind | None:
    """Return what a common noun makes of the one that is called so."""
    if noun.tag_ != "NN":
        return None
    return cues().before.get(noun.lower_) or cues().nominals.get(noun.lower_)


def _done(root: Token) -> Iterator[Vote]:
    """Read what is done in, at or with the one who is named: "published in", "studied at", "shares in"."""
    bought = root.dep_ == "dobj" and root.head.lower_ in _BUYING
    if (bought or (root.dep_ == "nsubjpass" and root.head.lower_ in _UNDERGONE)) and not gazetteer().readings(
        root.text
    ):
        yield Vote(kind=Kind.ORG, weight=_SHARES, reason=f"as companies are, it is {root.head.lower_!r}")
    if root.dep_ != "pobj":
        return
    preposition, on = root.head, root.head.head
    if preposition.lower_ == "in" and on.lower_ in _PUBLISHING and not gazetteer().readings(root.text):
        yield Vote(kind=Kind.ORG, weight=_PUBLISHED, reason="things are published in it")
    elif preposition.lower_ in {"at", "from"} and on.lower_ in _STUDYING:
        yield Vote(kind=Kind.ORG, weight=_STUDIED, reason="people study at it")
    elif preposition.dep_ == "agent" and on.lower_ in _LEADING and not gazetteer().readings(root.text):
        yield Vote(kind=Kind.PERSON, weight=_SHARES, reason=f"{on.lower_!r} by it")
    elif preposition.lower_ == "from" and on.lower_ in _HUMBLE and not gazetteer().readings(root.text):
        yield Vote(kind=Kind.PLACE, weight=_SHARES, reason=f"a {on.lower_!r} is from it")
    elif preposition.lower_ == "for" and on.lower_ in {"mp", "mps", "mla"}:
        yield Vote(kind=Kind.PLACE, weight=_PUBLISHED, reason="it has a member of parliament")
    elif preposition.lower_ == "of" and on.lower_ in _LED and root.ent_type_ == "PERSON":
        yield Vote(kind=Kind.ORG, weight=_STUDIED, reason=f"it has a {on.lower_!r}")
    elif preposition.lower_ == "at" and on.lower_ in _STAFF and not gazetteer().readings(root.text):
        yield Vote(kind=Kind.ORG, weight=_STUDIED, reason=f"it has {on.lower_!r}")
    elif preposition.lower_ == "by" and on.lower_ in _EMPLOYING:
        yield Vote(kind=Kind.ORG, weight=_SHARES, reason=f"people are {on.lower_!r} by it")
    elif preposition.lower_ in {"in", "of"} and on.lower_ in _HELD:
        yield Vote(kind=Kind.ORG, weight=_SHARES, reason="it has shares")
