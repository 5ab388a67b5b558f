"""What is wrong with a query, in words: before it runs, if it would do more than read; after, if it is no SPARQL.

pyoxigraph opens connections for SERVICE, and its parser takes the word even where it runs into the next ("SERVICEx:y").
So it may stand in strings, IRIs, comments, variables, language tags and local names, and nowhere else.
"""

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import process

from newsweave.errors import QueryError
from newsweave.exports.sparql.tokens import Token, place, tokens

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_CLOSING = {"{": "}", "(": ")", "[": "]"}
# The parser calls itself, and its stack overflows at 500 to 1,000 calls of functions in each other, and at some 5,000
# operators in a row: of that nobody has any need.
_DEEPEST = 100  # brackets in each other
_LONGEST = 4000  # words, variables and signs; what VALUES and IN list does not count
_LISTED = frozenset({"iri", "string", "language", "node", "name", "number"})
_REACHING = re.compile("service", re.IGNORECASE)
_EVERYWHERE = frozenset({"iri", "string", "variable", "language", "node"})  # what may have the word in it
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?:^|one of |, )([A-Z][a-z]*(?: \w+){2,})")
_KEYWORD = re.compile(r"[A-Z][A-Z_]+")
_SHOW = 30  # characters of the query in a message


def check(query: str) -> None:
    """Refuse what would do more than read the graph.

    Raises:
        QueryError: It would open a connection or change the graph, it is empty, or it is too long or too deep.
    """
    if wrong := _SURROGATE.search(query):
        raise QueryError("query", "it is not UTF-8", "save it as UTF-8", place(query, wrong.start()))
    found = list(tokens(query))
    for token in found:
        if _reaches(token):
            problem = "SERVICE would open a connection, which is never done"
            raise QueryError(
                "query", problem, "leave it out, and join the two results yourself", place(query, token.start)
            )
    form = _form(found)
    if form is None:
        raise QueryError("query", "it is empty", f"begin with {' or '.join(FORMS)}")
    if form.text.upper() in _UPDATES:
        problem = f"{form.text.upper()} would change the graph or open a connection; it can only be asked"
        raise QueryError("query", problem, f"begin with {' or '.join(FORMS)}", place(query, form.start))
    _check_size(query, found)


def _check_size(query: str, found: Sequence[Token]) -> None:
    depth = length = 0
    for token in found:
        depth += (token.text in _CLOSING) - (token.text in _CLOSING.values())
        length += token.sort not in _LISTED and token.text not in "(),"
        if depth > _DEEPEST:
            raise _error(query, token, f"more than {_DEEPEST} brackets are open", "ask in parts")
        if length > _LONGEST:
            raise _error(query, token, f"it has more than {_LONGEST:,} words and signs", "ask in parts")


def _reaches(token: Token) -> bool:
    if token.sort in _EVERYWHERE:
        return False
    if token.sort == "name":
        prefix, _, local = token.text.partition(":")
        return bool(_REACHING.search(prefix)) or ".service" in local.casefold()
    return bool(_REACHING.search(token.text))


def _form(found: Sequence[Token]) -> Token | None:
    """Find the word that says what is asked: the first that is no part of the prologue."""
    words = iter(found)
    for token in words:
        if token.text.upper() == "PREFIX":
            next(words, None)
            next(words, None)
        elif token.text.upper() == "BASE":
            next(words, None)
        else:
            return token
    return None


def explained(query: str, error: SyntaxError, prefixes: Mapping[str, str]) -> QueryError:
    """Say what is wrong with a query that the parser turns down, where, and what to do."""
    found = list(tokens(query))
    return (
        _wrong_beginning(query, found)
        or _open_string(query, found)
        or _unknown_prefix(query, found, prefixes)
        or _unbalanced(query, found)
        or _relative(query, found)
        or _where_it_stopped(query, found, str(error))
    )


def _error(query: str, token: Token, problem: str, cure: str) -> QueryError:
    return QueryError("query", problem, cure, place(query, token.start))


def _wrong_beginning(query: str, found: Sequence[Token]) -> QueryError | None:
    form = _form(found)
    if form is None or form.text.upper() in FORMS:
        return None
    near = process.extractOne(form.text.upper(), FORMS, score_cutoff=60)
    cure = f"did you mean {near[0]}?" if near else f"begin with {' or '.join(FORMS)}"
    return _error(query, form, f"it begins with {form.text[:_SHOW]!r}", cure)


def _open_string(query: str, found: Sequence[Token]) -> QueryError | None:
    for token in found:
        if token.sort == "sign" and token.text in "\"'":
            return _error(
                query, token, "a string begins here and does not end in its line", f"close it with {token.text}"
            )
    return None


def _unknown_prefix(query: str, found: Sequence[Token], prefixes: Mapping[str, str]) -> QueryError | None:
    known, declared = dict.fromkeys(prefixes), set()
    for before, token in zip([None, *found], found, strict=False):
        if token.sort == "name":
            name = token.text.partition(":")[0]
            if before is not None and before.text.upper() == "PREFIX":
                declared.add(name)
            elif name not in known and name not in declared:
                near = process.extractOne(name, sorted(known), score_cutoff=60)
                listed = f"known without PREFIX: {', '.join(sorted(known))}"
                cure = (
                    f"did you mean {near[0]}:? {listed}" if near else f"declare it with PREFIX {name}: <...>; {listed}"
                )
                return _error(query, token, f"nobody says what the prefix {name}: stands for", cure)
    return None


def _unbalanced(query: str, found: Sequence[Token]) -> QueryError | None:
    opened: list[Token] = []
    for token in found:
        if token.sort == "sign" and token.text in _CLOSING:
            opened.append(token)
        elif token.sort == "sign" and token.text in _CLOSING.values():
            if not opened:
                return _error(query, token, f"{token.text} closes nothing", "take it out, or open it before")
            last = opened.pop()
            if _CLOSING[last.text] != token.text:
                problem = f"{token.text} stands where {_CLOSING[last.text]} should"
                return _error(query, token, problem, f"close the {last.text} of {place(query, last.start)} first")
    if opened:
        return _error(query, opened[-1], f"{opened[-1].text} is never closed", f"add {_CLOSING[opened[-1].text]}")
    return None


def _relative(query: str, found: Sequence[Token]) -> QueryError | None:
    if any(token.text.upper() == "BASE" for token in found):
        return None
    for token in found:
        if token.sort == "iri" and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", token.text):
            cure = "write it whole, or with a prefix: entity:..."
            return _error(query, token, f"{token.text[:_SHOW]} is no whole IRI", cure)
    return None


def _where_it_stopped(query: str, found: Sequence[Token], message: str) -> QueryError:
    """Tell what the parser did not take; it counts columns in letters, and a keyword that it missed as read."""
    cure = "look at what stands there and just before it"
    said = _PLACE.match(message)
    if not said:
        return QueryError("query", " ".join(message.split()) or "it is no SPARQL", cure)
    line, column, expected = int(said[1]), int(said[2]), said[3]
    if sentence := _SENTENCE.search(expected):
        problem = sentence[1][0].lower() + sentence[1][1:]
        return QueryError("query", problem, cure, f"line {line}, column {column}")
    if _KEYWORD.fullmatch(expected):
        column -= len(expected)
    lines = query.splitlines(keepends=True)
    start = sum(map(len, lines[: line - 1])) + column - 1
    token = next((each for each in reversed(found) if each.start <= start), found[-1])
    return _error(query, token, f"it cannot be understood at {token.text[:_SHOW]!r}", cure)
