"""Clauses and infinitives that hang on a verb of speech, as runs of tokens."""

from spacy.tokens import Token

from newsweave.ingest.grammar.control import is_apart, own_subjects
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.quotes.places import TELLING
from newsweave.ingest.reading import is_finite

Run = tuple[int, int]
_QUESTIONS = frozenset({"WDT", "WP", "WP$", "WRB"})
_IF = frozenset({"if", "whether"})
_NEAR = 6  # tokens behind a verb where a "that" begins what it reports
_TRAIL = 12  # tokens from a verb to the end of a sentence whose end it is
# A clause that begins so is no sentence: "When the war began, he said little."
_ASIDE = frozenset(
    "when while as if although though because since after before until unless once whereas like in at".split()
)


def clause(verb: Token) -> Run | None:
    """Return the clause that a verb reports: "said (that) the road was closed", "..., police said"."""
    if verb.dep_ == "parataxis":
        return verb.head.left_edge.i, verb.head.right_edge.i + 1
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and not is_infinitive(child)]
    if not clauses or (lemma(verb) not in TELLING and any(child.dep_ == "dobj" for child in verb.children)):
        return None
    clauses = [clause for clause in clauses if clause.i < verb.i or clause.tag_[:2] in {"VB", "MD"}]
    behind = [clause for clause in clauses if clause.i > verb.i]
    if not behind and any(token.lower_ == "that" for token in verb.doc[verb.i + 1 : verb.i + _NEAR]):
        return None
    return _reach(verb, (behind or clauses)[0]) if clauses else None


def told(verb: Token) -> Run | None:
    """Read a clause that the parser hung on who is told: "told a news conference that he was to blame"."""
    for child in verb.rights:
        if child.dep_ == "dobj" and lemma(verb) in TELLING:
            for clause in child.rights:
                if clause.dep_ in {"relcl", "acl"} and clause.left_edge.lower_ == "that":
                    return clause.left_edge.i + 1, clause.right_edge.i + 1
    return None


def trailing(verb: Token) -> Run | None:
    """Read a sentence with its source at the end, however it was parsed: "..., the White House said Tuesday"."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    sentence = verb.sent
    if (
        subject is None
        or subject.tag_ in _QUESTIONS
        or sentence.end - verb.i > _TRAIL
        or verb.tag_ not in {"VBD", "VBZ", "VBP"}
    ):
        return None
    start = subject.left_edge.i
    comma = start - 1 if start > sentence.start and verb.doc[start - 1].text == "," else None
    if comma is None or any(is_finite(token) for token in verb.doc[verb.i + 1 : sentence.end]):
        return None
    before = verb.doc[sentence.start : comma]
    if not any(is_finite(token) for token in before) or before[0].lower_ in _ASIDE:
        return None
    return sentence.start, comma


def _reach(verb: Token, clause: Token) -> Run:
    """Return a clause without its "that", and without what is no part of it or with what the parser cut off."""
    doc, start, end = verb.doc, clause.left_edge.i, clause.right_edge.i + 1
    if start < verb.i:
        return start, (end if end > verb.i else _first(verb, clause))
    if doc[start].lower_ == "that" and doc[start].dep_ != "det" and not is_finite(doc[start + 1]):
        start += 1
    for token in doc[clause.i : end]:  # "insisting it had to stop and warning of a war"
        warning = verb.tag_ == "VBG" and token.dep_ == "conj" and token.tag_ == "VBG" and token.head.tag_ != "VBG"
        if warning or (token.dep_ == "conj" and token.head.i == clause.i and is_apart(token)):
            return start, next((t.i for t in token.head.rights if t.dep_ == "cc" and t.i < token.i), token.i)
    if end < verb.sent.end and is_finite(doc[end]):
        end = verb.sent.end
    return start, _without_contrast(clause, end)


def _without_contrast(clause: Token, end: int) -> int:
    """Leave out what another does at the same time: "said that he must go, while Weber thanked them"."""
    for child in clause.rights:
        first = child.left_edge
        if child.dep_ == "advcl" and first.lower_ == "while" and first.nbor(-1).text == "," and own_subjects(child):
            return min(end, first.i - 1)
    return end


def _first(verb: Token, clause: Token) -> int:
    """Return where a verb with its subject begins behind the clause that it reports: "police" in "..., police said"."""
    return min(
        (child.left_edge.i for child in verb.lefts if child.left_edge.i > clause.i and child.dep_ == "nsubj"),
        default=verb.i,
    )


def question(verb: Token) -> Run | None:
    """Return the clause that a verb asks: "asked how it had happened"."""
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i and not is_infinitive(child):
            first = child.left_edge
            if first.lower_ in _IF or any(token.tag_ in _QUESTIONS for token in (first, *child.lefts)):
                return first.i, child.right_edge.i + 1
    return None


def is_infinitive(clause: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in clause.children)


def infinitive(verb: Token) -> Run | None:
    """Return what somebody is to do: "asked the council not to close it"."""
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i and is_infinitive(child):
            start = next(token.i for token in child.lefts if token.tag_ == "TO")
            while start - 1 > verb.i and verb.doc[start - 1].dep_ == "neg":
                start -= 1
            return start, child.right_edge.i + 1
    return None


def gerund(verb: Token) -> Run | None:
    """Return an "-ing" form with what belongs to it: "denied taking the money"."""
    for child in verb.rights:
        if child.dep_ == "xcomp" and child.tag_ == "VBG":
            return child.left_edge.i, child.right_edge.i + 1
    return None


def for_infinitive(verb: Token) -> tuple[Run, Run] | None:
    """Return cue and content of "called for the hostages to be freed"."""
    for child in verb.rights:
        mark = child.left_edge
        if child.dep_ in {"advcl", "ccomp", "xcomp"} and mark.lower_ == "for" and is_infinitive(child):
            near = mark.i == verb.i + 1
            return (verb.i, mark.i + 1 if near else verb.i + 1), (mark.i + 1, child.right_edge.i + 1)
    return None


def demand(verb: Token) -> Run | None:
    """Return who is to do what: "urged all sides to leave"."""
    found = infinitive(verb)
    if found is None:
        return None
    between = verb.doc[verb.i + 1 : found[0]]
    who = [t for t in between if t.dep_ == "nsubj" or (t.dep_ in {"dobj", "dative"} and t.head.i == verb.i)]
    return min([found[0], *(token.left_edge.i for token in who)]), found[1]
