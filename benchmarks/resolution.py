"""The benchmark of resolution: synthetic extractions of up to a million mentions, resolved in one process.

    python benchmarks/resolution.py              100,000, 300,000 and 1,000,000 mentions
    python benchmarks/resolution.py 100000       only so many

Each document names 20 things, each once: persons whose given names and surnames are recombined from lists with
Zipf weights, in several spellings, lone surnames and John Smiths; bodies of many countries, or of none; places.
Names repeat as in news: few often, most seldom. Peak memory is that of the whole process, with the extractions (what
they took alone is printed beside it). Exit 1 beyond 60 seconds or 2 GB
for a million mentions, or if the time for a mention grows by more than half from the smallest size to the largest.
"""

import argparse
import itertools
import random
import sys
import time
from collections.abc import Iterator, Sequence

from newsweave import usage
from newsweave.graph import resolve
from newsweave.ids import content_id, make_document
from newsweave.types import Entity, Extraction, Form, Kind, Mention, Span

SIZES = (100_000, 300_000, 1_000_000)
MOST_SECONDS = 60.0
MOST_BYTES = 2e9
MOST_GROWTH = 1.5

_A_DOCUMENT = 20
_STARTS = "Al An Bar Bor Chal Dan Dar El Er Fel Gal Gor Hal Har Ib Il Jan Jor Kal Kar Kir Lan Lev Mal Mar Mir Nar Nik"
_MIDDLES = "a ab ad al am an ar as at av az e ed el em en er es et i ik il im in ir is o od ol om on or ot u ul um ur"
_ENDS = "ba bek da dan din dov fa gan ger go hov ka kan ko kov la lin lo man mov na nar nin nov po ra rad rin rov sa"
_COUNTRIES = (
    "Kazakhstan Kyrgyzstan Armenia Georgia Ukraine Belarus Russia Moldova Turkey Iran Iraq Syria Jordan Egypt Libya "
    "Tunisia Algeria Morocco Kenya Uganda Ghana Nigeria Chile Peru Brazil Mexico Canada France Germany Italy Spain "
    "Poland Hungary Romania Bulgaria Serbia Croatia Greece Norway Sweden Finland Japan China India Pakistan"
).split()
_BODIES = (
    "Interior Ministry of {}|Ministry of Internal Affairs of {}|Foreign Ministry of {}|Supreme Court of {}|"
    "National Bank of {}|{} Railways|Parliament of {}|Security Council of {}|Ministry of Health of {}|{} Airlines"
).split("|")
# Names that tell nobody apart, beside lone surnames.
_COMMON = "John Smith|David Miller|Maria Garcia|Ivan Ivanov|Ali Hassan|Wang Wei|James Brown|Robert Wilson".split("|")
_GENERIC = "Interior Ministry|Foreign Ministry|Supreme Court|Parliament|Central Bank".split("|")
# Ways to spell one sound; a name is respelled now and then, the same name to the same few spellings.
_RESPELLINGS = (("k", "q"), ("ov", "ow"), ("h", "kh"), ("i", "y"), ("s", "ss"))


def syllables(count: int, chance: random.Random) -> list[str]:
    """Make up so many words of three to five syllables, all different."""
    starts, middles, ends = _STARTS.split(), _MIDDLES.split(), _ENDS.split()
    words: dict[str, None] = {}
    while len(words) < count:
        inner = "".join(chance.choices(["", *"lrntv"], k=1) + chance.choices(middles, k=1))
        words[chance.choice(starts) + chance.choice(middles) + inner + chance.choice(ends)] = None
    return list(words)


def weights(count: int, power: float = 1.0) -> list[float]:
    """Make cumulative Zipf weights."""
    return list(itertools.accumulate(1 / rank**power for rank in range(1, count + 1)))


def names(count: int, chance: random.Random) -> list[tuple[Kind, str]]:
    """Make up so many different names, three quarters of them persons'."""
    given, surnames = syllables(2_000, chance), syllables(20_000, chance)
    towns = syllables(count // 10, chance)
    given_weights, surname_weights = weights(len(given), 0.8), weights(len(surnames), 0.7)
    found: dict[tuple[Kind, str], None] = {}
    for country, body in itertools.product(_COUNTRIES, _BODIES):
        found[Kind.ORG, body.format(country)] = None
    for town, other in zip(towns, surnames * (len(towns) // len(surnames) + 1), strict=False):
        found[Kind.PLACE, town] = None
        found[Kind.ORG, f"{other} {town} Group"] = None
    found |= dict.fromkeys((Kind.PERSON, name) for name in [*_COMMON, *surnames[: count // 50]])
    found |= dict.fromkeys((Kind.ORG, name) for name in _GENERIC)
    while len(found) < count:
        (first,) = chance.choices(given, cum_weights=given_weights)
        (last,) = chance.choices(surnames, cum_weights=surname_weights)
        name = f"{first} {last}"
        found[Kind.PERSON, name] = None
        if chance.random() < 0.15:
            old, new = chance.choice(_RESPELLINGS)
            found[Kind.PERSON, name.replace(old, new)] = None
        elif chance.random() < 0.1:
            found[Kind.PERSON, f"{first} {chance.choice('ABCDEFGHJKLM')}. {last}"] = None
    listed = list(found)[:count]
    chance.shuffle(listed)
    return listed


def extractions(mentions: int, distinct: int, seed: int = 1) -> Iterator[Extraction]:
    """Make documents of twenty entities each, each mentioned once."""
    chance = random.Random(seed)
    known = names(distinct, chance)
    ranks, cumulative = range(distinct), weights(distinct, 0.9)
    for number in range(mentions // _A_DOCUMENT):
        chosen = dict.fromkeys(chance.choices(ranks, cum_weights=cumulative, k=_A_DOCUMENT * 2))
        yield _extraction(number, [known[rank] for rank in list(chosen)[:_A_DOCUMENT]])


def _extraction(number: int, things: Sequence[tuple[Kind, str]]) -> Extraction:
    document = make_document(f"Article {number}.")
    entities = []
    mentions = []
    for place, (kind, name) in enumerate(things):
        entity = Entity(id=content_id("e", document.id, kind, name), kind=kind, name=name, names=((name, 1),))
        span = Span(document=document.id, start=place * 40, end=place * 40 + len(name))
        sentence = Span(document=document.id, start=place * 40, end=place * 40 + 40)
        mention = Mention(
            span=span, text=name, kind=kind, form=Form.NAMED, sentence=sentence, head=span, entity=entity.id
        )
        entities.append(entity)
        mentions.append(mention)
    entities.sort(key=lambda entity: entity.id)
    return Extraction(document=document, pipeline="made", entities=tuple(entities), mentions=tuple(mentions))


def run(mentions: int) -> float:
    """Resolve so many mentions, print a row, and return the CPU seconds."""
    made = list(extractions(mentions, max(1_000, mentions // 5)))
    distinct = len({(entity.kind, entity.name) for reading in made for entity in reading.entities})
    before = usage.peak()
    wall, cpu = time.perf_counter(), time.process_time()
    resolution = resolve(made)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(
        f"{sum(len(reading.mentions) for reading in made):9,} mentions {distinct:8,} names "
        f"{len(resolution.clusters):8,} clusters {len(resolution.judgements):8,} judgements "
        f"{wall:6.1f} s {cpu:6.1f} s CPU {usage.peak() / 1e6:6,.0f} MB peak ({before / 1e6:,.0f} before)",
        flush=True,
    )
    return cpu


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mentions", nargs="*", type=int, default=SIZES)
    sizes: Sequence[int] = parser.parse_args().mentions
    resolve(extractions(_A_DOCUMENT, 1_000))  # reads the word lists
    times = [(size, run(size)) for size in sizes]
    problems = []
    (least, first), (most, last) = times[0], times[-1]
    if last > MOST_SECONDS:
        problems.append(f"{last:.0f} CPU seconds are more than {MOST_SECONDS:.0f}")
    if usage.peak() > MOST_BYTES:
        problems.append(f"{usage.peak() / 1e6:,.0f} MB are more than {MOST_BYTES / 1e6:,.0f}")
    if last / most > MOST_GROWTH * first / least:
        problems.append(f"a mention took {last / most / (first / least):.1f} times as long among {most:,}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
