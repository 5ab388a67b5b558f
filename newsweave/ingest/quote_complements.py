"""What hangs on a verb of speech: a clause, a question, an infinitive, a noun phrase; as runs of tokens."""

from spacy.tokens import Token

from newsweave.ingest.inflection import lemma
from newsweave.ingest.quotation import trimmed
from newsweave.ingest.quote_cues import CueRow
from newsweave.ingest.quote_marks import Stretch
from newsweave.ingest.quote_places import TELLING
from newsweave.ingest.reading import is_finite

Run = tuple[int, int]
Inside = dict[int, Stretch]
_QUESTIONS = frozenset({"WDT", "WP", "WP$", "WRB"})
_IF = frozenset({"if", "whether"})
_LINKS = frozenset({"to", "of", "about", "for", "between", "with", "over", "against", "near", "in"})
_CLOSING = frozenset({"”", '"', "’"})
_QUOTED = 2  # tokens in quotation marks that make a noun phrase a quotation
_SHORTEST = 2  # tokens of a content
_NEAR = 6  # tokens behind a verb where a "that" begins what it reports
_TRAIL = 12  # tokens from a verb to the end of a sentence whose end it is
# A clause that begins so is no sentence: "When the war began, he said little."
_ASIDE = frozenset(
    "when while as if although though because since after before until unless once whereas like in at".split()
)
_TAIL = 6  # tokens of a quotation that the parser may leave out of the clause


def complement(row: CueRow, verb: Token, inside: Inside) -> tuple[Run, Run] | None:
    """Return the reporting words and the words reported, if the verb has any in one of the ways of its row."""
    for way in row.takes:
        found = _complement(way, row, verb, inside)
        if found is None:
            continue
        cue, run = found
        content = _whole(trimmed(verb.doc, *_unbroken(verb, run)), inside)
        if content is not None and (not content[0] <= verb.i < content[1] or _is_inserted(verb)):
            return cue, content
    return None


def _is_inserted(verb: Token) -> bool:
    """Tell whether a verb and its subject stand between commas in what they report: "the talks, she said, failed"."""
    if verb.dep_ == "parataxis":
        return True
    first = min((child.left_edge.i for child in verb.lefts if child.dep_ == "nsubj"), default=verb.i)
    following = verb.doc[verb.i + 1 : verb.i + 2]
    return first > 0 and verb.doc[first - 1].text == "," and bool(following) and following[0].text == ","


def quoted_words(run: Run, inside: Inside) -> int:
    """Return how many tokens of a run stand in quotation marks."""
    return sum(i in inside for i in range(*run))


def _complement(way: str, row: CueRow, verb: Token, inside: Inside) -> tuple[Run, Run] | None:
    match way:
        case "quote":  # words in quotation marks beside a verb are read in quote_direct
            found = None
        case "clause":
            found = _clause(verb) or _told(verb) or _trailing(verb)
        case "question":
            found = _question(verb)
        case "infinitive":
            found = _infinitive(verb)
        case "demand":
            found = _demand(verb)
        case "object":
            found = _object(row, verb)
        case "quoted":
            found = _quoted(verb, inside)
        case _:
            return _behind(way, row, verb, inside)
    return (_cue(verb, row.particle), found) if found else None


def _cue(verb: Token, particle: str | None) -> Run:
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return verb.i, verb.i + (2 if particle and following is not None and following.lower_ == particle else 1)


def _clause(verb: Token) -> Run | None:
    if verb.dep_ == "parataxis":
        return verb.head.left_edge.i, verb.head.right_edge.i + 1
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and not _is_infinitive(child)]
    if not clauses or (lemma(verb) not in TELLING and any(child.dep_ == "dobj" for child in verb.children)):
        return None
    behind = [clause for clause in clauses if clause.i > verb.i]
    if not behind and any(token.lower_ == "that" for token in verb.doc[verb.i + 1 : verb.i + _NEAR]):
        return None
    return _reach(verb, (behind or clauses)[0])


def _told(verb: Token) -> Run | None:
    """Read a clause that the parser hung on who is told: "told a news conference that he was to blame"."""
    for child in verb.rights:
        if child.dep_ == "dobj" and lemma(verb) in TELLING:
            for clause in child.rights:
                if clause.dep_ in {"relcl", "acl"} and clause.left_edge.lower_ == "that":
                    return clause.left_edge.i + 1, clause.right_edge.i + 1
    return None


def _trailing(verb: Token) -> Run | None:
    """Read a sentence with its source at the end, however it was parsed: "..., the White House said Tuesday"."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    sentence = verb.sent
    if subject is None or sentence.end - verb.i > _TRAIL or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
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
        if verb.tag_ == "VBG" and token.dep_ == "conj" and token.tag_ == "VBG" and token.head.tag_ != "VBG":
            return start, next((t.i for t in token.head.rights if t.dep_ == "cc" and t.i < token.i), token.i)
    if end < verb.sent.end and is_finite(doc[end]):
        end = verb.sent.end
    return start, end


def _first(verb: Token, clause: Token) -> int:
    """Return where a verb with its subject begins behind the clause that it reports: "police" in "..., police said"."""
    return min(
        (child.left_edge.i for child in verb.lefts if child.left_edge.i > clause.i and child.dep_ == "nsubj"),
        default=verb.i,
    )


def _unbroken(verb: Token, run: Run) -> Run:
    """Cut a content where a run of blanks stands for a lost full stop; words beyond it are of another sentence."""
    start, end = run
    breaks = [i for i in range(start + 1, end - 1) if _is_break(verb.doc[i])]
    if not breaks:
        return run
    return (start, breaks[0]) if start > verb.i else (breaks[-1] + 1, end)


def _is_break(token: Token) -> bool:
    return token.is_space and len(token.nbor(-1)) > 2 and token.nbor().is_title


def _whole(content: Run | None, inside: Inside) -> Run | None:
    """Take a quotation mark along whose partner is in the content: 'it was a "very hard task"'."""
    if content is None or content[1] - content[0] < _SHORTEST:
        return None
    start, end = content
    stretch = inside.get(end - 1)
    if stretch is not None and stretch.opening >= start and stretch.after - end <= _TAIL:
        end = stretch.after
    stretch = inside.get(start)
    if stretch is not None and stretch.start == start and stretch.after <= end:
        start = stretch.opening
    return start, end


def _question(verb: Token) -> Run | None:
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i and not _is_infinitive(child):
            first = child.left_edge
            if first.lower_ in _IF or any(token.tag_ in _QUESTIONS for token in (first, *child.lefts)):
                return first.i, child.right_edge.i + 1
    return None


def _is_infinitive(clause: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in clause.children)


def _infinitive(verb: Token) -> Run | None:
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i and _is_infinitive(child):
            start = next(token.i for token in child.lefts if token.tag_ == "TO")
            while start - 1 > verb.i and verb.doc[start - 1].dep_ == "neg":
                start -= 1
            return start, child.right_edge.i + 1
    return None


def _demand(verb: Token) -> Run | None:
    found = _infinitive(verb)
    if found is None:
        return None
    between = verb.doc[verb.i + 1 : found[0]]
    who = [t for t in between if t.dep_ == "nsubj" or (t.dep_ in {"dobj", "dative"} and t.head.i == verb.i)]
    return min([found[0], *(token.left_edge.i for token in who)]), found[1]


def _object(row: CueRow, verb: Token) -> Run | None:
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.tag_.startswith("NN"):
            if row.nouns and child.lower_ not in row.nouns:
                return None
            start, end = _stretched(verb, child)
            return start, _infinitive_after(verb, end) or end
    return None


def _quoted(verb: Token, inside: Inside) -> Run | None:
    for child in verb.children:
        if child.dep_ in {"dobj", "oprd", "attr"} and child.i > verb.i:
            found = _stretched(verb, child)
            if quoted_words(found, inside) >= _QUOTED:
                return found
    return None


def _behind(preposition: str, row: CueRow, verb: Token, inside: Inside) -> tuple[Run, Run] | None:
    """Read what stands behind a preposition, with quoted words or an infinitive: "called on the firm to pay"."""
    for child in verb.children:
        if child.dep_ != "prep" or child.lower_ != preposition or child.i < verb.i:
            continue
        noun = next((token for token in child.children if token.dep_ in {"pobj", "pcomp"}), None)
        if noun is None or noun.ent_type_ in {"DATE", "TIME"}:
            continue
        start, end = _stretched(verb, noun)
        demanded = _infinitive_after(verb, end) if preposition == "on" else None
        if demanded or row.plain or quoted_words((start, end), inside) >= _QUOTED:
            near = child.i == verb.i + 1
            return (verb.i, child.i + 1 if near else verb.i + 1), (start, demanded or end)
    return None


def _infinitive_after(verb: Token, start: int) -> int | None:
    """Return the end of an infinitive that begins at a token, with others that go on from it."""
    for child in verb.rights:
        if child.left_edge.i == start and child.dep_ in {"xcomp", "advcl", "ccomp"} and _is_infinitive(child):
            others = [t for t in verb.rights if t.dep_ == "conj" and t.tag_ == "VB" and t.i > child.i]
            return max(token.right_edge.i + 1 for token in (child, *others))
    return None


def _stretched(verb: Token, noun: Token) -> Run:
    """Return a noun phrase with the prepositions that follow it, wherever the parser hung them."""
    doc, start, end = verb.doc, noun.left_edge.i, noun.right_edge.i + 1
    for child in verb.rights:
        closed = end + 1 if end < len(doc) and doc[end].text in _CLOSING else end
        if child.left_edge.i in {end, closed} and child.dep_ == "prep" and child.lower_ in _LINKS:
            end = child.right_edge.i + 1
    return start, end
