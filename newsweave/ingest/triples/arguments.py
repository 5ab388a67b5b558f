"""Arguments of open triples: the least run of words that still names the same thing.

dozens of protesters who had fled      dozens of protesters
Rao, in "met Rao in Lima"              Rao; "met Rao in" is another triple
Malaysia and Indonesia                 Malaysia; Indonesia
visas or asylum                        visas or asylum: one of the two, nobody knows which
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.reading import Reading
from newsweave.ingest.triples.heads import conjuncts, is_argument, is_excluded, is_prefix, is_time
from newsweave.ingest.triples.titles import Run, Titles
from newsweave.ingest.triples.words import triple_words

_LONGEST = 24  # tokens
_DEEPEST = 6  # prepositions below each other
_SHORT = 5
_MOST = 40  # members of a list
_LEFT = frozenset({"det", "predet", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "case"})
# Behind the agent of a passive these tell where and when it is done.
_SETTING = frozenset({"in", "on", "at", "near", "during", "outside", "inside"})
_QUOTES = frozenset("\"“”'‘’")
_MARKS = frozenset('"“”')
_OPEN = frozenset("\"“'‘$€£#-–")
_EITHER = frozenset({"or", "nor"})
_PAIRED = frozenset({"both", "either", "neither"})


class Arguments:
    """The noun phrases of one document as arguments."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.titles = Titles(reading)
        doc = reading.doc
        self._marks = [] if _MARKS.isdisjoint(doc.text) else [token.i for token in doc if token.text in _MARKS]
        self._hyphens = "-" in doc.text
        self._runs: dict[tuple[int, bool], Run] = {}
        self._cores: dict[int, Run] = {}

    def runs(self, heads: Iterable[Token], *, after: bool) -> list[Run]:
        """Return the arguments around some heads and what is coordinated with each.

        Args:
            heads: Heads of noun phrases.
            after: Whether they stand behind their verb, where a preposition may belong to the verb.
        """
        found = list(dict.fromkeys(run for head in heads for run in self._members(head, after)))
        if len(found) < 2:
            return found
        return [run for run in found if not any(_holds(other, run) for other in found)]

    def _members(self, head: Token, after: bool) -> Iterator[Run]:
        if not is_argument(head) or any(child.tag_ == "WP$" for child in head.lefts):
            return
        members = list(islice(conjuncts(head), _MOST))
        if len(members) == 1:
            yield self.run(head, after=after)
            return
        if any(child.lower_ in _EITHER for each in members for child in each.children):
            start, _ = self.run(head, after=after)
            before = [child.i for child in head.lefts if child.lower_ in _PAIRED]
            yield min([start, *before]), max(self.run(each, after=after)[1] for each in members)
            return
        for each in members:
            if is_argument(each) and not is_excluded(each):
                yield self.run(each, after=after)

    def run(self, head: Token, *, after: bool, depth: int = 0) -> Run:
        """Return the argument around a head: "the president of France", without clauses and appositions."""
        found = self._runs.get((head.i, after))
        if found is None:
            found = self._apposed(head) or self.described(head, after=after, depth=depth)
            self._runs[head.i, after] = found
        return found

    def described(self, head: Token, *, after: bool, depth: int = 0) -> Run:
        """Return the argument around a head, as `run` does, but never the name behind it."""
        start, end = self.core(head)
        for child in head.rights:
            if child.i < end:
                continue
            if child.left_edge.i != end or child.i - start > _LONGEST:
                break
            if child.dep_ == "punct" and child.text in _QUOTES:
                opened = sum(token.text in _QUOTES for token in self.reading.doc[start:end]) % 2
                if not opened:
                    break
                end += 1
            elif child.dep_ == "prep" and depth < _DEEPEST and self._binds(head, child, after):
                last = self._complement(child, after, depth)
                if last is None:
                    break
                end = last
            elif child.dep_ == "nummod" or (child.dep_ == "appos" and self._is_named(child)):
                end = self.core(child)[1]
            else:
                break
        return self._unquoted(start, end)

    def _apposed(self, head: Token) -> Run | None:
        """Return the name behind a common noun: "the top diplomat, Josep Borrell"."""
        if head.tag_ not in {"NN", "NNS"}:
            return None
        apposed = (child for child in head.rights if child.dep_ == "appos" and child.left_edge.nbor(-1).text != "(")
        names = (self.reading.at(child.i) for child in apposed)
        name = next((name for name in names if name is not None), None)
        return (name.start, name.end) if name is not None else None

    def _unquoted(self, start: int, end: int) -> Run:
        """Leave out a quotation mark at an edge whose other half stands elsewhere."""
        doc = self.reading.doc
        marks = self._marks[bisect_left(self._marks, start) : bisect_left(self._marks, end)]
        if not marks:
            return start, end
        if len(marks) % 2 and end < len(doc) and doc[end].text in _MARKS and marks[-1] < end - 1:
            return start, end + 1
        if len(marks) % 2 and end - start > 1:
            start += marks[0] == start
            end -= marks[-1] == end - 1 and start < end - 1
        return start, end

    def core(self, head: Token) -> Run:
        """Return a head with what stands before it: "the six-member team"; of a name with a long title the name."""
        found = self._cores.get(head.i)
        if found is None:
            found = self._cores[head.i] = self._core(head)
        return found

    def _core(self, head: Token) -> Run:
        start, end = head.i, head.i + 1
        named = self.reading.at(head.i)
        if named is not None:
            start, end = min(start, named.start), max(end, named.end)
            if self.titles.before(named):
                return start, end
        for child in reversed(list(head.lefts)):
            if child.i >= start:
                continue
            if child.right_edge.i != start - 1 or end - child.left_edge.i > _LONGEST:
                break
            quoted = child.dep_ == "punct" and child.text in _OPEN
            comma = child.text == "," and child.i > head.left_edge.i
            counted = child.dep_ == "advmod" and child.i + 1 < end and head.doc[child.i + 1].tag_ in {"CD", "DT", "PDT"}
            graded = child.dep_ == "advmod" and head.tag_ in {"JJ", "VBN"}
            if (
                child.tag_ == "IN"
                or not (child.dep_ in _LEFT or quoted or counted or comma or graded)
                or child.lower_ in {"both", "neither", "either"}
            ):
                break
            start = child.left_edge.i
        doc = self.reading.doc
        while (
            self._hyphens
            and end + 1 < len(doc)
            and doc[end].text == "-"
            and not (doc[end].whitespace_ or doc[end - 1].whitespace_)
        ):
            end += 2  # "anti-constitutional"
        while (
            self._hyphens
            and start > 1
            and doc[start - 1].text == "-"
            and is_prefix(doc[start - 2])
            and head.tag_ != "PRP"
        ):
            start -= 2
            start = min(start, *(child.left_edge.i for child in doc[start].lefts), start)
        while start < head.i and (doc[start].is_space or doc[start].tag_ == "CC" or doc[start].text in {",", ")", ";"}):
            start += 1
        return start, end

    def short(self, head: Token) -> Run:
        """Return a few words for a head: as it is, its name, or the noun with its compound."""
        start, end = whole = self.core(head)
        if head.tag_.startswith("NN") and self.reading.at(head.i) is None:
            whole = self.run(head, after=True)
        if whole[0] == start and whole[1] - start <= _SHORT:
            return whole
        if end - start <= _SHORT:
            return start, end
        named = self.reading.at(head.i)
        if named is not None and named.end - named.start <= _SHORT:
            return named.start - (named.start > start and head.doc[named.start - 1].tag_ == "DT"), named.end
        first = head.i
        while first > start and head.doc[first - 1].dep_ in {"compound", "nummod"} and head.i - first < 2:
            first -= 1
        return first, head.i + 1

    def loose(self, head: Token) -> Iterator[Token]:
        """Yield the preposition behind an argument that tells of the verb: "the post in May", "met Rao in Lima"."""
        named = self._is_named(head)
        _, end = self.run(head, after=True)
        for child in head.rights:
            if child.dep_ == "prep" and child.i == end:
                inner = next((below for below in child.children if below.dep_ == "pobj"), None)
                if inner is not None and (named or is_time(inner)):
                    yield child

    def agent(self, head: Token) -> Run:
        """Return the argument behind "by", without what rather tells of the verb: "arrested by police in Lima"."""
        start, end = self.core(head)
        behind = next((child for child in head.rights if child.i == end and child.dep_ == "prep"), None)
        return (start, end) if behind is not None and self.sets(behind) else self.run(head, after=True)

    def sets(self, prep: Token) -> bool:
        """Tell whether a preposition behind an agent tells where or when something is done."""
        inner = next((child for child in prep.children if child.dep_ == "pobj"), None)
        return prep.lower_ in _SETTING and inner is not None and (self._is_named(inner) or is_time(inner))

    def _binds(self, head: Token, prep: Token, after: bool) -> bool:
        word, lists = prep.lower_, triple_words()
        if word == "of":
            return True
        inner = next((child for child in prep.children if child.dep_ == "pobj"), None)
        if inner is None or self._is_named(head):
            return False
        if is_time(inner) and (after or head.tag_.startswith("NNP")):
            return False
        return word in lists["binding"]

    def _is_named(self, token: Token) -> bool:
        return self.reading.at(token.i) is not None

    def _complement(self, prep: Token, after: bool, depth: int) -> int | None:
        for child in prep.children:
            if child.dep_ == "pobj" and is_argument(child):
                listed = [each for each in conjuncts(child) if each.i - prep.i < _LONGEST] or [child]
                return max(self.run(each, after=after, depth=depth + 1)[1] for each in listed)
            if child.dep_ == "pcomp" and clauses.is_verb(child):  # "a policy of turning away boats"
                inner = [each for each in child.children if each.dep_ == "dobj"]
                ends = [self.run(each, after=after, depth=depth + 1)[1] for each in inner]
                return max([child.i + 1, *ends])
        return None


def _holds(outer: Run, inner: Run) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]
