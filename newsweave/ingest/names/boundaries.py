"""Where a name begins and ends: what the model found, cut apart and trimmed.

the Russian-led CSTO's Collective Force -> CSTO, Collective Force      parts
President Toqaev, Green party           -> Toqaev, Green               trimmed
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.given import given_names
from newsweave.ingest.names.legal import LEGAL
from newsweave.ingest.names.name import DOUBLE_QUOTES, GIVEN_NAMES, NAME_TAGS, POSSESSIVES, Name, words
from newsweave.types import Kind

# Small words that begin a name all the same.
_PARTICLES = frozenset("al el van von de da di du del della le la bin ibn ben der den dos st".split())
# "Eastern German", "New VW": no part of the name behind it.
_QUALIFIERS = frozenset("Eastern Western Northern Southern Central New Former".split())
# "post-Soviet", "pro-Russian": the name is the second half.
_PREFIXES = frozenset("post ex pro anti non pre mid inter trans neo former then un".split())
# "Women's", "People's": no owner but part of the name.
_OWN_POSSESSIVES = frozenset(
    (
        "women men people children veterans moody mcdonald lloyd sotheby christie king queen hell st "
        "workers farmers teachers players citizens writers lawyers mother new saint peoples sainsbury "
        "levi wendy"
    ).split()
)
# Posts that the model takes for the end of the body's name.
_HOLDERS = frozenset(("spokesperson spokesman spokeswoman minister president secretary chairman director ceo").split())
# Posts with a field before them: "Dutch Transport | Minister".
OFFICES = frozenset({"Minister", "Ministers", "Secretary"})
_FIELD = 4  # tokens that may still come up to the post
_SPLIT_KINDS = (Kind.PERSON, Kind.PLACE, Kind.NORP)
# Behind a name with "'s" they are no names of their own: "Guy's Hospital".
_LONE_HEADS = frozenset(
    "college school hospital church cathedral bazar bazaar university park bay island creek point".split()
)
_HOUSES = frozenset({"parliament", "senate", "assembly", "congress", "bundestag", "knesset"})
_HEADED = (Kind.ORG, Kind.PRODUCT)
# "All Progressives Congress", "Our Ocean": small words that begin a name inside a sentence.
_FIRST_WORDS = frozenset({"all", "our", "no", "every", "some", "this"})
# Run into the name before them: "... Ahmed Mohamed Image: Twitter".
_CAPTIONS = frozenset({"Image", "Photo", "Picture", "File", "Video", "Source"})
_TRIMMED = (Kind.PLACE, Kind.ORG, Kind.PERSON)


def repaired(doc: Doc, start: int, end: int, kind: Kind) -> Iterator[Name]:
    """Yield the names in a run of tokens that the model labelled as one."""
    for left, right in _lines(doc, start, end):
        for first, last in _parts(doc, left, right, kind):
            name = trimmed(doc, first, last, kind)
            if name:
                yield name


def _lines(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut where a sentence ends: a heading does not run into the text below."""
    left = start
    for i in range(start + 1, end):
        if doc[i].is_sent_start:
            yield left, i
            left = i
    yield left, end


def _parts(doc: Doc, start: int, end: int, kind: Kind) -> Iterator[tuple[int, int]]:
    """Cut coordinated names apart, and an owner from what it owns."""
    if gazetteer().readings(words(doc, Name(*_edges(doc, start, end)))):
        yield start, end
        return
    left = start
    for i in range(start + 1, end - 1):
        if _separates(doc, left, i, kind):
            yield left, i
            left = i + 1
    yield left, end


def _separates(doc: Doc, start: int, at: int, kind: Kind) -> bool:
    word = doc[at].lower_
    if word in DOUBLE_QUOTES:
        return True
    if kind in _SPLIT_KINDS and word in {"and", "or", "/", "und"}:
        return doc[at + 1].text[:1].isupper()
    if kind in _HEADED and word in {"at", ","}:
        return _is_cut(doc, start, at)
    if kind is Kind.ORG and word == "for":  # "the European Parliament | for the Socialist Party"
        return doc[at - 1].lower_ in _HOUSES
    if word not in POSSESSIVES or not doc[at + 1].text[:1].isupper() or doc[at - 1].lower_ in _OWN_POSSESSIVES:
        return False
    if _is_one_name(doc, start, at):
        return False
    owner = words(doc, Name(*_edges(doc, start, at)))
    # "Prince George's County" is one place, "Mecca's Grand Mosque" is in another
    return kind not in (Kind.WORK, Kind.PLACE) or owner in gazetteer()


def _is_one_name(doc: Doc, start: int, at: int) -> bool:
    """Tell "St Munchin's College", "Guy's Hospital" from "Mecca's Grand Mosque": a saint's, or with a lone head."""
    if any(token.lower_ in {"st", "st.", "saint"} for token in doc[start:at]):
        return True
    if doc[at - 1].lower_ in cues().plurals and doc[at].text in {"'", "’"}:
        return True  # "Archbishops' Council"
    owner = gazetteer().readings(words(doc, Name(*_edges(doc, start, at))))
    alone = at + 2 >= len(doc) or doc[at + 2].tag_ not in NAME_TAGS
    return not owner and at - start == 1 and alone and doc[at + 1].lower_ in _LONE_HEADS


def _is_cut(doc: Doc, start: int, at: int) -> bool:
    """Tell "Vice President of Research | at Genzyme", "Nvidia, Temasek" from "University of Texas at Austin"."""
    heads = cues().heads
    if any(token.lower_ in heads[Kind.ORG] or token.lower_ in heads[Kind.PLACE] for token in doc[start:at]):
        return False
    if doc[at].text == "," and at - start == 1 and doc[at + 2 : at + 3].text in {",", "and", "&"}:
        return False  # "Social, Environmental and Economic Council"
    following = doc[at + 1]
    return following.text[:1].isupper() and following.lower_ not in LEGAL and doc[at - 1].tag_ in NAME_TAGS


def _edges(doc: Doc, start: int, end: int) -> tuple[int, int]:
    edges = cues().edges
    while start < end and (doc[start].lower_ in edges or doc[start].is_space) and not _is_first(doc, start, end):
        start += 1
    while end > start and (doc[end - 1].lower_ in edges or doc[end - 1].is_space):
        if doc[end - 1].text == ")" and any(doc[i].text == "(" for i in range(start, end - 1)):
            break
        end -= 1
    return start, end


def _is_first(doc: Doc, start: int, end: int) -> bool:
    """Tell the first word of "All Progressives Congress", inside a sentence, from a small word before a name."""
    word = doc[start]
    inside = end - start > 1 and not word.is_sent_start and doc[start + 1].text[:1].isupper()
    return inside and word.lower_ in _FIRST_WORDS and word.text.istitle()


def trimmed(doc: Doc, start: int, end: int, kind: Kind) -> Name | None:
    """Take off what stands around a name: titles, posts, captions, small words; None if nothing is left."""
    start, end = _edges(doc, start, end)
    if end - start > 1 and doc[end - 1].text in _CAPTIONS and end < len(doc) and doc[end].text == ":":
        end -= 1
    if end - start > 2 and doc[start].lower_ in _PREFIXES and doc[start + 1].text in "-–":
        rest = words(doc, Name(start + 2, end))  # "Inter-American Development Bank" is one name
        start += 2 if doc[start].text.islower() or gazetteer().readings(rest) else 0
    if end - start > 3 and doc[end - 1].is_digit and doc[end - 2].text in "-–" and doc[end - 3].is_digit:
        end -= 3  # "Kestrel Rovers 3-2"
    if kind is Kind.ORG and (_is_titled(doc, start, end) or _has_hyphened_title(doc, start, end)):
        kind = Kind.PERSON
    if kind is Kind.PERSON:
        start, end = _without_titles(doc, start, end)
    while end - start > 1 and doc[end - 1].lower_ in _HOLDERS:  # "State Department Spokesperson"
        end -= 1
    while end - start > 1 and doc[start].text.islower() and doc[start].lower_ not in _PARTICLES:
        start += 1
    if kind in _TRIMMED:
        start, end = _without_common_words(doc, start, end)
    start, end = _edges(doc, start, end)
    if end - start > 1 and _has_office(doc, end) and (country := _before_field(doc, start, end)):
        return country
    if start and doc[start - 1].text == "The" and gazetteer().readings(f"The {words(doc, Name(start, end))}"):
        start -= 1
    return Name(start, end, kind) if start < end else None


def _without_common_words(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Take off what only describes: "Green party", "Deutz district", "Eastern German"."""
    known = gazetteer()
    while end - start > 1 and doc[end - 1].text.islower() and words(doc, Name(start, end)) not in known:
        if doc[end - 1].text in cues().organs and doc[start].text in known:  # "Indonesian navy"
            break
        end -= 1
    rest = words(doc, Name(start + 1, end)) if end - start > 1 else ""
    meant = known.best(rest)
    if doc[start].text in _QUALIFIERS and meant and words(doc, Name(start, end)) not in known:
        start += meant.kind is not Kind.PLACE  # "Southern California" is a place
    return start, end


def _has_office(doc: Doc, end: int) -> bool:
    """Tell whether a post follows, at once or after the rest of its field: "Fijian Home | Affairs Minister"."""
    for token in doc[end : end + _FIELD]:
        if token.text in OFFICES:
            return True
        if token.tag_ not in NAME_TAGS and token.lower_ not in {"and", "&"}:
            return False
    return False


def _before_field(doc: Doc, start: int, end: int) -> Name | None:
    """Return the country before the field of a post: "Fijian" in "Fijian Home Affairs | Minister"."""
    for cut in range(end - 1, start, -1):
        known = gazetteer().best(words(doc, Name(start, cut)))
        if known is not None and (known.kind is Kind.NORP or known.sort == "country"):
            return Name(start, cut, known.kind)
    return None


def _without_titles(doc: Doc, start: int, end: int) -> tuple[int, int]:
    known = cues()
    while end - start > 1 and (doc[start].lower_ in known.titles or doc[start].lower_ in known.roles):
        if end - start == 2 and doc[start].text in GIVEN_NAMES:
            break
        start += 1
    while end - start > 1 and doc[end - 1].lower_ in known.roles and not _is_full(doc, start, end):
        end -= 1
    return start, end


def _is_titled(doc: Doc, start: int, end: int) -> bool:
    """Tell "Crown Prince Haakon" from "Crown Castle", and "Justice Anna Berg" from "Justice Department"."""
    if end - start != 3:
        return False
    style = f"{doc[start].lower_} {doc[start + 1].lower_}"
    return style in cues().styles or (doc[start].text == "Justice" and doc[start + 1].text in given_names())


def _has_hyphened_title(doc: Doc, start: int, end: int) -> bool:
    """Tell "Vice-President Moody Awori", which the model takes for a body."""
    return end - start > 1 and "-" in doc[start].text and doc[start].lower_ in cues().roles


def _is_full(doc: Doc, start: int, end: int) -> bool:
    """Tell "Nadia Bishop" and "Dean Baker", whose surnames are callings."""
    return end - start == 2 and doc[start].text.istitle() and doc[start + 1].lower_ in cues().surnames
