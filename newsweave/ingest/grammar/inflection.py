"""Forms of English words and back: "kill" to "kills, killed, killing", "said" to "say", "women" to "woman"."""

import functools
import re
from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest.lists import read_table

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_ONE_BEAT = re.compile(r"^[^aeiou]*(?:qu)?[aeiou][bdgklmnprtvz]$")  # "stop", "plan", "quit"; not "fix", "show"
_DOUBLED = re.compile(r"([bdgkmnprtvz])\1$")
# Ends of a stem that has lost an "e": "announc", "believ", "argu", "accus", "judg", "chang", "engag", "settl", "creat".
_LOST_E = re.compile(
    r"""  [cvzu]$ | [^s]s$ | [dlr]g$ | [aeu]ng$ | [aeiou]g$ | [bcdfgkpstz]l$
        | (?: ^ | [^aeiou] | [iu](?=a) | qu | gu )
          (?: at | ut | ot | ir | ur | ar | id | ad | od | ud | ed | ib | ob | ub | ak | ok | ik
            | il | ol | ul | am | im | um | in | un | ap )$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """What `data/inflection.toml` holds.

    Attributes:
        verbs: Verbs with their irregular forms.
        bases: Irregular forms of verbs with their verb.
        nouns: Nouns with their irregular plural.
        singulars: Irregular plurals with their noun.
        fixed: Nouns of one form.
        doubling: Verbs that double their last consonant.
        either: Verbs that double it in one country and not in another.
        panics: Verbs that take a "k" after their "c".
        silent: Verbs in "-e" whose stem does not tell so.
        bare: Verbs without "-e" whose stem looks as if they had one.
        double: Words that end in two consonants by themselves.
        prefixes: What may stand before an irregular verb.
    """

    verbs: dict[str, tuple[str, ...]]
    bases: dict[str, str]
    nouns: dict[str, str]
    singulars: dict[str, str]
    fixed: frozenset[str]
    doubling: frozenset[str]
    either: frozenset[str]
    panics: frozenset[str]
    silent: frozenset[str]
    bare: frozenset[str]
    double: frozenset[str]
    prefixes: tuple[str, ...]


@functools.cache
def _tables() -> _Tables:
    data = read_table("inflection")
    verbs = {verb: tuple(told.split()) for verb, told in data["verbs"].items()}
    bases = {form: verb for verb, told in reversed(verbs.items()) for form in told}
    return _Tables(
        verbs=verbs,
        bases=bases | {"saw": "see", "lay": "lie", "found": "find"},
        nouns=data["nouns"],
        singulars={plural: noun for noun, plural in data["nouns"].items()},
        fixed=frozenset(data["nouns_of_one_form"]["words"]),
        doubling=frozenset(data["doubling"]["words"]),
        either=frozenset(data["doubling"]["either"]),
        panics=frozenset(data["doubling"]["panics"]),
        silent=frozenset(data["silent_e"]["with"]),
        bare=frozenset(data["silent_e"]["without"]),
        double=frozenset(data["silent_e"]["double"]),
        prefixes=tuple(data["silent_e"]["prefixes"]),
    )


@functools.lru_cache(maxsize=4096)
def forms(lemma: str) -> frozenset[str]:
    """Return all forms of a verb, the dictionary form among them.

    >>> sorted(forms("deny")), sorted(forms("write"))
    (['denied', 'denies', 'deny', 'denying'], ['write', 'writes', 'writing', 'written', 'wrote'])
    """
    past = _irregular(lemma) or {_with_ed(stem) for stem in _stems(lemma)}
    third = () if lemma in {"be", "have"} else (plural(lemma, verb=True),)
    return frozenset((lemma, *third, *past, *(_with_ing(stem) for stem in _stems(lemma))))


@functools.lru_cache(maxsize=4096)
def plural(word: str, *, verb: bool = False) -> str:
    """Return the plural of a noun, or the form of a verb after "she".

    >>> plural("spokeswoman"), plural("deputy"), plural("pass", verb=True)
    ('spokeswomen', 'deputies', 'passes')
    """
    if not verb and word in _tables().nouns:
        return _tables().nouns[word]
    if not verb and word.endswith(("man", "wife")):
        return f"{word[:-2]}en" if word.endswith("man") else f"{word[:-2]}ves"
    if word.endswith("y") and _CONSONANT_Y.search(word):
        return f"{word[:-1]}ies"
    return f"{word}es" if _SIBILANT.search(word) or (verb and word.endswith("o")) else f"{word}s"


def lemma(token: Token) -> str:
    """Return the dictionary form of a verb or noun, by its tag; other words as they are, in small letters."""
    return base(token.lower_, token.tag_)


@functools.lru_cache(maxsize=65536)
def base(word: str, tag: str) -> str:
    """Return the dictionary form of a word in small letters with a Penn tag.

    >>> base("denied", "VBD"), base("told", "VBN"), base("was", "VBD"), base("women", "NNS")
    ('deny', 'tell', 'be', 'woman')
    """
    if tag in {"VBD", "VBN", "VBG"}:
        return _past(word) if tag != "VBG" else _present(word)
    if tag == "VBZ":
        return _tables().bases.get(word) or _singular(word, verb=True)
    if tag == "NNS":
        return _singular(word, verb=False)
    if tag in {"VB", "VBP"} and _tables().bases.get(word) in {"be", "have"}:
        return _tables().bases[word]
    return word


def _irregular(verb: str) -> tuple[str, ...]:
    """Return the irregular forms of a verb: those of "build" with "re" before them for "rebuild"."""
    told = _tables().verbs.get(verb)
    if told is not None:
        return told
    for prefix in _tables().prefixes:
        told = _tables().verbs.get(verb.removeprefix(prefix)) if verb.startswith(prefix) else None
        if told:
            return tuple(f"{prefix}{form}" for form in told)
    return ()


def _stems(verb: str) -> tuple[str, ...]:
    """Return what endings are put to: "stop" gives "stopp", "travel" both "travel" and "travell"."""
    if verb in _tables().panics:
        return (f"{verb}k",)
    if verb in _tables().doubling or (_ONE_BEAT.search(verb) and verb not in _tables().double):
        return (f"{verb}{verb[-1]}",)
    if verb in _tables().either:
        return verb, f"{verb}{verb[-1]}"
    return (verb,)


def _with_ed(stem: str) -> str:
    if stem.endswith("e"):
        return f"{stem}d"
    return f"{stem[:-1]}ied" if _CONSONANT_Y.search(stem) else f"{stem}ed"


def _with_ing(stem: str) -> str:
    if stem.endswith("ie"):
        return f"{stem[:-2]}ying"
    silent = stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) and stem != "be"
    return f"{stem[:-1] if silent else stem}ing"


def _past(word: str) -> str:
    told = _base_of(word)
    if told:
        return told
    if word.endswith("eed"):
        return word[:-1]
    if word.endswith("ied"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    return _stem(word[:-2]) if word.endswith("ed") and len(word) > 3 else word


def _base_of(word: str) -> str | None:
    told = _tables().bases.get(word)
    if told:
        return told
    for prefix in _tables().prefixes:
        told = _tables().bases.get(word.removeprefix(prefix)) if word.startswith(prefix) else None
        if told and told != "be":
            return f"{prefix}{told}"
    return None


def _present(word: str) -> str:
    if not word.endswith("ing") or len(word) < 5:
        return word
    stem = word[:-3]
    if stem in _tables().verbs:
        return stem
    return f"{stem[:-1]}ie" if stem in {"dy", "ly", "ty", "vy", "underly"} else _stem(stem)


def _stem(stem: str) -> str:
    """Give a stem back what an ending took: "stopp" is "stop", "announc" is "announce"."""
    tables = _tables()
    if _DOUBLED.search(stem) and stem[:-1] in tables.verbs:
        return stem[:-1]
    if stem in tables.double or stem in tables.bare or stem in tables.either:
        return stem
    if stem[:-1] in tables.panics or stem[:-1] in tables.doubling or stem[:-1] in tables.either:
        return stem[:-1]
    if f"{stem}e" in tables.silent or f"{stem}e" in tables.verbs:
        return f"{stem}e"
    if _DOUBLED.search(stem):
        return stem[:-1]
    lost = _LOST_E.search(stem) or (_ONE_BEAT.search(stem) and stem not in tables.verbs)
    return f"{stem}e" if lost else stem


def _singular(word: str, *, verb: bool) -> str:
    tables = _tables()
    if not verb:
        if word in tables.fixed:
            return word
        if word in tables.singulars:
            return tables.singulars[word]
        if word.endswith("men") and len(word) > 4:
            return f"{word[:-2]}an"
    if not word.endswith("s") or word.endswith("ss") or len(word) < 3:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "ches", "shes", "xes", "zzes")):
        return word[:-2] if word[:-1] not in tables.silent else word[:-1]
    if word.endswith("es") and (word[:-2] in tables.fixed or word[:-2] in tables.either):
        return word[:-2]
    return word[:-2] if verb and word.endswith("oes") else word[:-1]
