"""What stands beside a verb, each part looked up once: its words, and those of its subjects and objects."""

from functools import cached_property

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.names.cues import cues

# Words whose number or kind is said by what follows: "dozens of protesters", "a group of teenagers".
_PARTITIVE = frozenset({"of"})
_HUMAN_ENDS = ("woman", "women", "man", "men", "boy", "girl", "boys", "girls")
_HANGING = frozenset(
    "prt prep agent advmod dobj acomp attr pobj oprd dative nsubjpass amod xcomp advcl ccomp".split(),
)


class Beside:
    """The surroundings of one verb, as rows of the table ask for them."""

    def __init__(self, verb: Token) -> None:
        """Take the verb."""
        self.verb = verb
        self.children = list(verb.children)

    @cached_property
    def words(self) -> frozenset[str]:
        """What hangs on the verb, as written and, of verbs, in the dictionary form."""
        hung = (child for child in self.children if child.dep_ in _HANGING)
        return frozenset(word for child in (*hung, *asked_for(self.verb)) for word in _forms(child))

    @cached_property
    def marks(self) -> frozenset[str]:
        """The words and the dependencies of the children; "complement" for what an object is called or made."""
        listed = {child.lower_ for child in self.children} | {child.dep_ for child in self.children}
        if {"oprd", "dobj"} <= listed or ("ccomp" in listed and clauses.of_small_clause(self.verb)):
            listed.add("complement")
        return frozenset(listed)

    @cached_property
    def particle(self) -> str | None:
        """The particle of the verb: "out", of "carry out"."""
        return next((child.lower_ for child in self.children if child.dep_ == "prt"), None)

    @cached_property
    def passive(self) -> bool:
        """Whether the verb is in the passive."""
        return clauses.is_passive(self.verb)

    @cached_property
    def objects(self) -> frozenset[str]:
        """What says who or what undergoes it."""
        return _all(clauses.objects(self.verb))

    @cached_property
    def subjects(self) -> frozenset[str]:
        """What says who or what does it."""
        return _all(clauses.subjects(self.verb))

    @cached_property
    def sources(self) -> frozenset[str]:
        """What stands behind "from" or "of"."""
        return _all([*clauses.behind(self.verb, "from"), *clauses.behind(self.verb, "of")])

    @cached_property
    def attributes(self) -> frozenset[str]:
        """What the subject or object becomes: "director", of "was named director of the zoo"."""
        return _all(
            [child for child in self.children if child.dep_ in {"attr", "oprd"} and child.tag_.startswith("NN")]
        )


def asked_for(verb: Token) -> list[Token]:
    """Return the "for" before a clause with a subject of its own: "called for the ban to be lifted"."""
    clauses_ = (child for child in verb.rights if child.dep_ in {"ccomp", "advcl"})
    return [word for child in clauses_ for word in child.lefts if word.dep_ == "mark" and word.lower_ == "for"]


def hangs(token: Token) -> bool:
    """Tell whether a token can be a part of what its verb means: "down", of "step down"."""
    return token.dep_ in _HANGING


def phrase_words(head: Token) -> set[str]:
    """Return the words that say what a phrase is: its head, what it is of, and the nouns before it."""
    words = {head.lower_, lemma(head), f"#{head.ent_type_.lower()}"}
    if is_human(head):
        words.add("#human")
    for child in head.children:
        if child.dep_ in {"compound", "amod"}:
            words |= {child.lower_, f"{child.lower_} {head.lower_}"}
        elif child.lower_ in _PARTITIVE and child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    words |= {inner.lower_, lemma(inner)}
    return words


def is_human(noun: Token) -> bool:
    """Tell whether a noun is for a person by what he does or is: "businessman", "daughters", "cyclist"."""
    word = noun.lower_
    if not noun.tag_.startswith("NN") or noun.tag_.startswith("NNP"):
        return False
    known = cues()
    return word.endswith(_HUMAN_ENDS) or word in known.roles or word in known.relatives or word in known.plurals


def _forms(token: Token) -> tuple[str, ...]:
    return (token.lower_, lemma(token)) if token.tag_.startswith("VB") else (token.lower_,)


def _all(heads: list[Token]) -> frozenset[str]:
    return frozenset(word for head in heads for word in phrase_words(head))
