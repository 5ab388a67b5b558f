"""What a verb of speech reports: the ways of its row tried in turn, and the run of tokens made whole."""

from spacy.tokens import Token

from newsweave.ingest.quotes import clauses, phrases
from newsweave.ingest.quotes.clauses import Run
from newsweave.ingest.quotes.cues import CueRow
from newsweave.ingest.quotes.phrases import Inside
from newsweave.ingest.quotes.quotation import trimmed

_SHORTEST = 2  # tokens of a content
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


def _complement(way: str, row: CueRow, verb: Token, inside: Inside) -> tuple[Run, Run] | None:
    match way:
        case "quote":  # words in quotation marks beside a verb are read in quote_direct
            found = None
        case "clause":
            found = clauses.clause(verb) or clauses.told(verb) or clauses.trailing(verb)
        case "that":
            found = clauses.clause(verb)
            found = found if found and found[0] > verb.i else None
        case "question":
            found = clauses.question(verb)
        case "infinitive":
            found = clauses.infinitive(verb)
        case "gerund":
            found = clauses.gerund(verb)
        case "demand":
            found = clauses.demand(verb)
        case "object":
            found = phrases.object_of(row, verb)
        case "quoted":
            found = phrases.quoted(verb, inside)
        case "for-infinitive":
            return clauses.for_infinitive(verb)
        case _:
            return phrases.behind(way, row, verb, inside)
    return (_cue(verb, row.particle), found) if found else None


def _cue(verb: Token, particle: str | None) -> Run:
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return verb.i, verb.i + (2 if particle and following is not None and following.lower_ == particle else 1)


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
