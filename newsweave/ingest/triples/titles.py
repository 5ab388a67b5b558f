"""Titles of several words before a name: "White House press secretary"; a lone "President" is part of the name."""

from newsweave.ingest.facts.titles import before_name
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

Run = tuple[int, int]


class Titles:
    """The titles before the persons of one document, each looked for once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[int, Run | None] = {}

    def before(self, person: Referent | None) -> Run | None:
        """Return the tokens of a title of several words right before a name."""
        if person is None or self._reading.kind(person) is not Kind.PERSON:
            return None
        if person.start not in self._known:
            self._known[person.start] = self._find(person)
        return self._known[person.start]

    def _find(self, person: Referent) -> Run | None:
        doc = self._reading.doc
        if person.start == 0 or not doc[person.start - 1].tag_.startswith("NN"):
            return None
        post = before_name(self._reading, person)
        if post is None:
            return None
        start = min([post.role[0], *(body.start for body in post.bodies)])
        while start > 0 and doc[start - 1].dep_ in {"amod", "det", "poss"} and not doc[start].is_sent_start:
            start -= 1
        return (start, person.start) if person.start - start > 1 else None
