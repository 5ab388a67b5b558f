"""What lies in what and is part of what, told by possessives, commas, "in" and the names themselves.

RFE/RL's Kazakh Service            relations.possessive
Irving, Texas                      relations.comma
Republican Square in Almaty        relations.in
the Kazakh city of Almaty          relations.city
the US State Department            relations.organ
"""

from collections.abc import Iterator

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.name import POSSESSIVES
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

_TOWNS = frozenset("city town village region province district suburb port state area island".split())
_RANKS = {"country": 3, "former": 3, "region": 2}


def wholes(reading: Reading) -> Iterator[Fact]:
    """Find what things are part of and where places lie."""
    yield from _possessives(reading)
    yield from _containers(reading)
    yield from _organs(reading)


def _possessives(reading: Reading) -> Iterator[Fact]:
    """Read "RFE/RL's Kazakh Service", "Mecca's Grand Mosque", "Kazakhstan's largest city, Almaty"."""
    doc = reading.doc
    for owner in reading.names(Kind.ORG, Kind.PLACE):
        at = owner.end
        if at + 1 >= len(doc) or doc[at].text not in POSSESSIVES:
            continue
        owned = reading.at(at + 1)
        trigger = (at, at + 1)
        if owned is None:
            noun = next((i for i in range(at + 1, min(at + 6, len(doc))) if doc[i].lower_ in _TOWNS), None)
            if noun is None or any(doc[i].is_punct for i in range(at + 1, noun)):
                continue
            after = noun + 1 + (noun + 1 < len(doc) and doc[noun + 1].text in {",", "of"})
            owned = reading.at(after) if after < len(doc) else None
            trigger = (noun, noun + 1)
        if owned is None or owned.group == owner.group or not _is_whole_name(reading, owned, owner):
            continue
        predicate = _part(reading, owned, owner)
        if predicate:
            rule = "relations.possessive@1"
            yield Fact(subject=owned, predicate=predicate, object=owner, trigger=trigger, rule=rule, score=0.85)


def _part(reading: Reading, part: Referent, whole: Referent) -> str | None:
    kinds = reading.kind(part), reading.kind(whole)
    if kinds == (Kind.ORG, Kind.ORG):
        return "part_of"
    if kinds == (
        Kind.ORG,
        Kind.PLACE,
    ):  # a ministry is part of its country, a company only has its seat there
        return "part_of" if _is_organ(reading.words(part.start, part.end)) else "based_in"
    return "located_in" if kinds == (Kind.PLACE, Kind.PLACE) else None


def _is_organ(name: str) -> bool:
    """Tell whether a name is one of a state's bodies: "Interior Ministry", "Ministry of Culture"."""
    plain = name.lower()
    return any(plain == noun or plain.endswith(f" {noun}") or plain.startswith(f"{noun} of") for noun in cues().organs)


def _containers(reading: Reading) -> Iterator[Fact]:
    """Read "Irving, Texas", "Republican Square in Almaty", "the Kazakh city of Almaty"."""
    doc = reading.doc
    for inner in reading.names(Kind.PLACE, Kind.EVENT):
        at = inner.end
        if at + 1 < len(doc) and doc[at].text == "," and not doc[at + 1].is_sent_start:
            outer = reading.at(at + 1)
            if (
                outer
                and reading.kind(inner) is Kind.PLACE
                and _rank(reading, outer) > max(1, _rank(reading, inner))
                and _closed(reading, inner, outer)
            ):
                yield _located(inner, outer, (at, at + 1), "relations.comma@1", 0.85)
        if at + 1 < len(doc) and doc[at].lower_ == "in" and doc[at].head.i in range(inner.start, inner.end):
            start = at + 1 + (doc[at + 1].lower_ == "the")
            outer = reading.at(start) if start < len(doc) else None
            lies = outer and reading.kind(outer) is Kind.PLACE and outer.group != inner.group
            if outer and lies and not reading.is_country(inner) and _ends(reading, outer):
                yield _located(inner, outer, (at, at + 1), "relations.in@1", 0.75)
        noun = inner.start - 2
        if noun > 0 and doc[noun + 1].lower_ == "of" and doc[noun].lower_ in _TOWNS:
            outer = reading.body(reading.at(noun - 1))
            if (
                outer
                and not _is_water(reading, outer)
                and reading.kind(outer) is Kind.PLACE
                and outer.group != inner.group
            ):
                # "the Darfur region of Sudan" lies in Sudan, "the Kazakh city of Almaty" in Kazakhstan
                ends = (outer, inner) if reading.is_country(inner) and not reading.is_country(outer) else (inner, outer)
                yield _located(*ends, (noun, noun + 1), "relations.city@1", 0.85)


def _located(inner: Referent, outer: Referent, trigger: tuple[int, int], rule: str, score: float) -> Fact:
    return Fact(subject=inner, predicate="located_in", object=outer, trigger=trigger, rule=rule, score=score)


def _is_whole_name(reading: Reading, owned: Referent, owner: Referent) -> bool:
    """Tell "Pakistan's Punjab province" from "Uganda's London Olympics"."""
    if _ends(reading, owned):
        return True
    if reading.kind(owned) is Kind.PLACE:
        return reading.doc[owned.end].lower_ in _TOWNS
    return reading.kind(owner) is not Kind.ORG  # "Bayern's Champions League win" is no part of Bayern


def _ends(reading: Reading, place: Referent) -> bool:
    """Tell "in the United States" from "in the United States Senate"."""
    doc = reading.doc
    return place.end >= len(doc) or doc[place.end].tag_ not in {"NNP", "NNPS", "NN", "NNS", "POS"}


def _is_water(reading: Reading, place: Referent) -> bool:
    """Tell seas and parts of the world, beside which cities lie: "the Pacific city of Lima"."""
    return place.group is not None and (reading.groups[place.group].key or "").startswith("world:")


def _rank(reading: Reading, place: Referent) -> int:
    """Rank a place by what it is known as: a country above a region, a region above the rest."""
    if place.group is None:
        return _RANKS["country"]
    if reading.kind(place) is not Kind.PLACE:
        return 0
    forms = reading.groups[place.group].forms
    return max((_RANKS.get(known.sort, 1) for form in forms for known in gazetteer().readings(form)), default=1)


def _closed(reading: Reading, inner: Referent, outer: Referent) -> bool:
    """Tell "Irving, Texas, was" from one item of a list: "Kabul, Iran, and Iraq"."""
    doc = reading.doc
    before = doc[inner.start - 1].text if inner.start else ""
    if (
        before == ","
        and inner.start > 1
        and reading.at(inner.start - 2)
        and reading.kind(reading.at(inner.start - 2)) is Kind.PLACE
    ):
        return False
    after = outer.end
    if after >= len(doc) or doc[after].text not in {",", "and"}:
        return True
    following = reading.at(after + 1) if after + 1 < len(doc) else None
    return (
        doc[after].text == "," and following is None and not (after + 1 < len(doc) and doc[after + 1].lower_ == "and")
    )


def _organs(reading: Reading) -> Iterator[Fact]:
    """Read the name of a state's body: the "US State Department" is part of the United States."""
    for body in reading.names(Kind.ORG):
        words = [token.text for token in reading.doc[body.start : body.end]]
        for size in (3, 2, 1):
            known = gazetteer().best(" ".join(words[:size])) if len(words) > size else None
            if known and known.country and known.sort in {"country", "demonym"}:
                if _is_organ(" ".join(words[size:])):
                    yield Fact(
                        subject=body,
                        predicate="part_of",
                        object=reading.country(known.country, body.start, body.start + size),
                        trigger=(body.start + size, body.end),
                        rule="relations.organ@1",
                        score=0.85,
                    )
                break
