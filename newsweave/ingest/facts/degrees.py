"""Where somebody studied, told by a degree.

She holds a Ph.D. from Stanford University       degrees.from
He earned a law degree at the Sorbonne           degrees.from
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_DEGREES = frozenset(
    "ph.d. phd ph.d doctorate degree degrees diploma mba m.b.a. b.a. b.s. b.sc. ba bsc m.a. m.s. m.sc. ma msc m.d. md "
    "j.d. jd llb llm master masters bachelor bachelors masters' bachelor's master's".split()
)
_TOLD = re.compile(r"degree|diploma|doctorate|[Mm]aster|[Bb]achelor|Ph\.?D|MBA|M\.B\.A|\b[BMJL]\.?[A-Z][a-z]?\b")
_HOLDING = frozenset(
    "holds hold held holding earned earning earns received receiving obtained has had having completed took gained "
    "won".split()
)
_REACH = 9  # tokens from the degree to the university
_UP = 8  # steps from the university up to the verb


def degrees(reading: Reading) -> Iterator[Fact]:
    """Find where persons studied, by the degrees that they are said to hold."""
    doc = reading.doc
    for token in doc if _TOLD.search(doc.text) else ():
        if token.lower_ not in {"from", "at"} or token.i + 2 > len(doc):
            continue
        university = reading.at(token.i + 1) or (reading.at(token.i + 2) if token.i + 2 < len(doc) else None)
        if university is None or reading.kind(university) is not Kind.ORG:
            continue
        degree = next((other for other in doc[max(0, token.i - _REACH) : token.i] if other.lower_ in _DEGREES), None)
        person = _holder(reading, token) if degree is not None else None
        if degree is not None and person is not None:
            trigger = (degree.i, degree.i + 1)
            rule = "degrees.from@1"
            yield Fact(
                subject=person, predicate="educated_at", object=university, trigger=trigger, rule=rule, score=0.85
            )


def _holder(reading: Reading, token: Token) -> Referent | None:
    """Return the person who is the subject of the verb above a token."""
    for _ in range(_UP):
        if token.lower_ in _HOLDING:
            subjects = (reading.refers(child.i) for child in token.children if child.dep_ == "nsubj")
            return next((found for found in subjects if found and reading.kind(found) is Kind.PERSON), None)
        if token.head.i == token.i:
            break
        token = token.head
    return None
