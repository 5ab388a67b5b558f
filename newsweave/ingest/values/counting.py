"""Whether a number counts something, by the words around it."""

from spacy.tokens import Token

from newsweave.ingest.reading import Reading
from newsweave.ingest.values.amounts import Amount, amounts
from newsweave.ingest.values.counted import BEFORE_NOUN, NOUNS
from newsweave.ingest.values.phrases import Words
from newsweave.types import Kind

# Where a number stands that counts something left out: "18 were killed", "he shot two".
_ALONE = frozenset({"nsubj", "nsubjpass", "dobj"})


def counts(reading: Reading, words: Words, amount: Amount, counted: tuple[int, int] | None, role: str | None) -> bool:
    """Tell whether a number counts something: no age, score, label, house number or part of a time.

    Args:
        reading: The text.
        words: Its words.
        amount: The number.
        counted: Tokens of the noun phrase after it, if there is one.
        role: What the words beside it tell, if they do.
    """
    before, after = words.word(amount.start - 1), words.word(amount.end)
    if _is_figures(before) or _is_figures(after):  # a telephone number, a text that lost its commas
        return False
    if amount.row.makes == "money":
        return True
    if amount.row.makes == "share":
        return not (_of_time(words, amount, counted) or _is_ordinal(words, amount, counted))
    table = amounts()
    if after in {"-", "‑"} or after in table.durations or before in {"#", "$", "-", "–", "/"}:
        return False
    if counted is None:
        return role is not None or _alone(words, amount, before, after)
    head = words.doc[counted[1] - 1]
    if head.lower_ in table.durations or (before in table.labels and head.tag_ != "NNS"):
        return False
    if amount.row.makes == "vague":
        return True
    low, high = amount.bounds()
    if words.word(amount.start) == "one" and low == high == 1:
        return head.tag_ == "NN" and after not in table.idioms and before not in {"no", "any", "every", "each", "the"}
    if _yearly(words, amount) and before in {"the", "a", "its", "'s", "’s"}:
        return False
    return head.tag_ == "NNS" or head.lower_ in table.collectives or _people(reading, head) or _is_one(words, amount)


def _of_time(words: Words, amount: Amount, counted: tuple[int, int] | None) -> bool:
    """Tell whether a share is one of a time: "the second half of the year"."""
    head = words.doc[counted[1] - 1].lower_ if counted else ""
    return head in amounts().durations or words.word(amount.start - 1) in {"first", "second", "latter", "other"}


def _is_ordinal(words: Words, amount: Amount, counted: tuple[int, int] | None) -> bool:
    """Tell whether it is "a third man" or "a half mile"."""
    after = words.tokens[amount.end - 1] + 1
    follows = words.doc[after].tag_ if after < len(words.doc) else ""
    return "part" in amount.values and counted is None and follows in BEFORE_NOUN


def _is_figures(word: str) -> bool:
    return word[:1].isdecimal() or word == "000"


def _is_one(words: Words, amount: Amount) -> bool:
    """Tell whether it is a 1 before a noun, and no label: "type 1 diabetes"."""
    before = words.doc[words.tokens[amount.start - 1]].tag_ if amount.start else ""
    return amount.bounds() == (1, 1) and before not in NOUNS


def _people(reading: Reading, head: Token) -> bool:
    return head.tag_ == "NNPS" or reading.kind(reading.at(head.i)) is Kind.NORP


def _yearly(words: Words, amount: Amount) -> bool:
    text = words.texts[amount.core - 1]
    return len(text) == 4 and text.isdecimal() and 1900 <= int(text) <= 2100


def _alone(words: Words, amount: Amount, before: str, after: str) -> bool:
    """Tell whether a number may stand for those that it counts: "18 were killed"; never a range, a year, an age."""
    if amount.row.makes == "range" or before in amounts().labels or _yearly(words, amount) or after in {")", ".)", ":"}:
        return False
    if before == "," and after == ",":
        return False
    if after == "of" and words.word(amount.start) != "one":
        return True
    head = words.doc[words.tokens[amount.core - 1]]
    if amount.bound == "exact" and (words.word(amount.start) == "one" or head.tag_ not in {"CD", "NNS"}):
        return False
    first, last = words.tokens[amount.start], words.tokens[amount.end - 1]
    while (
        head.dep_ in {"quantmod", "compound", "nummod", "advmod"}
        and first <= head.head.i <= last
        and head.head.i != head.i
    ):
        head = head.head
    return head.dep_ in _ALONE
