"""Where a name begins and ends: what the model found, cut apart, trimmed, joined and extended.

the Russian-led CSTO's Collective Force -> CSTO, Collective Force      parts
President Toqaev, Green party           -> Toqaev, Green               trimmed
Alia + Salem, Indonesian + navy         -> Alia Salem, Indonesian navy joined
Ministry + of Culture                   -> Ministry of Culture         extended
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
# Between a given name and a family name: "Joseph ole Tipanoi".
_JOINING = frozenset(
    "ole ould ag bint bin ibn ben abu de da di do dos das del della von van der den ter ten zu la le e y".split()
)
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
# Between the hyphens of one name: "Tehreek-e-Insaf".
_LINKS = frozenset({"e", "i", "ul", "ud", "al", "el", "ur", "us", "az"})
_SPLIT_KINDS = (Kind.PERSON, Kind.PLACE, Kind.NORP)
_HEADED = (Kind.ORG, Kind.PRODUCT)
# "All Progressives Congress", "Our Ocean": small words that begin a name inside a sentence.
_FIRST_WORDS = frozenset({"all", "our", "no", "every", "some", "this"})
# With a nationality before it, the name of a country's own.
_FORCES = frozenset({"navy", "army", "military", "team"})
_EPITHETS = frozenset("Great Terrible Conqueror Elder Younger Magnificent Wise Baptist Lionheart Bold Pious".split())
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
    if word not in POSSESSIVES or not doc[at + 1].text[:1].isupper() or doc[at - 1].lower_ in _OWN_POSSESSIVES:
        return False
    owner = words(doc, Name(*_edges(doc, start, at)))
    # "Prince George's County" is one place, "Mecca's Grand Mosque" is in another
    return kind not in (Kind.WORK, Kind.PLACE) or owner in gazetteer()


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
    while end - start > 1 and doc[end - 1].lower_ in known.roles:
        end -= 1
    return start, end


def joined(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Join what the model split: "Alia" and "Salem" side by side, "Indonesian" and "navy"."""
    at = 0
    while at < len(names):
        name = names[at]
        following = names[at + 1] if at + 1 < len(names) else None
        if following and _is_one_person(doc, name, following):
            yield Name(name.start, following.end, Kind.PERSON)
            at += 2
            continue
        force = name.kind is Kind.NORP and name.end < len(doc) and doc[name.end].text in _FORCES
        best = gazetteer().best(words(doc, name))
        yield Name(name.start, name.end + 1, Kind.ORG) if force and best and best.kind is Kind.NORP else name
        at += 1


def _is_one_person(doc: Doc, first: Name, second: Name) -> bool:
    """Tell whether two names that the model took for two things are one: given and family name, side by side."""
    if doc[second.start].is_sent_start or second.end - second.start > 1:
        return False
    apart = doc[first.end : second.start]
    if apart.text and not (len(apart) < 3 and all(token.text in _JOINING for token in apart)):
        return False
    if not doc[second.start].text.istitle():
        return False
    if first.kind is Kind.PERSON and (first.end - first.start > 1 or apart.text):
        return words(doc, second) not in gazetteer() and _is_compound(doc, first, second)
    if first.end - first.start > 1 or apart.text:
        return False
    if second.kind is Kind.PERSON and first.kind is Kind.ORG and not doc[first.start].text.isupper():
        return words(doc, first) not in gazetteer() and _is_compound(doc, first, second)
    if first.kind is not second.kind or first.kind not in _SPLIT_KINDS:
        return False
    return words(doc, first) not in gazetteer() and doc[first.start].text.istitle()


def _is_compound(doc: Doc, first: Name, second: Name) -> bool:
    """Tell whether the parse makes one phrase of a person's name and the word behind it."""
    root = doc[first.start : first.end].root
    called = doc[first.start].text in given_names()
    tagged = (second.kind in (Kind.PERSON, Kind.PLACE) or called) and doc[second.start].tag_ in NAME_TAGS
    return tagged and root.dep_ in {"compound", "nmod"} and root.head.i == second.start


def extended(doc: Doc, name: Name) -> Name:
    """Take in what the model left off: "Ministry | of Culture", "Catherine | the Great", "Kim Myong|-chol"."""
    start, kind = _before(doc, name)
    name = Name(start, _hyphenated(doc, name.end), kind)
    end = name.end
    if name.kind is Kind.ORG and doc[end - 1].lower_ in cues().heads[Kind.ORG]:
        end = _after_head(doc, end)
    elif name.kind is Kind.PERSON and end - name.start == 1 and end < len(doc) and doc[end].text == "May":
        end += doc[end].tag_ in NAME_TAGS and not _is_day(doc, end + 1)  # "Theresa | May"
    elif name.kind is Kind.PERSON and _goes_on(doc, name.start, end):
        end += 1
    elif name.kind is Kind.PERSON and end + 1 < len(doc):
        if doc[end].text == "the" and doc[end + 1].text in _EPITHETS:
            end += 2
        elif doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
            end += 2 if doc[end + 1].text.islower() and doc[end + 1].tag_ in NAME_TAGS | {"NN"} else 0
    return Name(name.start, end, name.kind) if end != name.end else name


def _goes_on(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a family name follows that the model overlooked: "Luhut | Siregar", "Mary L | Landrieu"."""
    if end >= len(doc) or doc[end].ent_type_ or doc[end].tag_ != "NNP" or not doc[end].text.istitle():
        return False
    initial = end - start > 1 and len(doc[end - 1].text.rstrip(".")) == 1
    single = end - start == 1 and doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end
    beside = (initial or single) and not doc[end].is_sent_start
    known = cues()
    return beside and doc[end].lower_ not in known.roles | known.titles and doc[end].text not in known.not_names


def _before(doc: Doc, name: Name) -> tuple[int, Kind | None]:
    """Return where a name begins and what it is: "Government of | National Accord", "Evercore | ISI"."""
    start = name.start
    if name.kind in {Kind.PERSON, Kind.PLACE, Kind.NORP} or start < 2:
        return start, name.kind
    head, before = doc[start - 2], doc[start - 1]
    if before.lower_ == "of" and head.text == "Government" and head.tag_ in NAME_TAGS:
        return start - 2, Kind.ORG
    acronym = name.kind is Kind.ORG and name.end - start == 1 and doc[start].text.isupper()
    beside = before.tag_ in NAME_TAGS and before.text.istitle() and before.dep_ == "compound" and before.head.i == start
    if acronym and beside and before.text not in gazetteer() and not before.is_sent_start and not before.ent_type_:
        return start - 1, name.kind
    return start, name.kind


def _hyphenated(doc: Doc, end: int) -> int:
    """Return where a name ends that goes on after hyphens: "Lashkar | -e-Jhangvi"."""
    at = end
    while at + 1 < len(doc) and doc[at].text == "-" and not (doc[at - 1].whitespace_ or doc[at].whitespace_):
        at += 2
        if doc[at - 1].text[:1].isupper() and at - end > 2:
            end = at
        elif doc[at - 1].lower_ not in _LINKS:
            break
    return end


def _is_day(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].like_num


def _after_head(doc: Doc, end: int) -> int:
    """Return where the name of a body ends that goes on after its head with "of" or "for"."""
    at = end
    if at >= len(doc) or doc[at].lower_ not in {"of", "for", "on"}:
        return end
    at += 1
    while at < len(doc) and doc[at].lower_ in {"the", "former"}:
        at += 1
    if at < len(doc) and doc[at].text in cues().not_names:  # "the Supreme Court | on Friday"
        return end
    while at < len(doc) and doc[at].text[:1].isupper() and doc[at].tag_ in NAME_TAGS and not doc[at].is_sent_start:
        end = at = at + 1
        if at + 1 < len(doc) and doc[at].lower_ in {"and", "&"} and doc[at + 1].tag_ in NAME_TAGS:
            at += 1
    return end
