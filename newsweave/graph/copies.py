"""Which documents are copies of each other: reprints, and versions that a paper brought up to date.

Broder, "On the resemblance and containment of documents" (1997): a text is the set of its shingles, runs of five
words. Those whose hash is a multiple of 16 stand for all; documents that share one are candidates, and in each bucket
a document is compared with its next neighbours alone, so that time grows with the text. All shingles then decide.

A letter in which names and numbers are filled in anew ("a grant for the Norburg fire department") is no copy: each of
the two tells again and again of a name that the other does not know, or of many.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import nsmallest
from itertools import groupby, islice
from zlib import crc32

from newsweave.types import Document

_WORD = re.compile(r"\w+")
_RUN = 5  # words in a shingle
_LONGEST = 20_000  # words of a text that are looked at: those of a long magazine piece
_SAMPLE = 16  # one of so many shingles makes a bucket,
_FEWEST = 8  # and in any case these, the smallest
_NEIGHBOURS = 4  # of a bucket, by date; 1,000 copies of one text are a chain
_BITS = 32
_PLACE = (1 << _BITS) - 1  # of a document; the hash of a shingle stands before it
_HINT = 0.25  # what is sampled must be shared so far before two texts are read again
_SHORTEST = 30  # words of a text that can be near to another; shorter ones are copies only if they are equal
# Of 3,000 press releases; see docs/decisions/2026-11-22-copies-count-once.md.
_CONTAINED = 0.75  # so much of the shorter one stands in the other,
_ALIKE = 0.4  # and so much of both in both
_MANY = 9  # names and numbers that each has for itself


def copies(documents: Iterable[Document] | Mapping[str, Document]) -> tuple[tuple[str, ...], ...]:
    """Group documents that are copies of each other.

    Args:
        documents: In any order; or by id, so that no more than a few are in memory at a time.

    Returns:
        Ids of each group of two or more: what was published first stands first, then by id. What has no date
        comes last. Groups by their first id.
    """
    known = documents if isinstance(documents, Mapping) else {document.id: document for document in documents}
    first = {document.id: document.published or date.max for document in known.values()}
    listed = sorted(first, key=lambda identifier: (first[identifier], identifier))
    root = list(range(len(listed)))

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for left, right in _candidates([array("I", sorted(_sketch(known[identifier].text))) for identifier in listed]):
        former, latter = sorted((find(left), find(right)))
        if former != latter and is_copy(known[listed[left]].text, known[listed[right]].text):
            root[latter] = former
    groups: dict[int, list[str]] = defaultdict(list)
    for number, identifier in enumerate(listed):
        groups[find(number)].append(identifier)
    return tuple(sorted(tuple(group) for group in groups.values() if len(group) > 1))


def is_copy(left: str, right: str) -> bool:
    """Tell whether two texts are copies, up to an edit here and there, a headline or further paragraphs.

    >>> is_copy("Rain fell in Norburg.", "RAIN fell in Norburg")
    True
    >>> is_copy("Rain fell in Norburg.", "Snow fell in Norburg.")
    False
    """
    words = _words(left), _words(right)
    if words[0] == words[1]:
        return bool(words[0])
    if min(map(len, words)) < _SHORTEST:
        return False
    shingles = _shingles(words[0]), _shingles(words[1])
    shared = len(shingles[0] & shingles[1])
    near = shared >= _CONTAINED * min(map(len, shingles)) and shared >= _ALIKE * len(shingles[0] | shingles[1])
    return near and not _filled_anew(left, right)


def told_once(documents: Iterable[str], copy_of: Mapping[str, str]) -> int:
    """Count how often something is told, by the documents that tell it: what copies repeat counts once.

    Args:
        documents: The document of each evidence; one that tells it twice comes twice.
        copy_of: The first of its group for each copy.

    >>> told_once(["d1", "d2", "d2", "d3"], {"d1": "d1", "d2": "d1"})
    3
    """
    times: dict[str, int] = {}
    for document, count in Counter(documents).items():
        group = copy_of.get(document, document)
        times[group] = max(count, times.get(group, 0))
    return sum(times.values())


def _words(text: str) -> list[str]:
    return [found[0].casefold() for found in islice(_WORD.finditer(text), _LONGEST)]


def _shingles(words: Sequence[str]) -> set[str]:
    return {" ".join(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1))}


def _sketch(text: str) -> set[int]:
    """Choose the shingles that stand for a text, by a hash that is the same on any machine."""
    hashes = {crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in _shingles(_words(text))}
    return {number for number in hashes if number % _SAMPLE == 0} | set(nsmallest(_FEWEST, hashes))


def _candidates(sketches: Sequence["array[int]"]) -> Iterator[tuple[int, int]]:
    """Pair the places of documents that share much of what stands for them, each with its next neighbours."""
    stands = sorted(number << _BITS | place for place, sketch in enumerate(sketches) for number in sketch)
    buckets = ([each & _PLACE for each in found] for _, found in groupby(stands, key=lambda each: each >> _BITS))
    for left, right in sorted({pair for listed in buckets for pair in _neighbours(listed)}):
        shared = len(set(sketches[left]).intersection(sketches[right]))
        if shared >= _HINT * min(len(sketches[left]), len(sketches[right])):
            yield left, right


def _neighbours(listed: Sequence[int]) -> Iterator[tuple[int, int]]:
    for number, left in enumerate(listed):
        for right in listed[number + 1 : number + 1 + _NEIGHBOURS]:
            yield left, right


def _filled_anew(left: str, right: str) -> bool:
    """Tell whether a letter had names and numbers filled in anew: each has its own, again and again or many."""
    own = _own(left, right), _own(right, left)
    again = all(any(count > 1 and not word[0].isdigit() for word, count in each.items()) for each in own)
    return again or min(map(len, own)) >= _MANY


def _own(text: str, other: str) -> Counter[str]:
    """Count the names and numbers that the other text does not have."""
    known = set(_words(other))
    words = (found[0] for found in islice(_WORD.finditer(text), _LONGEST))
    found = Counter(word.casefold() for word in words if word[0].isupper() or word[0].isdigit())
    return Counter({word: count for word, count in found.items() if word not in known})
