"""Nouns and their clauses that the parser hung on the wrong word.

talks between the army of Peru and the rebels        the rebels: beside the army, not beside Peru
accused the army of theft, a charge that it denies   the charge: said beside it, not one more who is accused
beat defending champion Ann Weber                    defending: her title, nothing that she does
a member of the guards who has worked there          who: the member
a priest seized by gunmen in May has been freed      in May: when he was seized
Benin, whose head, Osaze Ero, wants                  the head: subject of "wants"
"""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.grammar.repair import DEEPEST, HELPING, SUBJECT_LIKE, Repair, has_subject, is_finite

_ONE = frozenset({"has", "was", "is"})
_MANY = frozenset({"have", "were", "are"})
_SINGULAR = frozenset({"NN", "NNP"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BODIES = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})
_SPOTS = frozenset({"GPE", "LOC", "FAC"})


def between(token: Token) -> Iterator[Repair]:
    """Give "between" its second: "between the army of Peru and the rebels"."""
    if token.dep_ != "pobj" or token.head.lower_ != "between" or any(c.dep_ == "conj" for c in token.children):
        return
    for preposition in token.rights:
        for inner in preposition.rights if preposition.lower_ == "of" else ():
            second = next((child for child in inner.rights if child.dep_ == "conj"), None)
            word = next((child for child in inner.rights if child.dep_ == "cc"), None)
            if inner.dep_ == "pobj" and second is not None and word is not None:
                yield Repair(second.i, token.i, "conj")
                yield Repair(word.i, token.i, "cc")
                return


def second_object(token: Token) -> Iterator[Repair]:
    """Take a noun behind an object and a comma as said beside it: "accused it of theft, a charge that it denies"."""
    if token.dep_ != "dobj" or token.head.dep_ == "dobj" or token.i < token.head.i:
        return
    start = token.left_edge
    if start.i == 0 or start.nbor(-1).text != "," or start.lower_ not in {"a", "an", "the"} or start.i == token.i:
        return
    before = [child for child in token.head.rights if child.i < token.i and child.dep_ in {"dobj", "xcomp", "ccomp"}]
    first = before[0] if before else None
    if first is not None and not any(child.dep_ in {"cc", "conj"} for child in (*first.rights, *token.rights)):
        yield Repair(token.i, first.i, "parataxis")


def defending(token: Token) -> Iterator[Repair]:
    """Read "defending champion" as a title: "beat defending champion Ann Weber"."""
    verb = token.head
    first = token.nbor(-1) if token.i else token
    champion = token if token.lower_.startswith("champion") else first
    while champion.dep_ == "compound" and champion.i and not champion.lower_.startswith("champion"):
        champion = champion.nbor(-1)
    if token.dep_ != "dobj" or verb.lower_ != "defending" or not champion.lower_.startswith("champion"):
        return
    if verb.dep_ not in {"xcomp", "advcl", "ccomp", "pcomp"} or any(child.dep_ in HELPING for child in verb.lefts):
        return
    above = verb.head
    yield Repair(token.i, above.i, "pobj" if above.dep_ == "prep" else "dobj")
    yield Repair(verb.i, token.i, "amod", "JJ")
    yield from (Repair(child.i, above.i, child.dep_) for child in verb.children if child.i != token.i)


def low_relative(token: Token) -> Iterator[Repair]:
    """Hang a relative clause on the noun that it agrees with: "a member of the guards who has worked there"."""
    noun = token.head
    low = noun.dep_ in {"pobj", "appos"} or (noun.dep_ == "dobj" and not is_finite(noun.head))
    if token.dep_ != "relcl" or not low or not noun.tag_.startswith("NN"):
        return
    first = next((child for child in token.lefts if child.dep_ in SUBJECT_LIKE), None)
    finite = next((child for child in token.lefts if child.dep_ in HELPING), token)
    if first is None or first.tag_ not in {"WDT", "WP"}:
        return
    person = noun.ent_type_ == "PERSON"
    spot = noun.ent_type_ in _SPOTS and first.lower_ == "who"  # "the mayor of Larissa, who"
    if not spot and not (person and first.lower_ == "which"):
        one, many = finite.lower_ in _ONE or finite.tag_ == "VBZ", finite.lower_ in _MANY
        if not ((one and noun.tag_ in _PLURAL) or (many and noun.tag_ not in _PLURAL and not _is_list(noun))):
            return
        wanted = _PLURAL if many else _SINGULAR
    else:
        wanted = _PLURAL | _SINGULAR
    above = noun.head
    for _ in range(DEEPEST):
        if above.tag_ in wanted and above.i < noun.i and not (above.ent_type_ == noun.ent_type_ != ""):
            yield Repair(token.i, above.i, "relcl")
            return
        if is_finite(above) or above.dep_ == "ROOT":
            return
        above = above.head


def before_verb(token: Token) -> Iterator[Repair]:
    """Give a participle what stands between it and the verb: "a priest seized by gunmen in May has been freed"."""
    verb = token.head
    if token.dep_ != "prep" or not verb.tag_.startswith("VB") or token.i > verb.i or token.i < 2:
        return
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECT_LIKE and child.i < token.i), None)
    if subject is None or token.nbor(-1).text == "," or token.right_edge.i + 1 >= len(token.doc):
        return
    for clause in subject.rights:
        beside = clause.dep_ in {"acl", "relcl"} and clause.right_edge.i == token.i - 1
        if beside and token.right_edge.nbor(1).text != ",":
            yield Repair(token.i, clause.i, "prep")
            return


def whose(token: Token) -> Iterator[Repair]:
    """Make the subject of a relative clause of what stands between commas: "Benin, whose head, Ewuare, wants it"."""
    if token.dep_ not in {"appos", "conj", "nmod"} or not any(child.tag_ == "WP$" for child in token.lefts):
        return
    above = token.head
    for _ in range(DEEPEST):
        above = above.head
        for verb in above.rights if above.tag_.startswith("VB") else ():
            if verb.dep_ == "conj" and verb.i > token.i and is_finite(verb) and not has_subject(verb):
                yield Repair(token.i, verb.i, "nsubj")
                yield Repair(verb.i, token.head.i, "relcl")
                return


def named_to(token: Token) -> Iterator[Repair]:
    """Take "to Protect" in the name of a body for no verb: "the Committee to Protect Journalists had called"."""
    subject = next((child for child in token.lefts if child.dep_ == "nsubj"), None)
    if token.tag_ != "VB" or not token.is_title or subject is None or token.i < 2 or token.nbor(-1).lower_ != "to":
        return
    noun = token.nbor(-2)
    if noun.tag_.startswith("NNP") and token.head.i > token.i:
        yield Repair(subject.i, token.head.i, "nsubjpass" if _is_passive(token.head) else "nsubj")
        yield Repair(token.i, noun.i, "acl")


def beside_body(token: Token) -> Iterator[Repair]:
    """Give a person to the post that he holds, not to the body: "a founder of Google, Sergey Brin,"."""
    body = token.head
    named = body.ent_type_ in _BODIES or (not body.ent_type_ and body.tag_ == "NNP")
    if token.ent_type_ != "PERSON" or not named or body.dep_ != "pobj":
        return
    post = body.head.head
    if body.head.lower_ in {"of", "for", "at"} and post.tag_ == "NN" and not post.ent_type_:
        yield Repair(token.i, post.i, "appos")


def first_name(token: Token) -> Iterator[Repair]:
    """Make a name at the head its subject, not what stands beside it: "Norway, their biggest market, will ban it"."""
    if token.tag_ != "NNP" or token.ent_type_ not in _BODIES | {"PERSON"} or token.i + 2 >= len(token.doc):
        return
    verb, beside = token.head, None
    if verb.i > token.i and token.nbor().text == ",":
        beside = next((c for c in verb.lefts if c.dep_ in SUBJECT_LIKE and c.left_edge.i == token.i + 2), None)
    if beside is None or beside.tag_ not in {"NN", "NNS"}:
        return
    after = beside.right_edge.i + 1
    if after < verb.i and token.doc[after].text == ",":
        yield Repair(token.i, verb.i, beside.dep_)
        yield Repair(beside.i, token.i, "appos")


def shot_dead(token: Token) -> Iterator[Repair]:
    """Part "dead" from those who are: "shot dead 19 children"."""
    dead = token.left_edge
    if dead.lower_ == "dead" and dead.i == token.head.i + 1 and dead.head.i == token.i and token.i > dead.i:
        yield Repair(dead.i, token.head.i, "oprd")


def told_by(token: Token) -> Iterator[Repair]:
    """Give a noun the participle between commas behind it: "withdrew from a deal, brokered by Peru, that"."""
    if token.tag_ != "VBN" or token.i < 2 or token.nbor(-1).text != "," or any(token.lefts):
        return
    noun, after = token.nbor(-2), token.right_edge.i + 1
    agent = any(child.dep_ == "agent" for child in token.rights)
    body = noun.ent_type_ in {"ORG", "PERSON"}  # "brought by the university, led by Weber"
    closed = body or (after < len(token.doc) and token.doc[after].text == ",")
    if agent and closed and noun.tag_.startswith("NN") and noun.dep_ in {"dobj", "pobj"} and token.head.i < token.i:
        yield Repair(token.i, noun.i, "acl")


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.lefts)


def _is_list(noun: Token) -> bool:
    return any(child.dep_ == "conj" for child in noun.rights) or noun.dep_ == "conj"
