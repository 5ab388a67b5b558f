"""Mistakes that the parser makes time and again in news, mended in the tree before anything is read off it."""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from newsweave.ingest.grammar import lost_nouns, lost_verbs, lost_words
from newsweave.ingest.grammar.repair import Repair

_Rule = Callable[[Token], Iterator[Repair]]
_COLUMNS: list[int | str] = ["HEAD", "DEP", "TAG"]
_DEEPEST = 500  # words up to a root; a deeper tree is left as it is
# What to try on a word, by its dependency.
_RULES: dict[str, tuple[_Rule, ...]] = {
    "ROOT": (lost_verbs.lost_verb, lost_verbs.lost_main, lost_verbs.lost_participle, lost_verbs.headline_verb),
    "acl": (lost_verbs.headline,),
    "advcl": (lost_nouns.told_by,),
    "appos": (
        lost_nouns.beside_body,
        lost_nouns.whose,
    ),
    "compound": (lost_verbs.compound_verb, lost_verbs.headline_verb),
    "csubj": (lost_nouns.named_to,),
    "conj": (lost_verbs.lost_subject, lost_verbs.low_list, lost_verbs.passive_list, lost_nouns.whose),
    "ccomp": (lost_verbs.told_whom,),
    "dobj": (lost_nouns.shot_dead, lost_nouns.second_object, lost_nouns.defending),
    "npadvmod": (lost_nouns.first_name,),
    "nsubj": (lost_verbs.headline_verb,),
    "nmod": (lost_nouns.whose,),
    "pobj": (lost_nouns.between,),
    "prep": (lost_nouns.before_verb,),
    "relcl": (lost_nouns.low_relative, lost_verbs.headline),
}


def repaired(doc: Doc) -> Doc:
    """Mend the tree of a Doc in place; words and sentences stay as they are."""
    found = [repairs for token in doc for rule in _rules(token) if (repairs := list(rule(token)))]
    if not found:
        return doc
    heads = [token.head.i for token in doc]
    made = [repair for repairs in found if _hang(heads, repairs) for repair in repairs]
    table = doc.to_array(_COLUMNS)
    for repair in made:
        table[repair.token, 0] = table.dtype.type((repair.head - repair.token) % 2**64)
        table[repair.token, 1] = doc.vocab.strings.add(repair.dep)
        if repair.tag:
            table[repair.token, 2] = doc.vocab.strings.add(repair.tag)
    doc.from_array(_COLUMNS, table)  # type: ignore[arg-type]
    return doc


def _rules(token: Token) -> tuple[_Rule, ...]:
    return (lost_words.hyphened,) if token.text == "-" else _RULES.get(token.dep_, ())


def _hang(heads: list[int], repairs: list[Repair]) -> bool:
    """Change the heads of some words, unless a word would then stand below itself."""
    before = [(repair.token, heads[repair.token]) for repair in repairs]
    for repair in repairs:
        heads[repair.token] = repair.head
    if all(_has_root(heads, repair.token) for repair in repairs):
        return True
    for token, head in before:
        heads[token] = head
    return False


def _has_root(heads: list[int], token: int) -> bool:
    for _ in range(_DEEPEST):
        if heads[token] == token:
            return True
        token = heads[token]
    return False
