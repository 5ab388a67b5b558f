"""The tree of an HTML page, put in order before its article is looked for.

trafilatura keeps paragraphs, and loses words that stand bare beside them: the first sentence of an article behind a
box, a lead in <b>, a page of the nineties with <br><br> in a table. Here each run of such words becomes a paragraph.
Out go lists of nothing but links, and lines that only lead elsewhere ("Read more: Why Bradford keeps its libraries").
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias

Tree: TypeAlias = Any  # lxml.html.HtmlElement: lxml is an extra

_BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr iframe li main nav ol p pre section script style table tbody td tfoot th thead tr ul".split()
)
_HOLDERS = ("article", "blockquote", "body", "center", "div", "main", "section", "td")
_WRAPPERS = ("font", "span", "b", "strong", "i", "em")  # old pages have paragraphs in these
_SHORTEST, _ENDS = 8, '.!?…"”’)'
_FEWEST = 5  # words of a paragraph, and half of them outside of links: else it is a menu
_HTML = re.compile(r"<html\b", re.I)
_PREFACE = 4_000  # characters before <html>, as in the filings of the SEC
_BREAKS = re.compile(r"(?:<br\s{0,9}/?>(?:\s|&nbsp;){0,99}){2,}", re.I)
_LABEL = re.compile(r"(?:[^\W\d][\w’'-]*[ ,]{0,2}){0,4}:?\W*", re.I)
_TABLES = 30  # that lie in each other
_CALL = re.compile(
    r"\W*(?:read (?:more|also|next|this)|also read|see (?:also|more)|related|more(?: on this)?|watch|listen"
    r"|don[’']t miss|in (?:pictures|photos|pics|video|depth)|explore|analysis|opinion|recommended|explainer"
    r"|live updates?)\b",
    re.I,
)
_ELSEWHERE = ("aside", "nav", "footer")
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|latest|recent|popular|trending|teasers?|promo|recommend\w*|recirc\w*|most-?read"
    r"|more-?(?:news|stories|from)|widget-?area|secondary)(?:$|[\s_-])",
    re.I,
)


def grown(page: str) -> Tree | None:
    """Parse a page; None if it has no element.

    >>> grown("<TYPE>EX-99.1 <html><body><p>Rain fell.</p></body></html>").findtext(".//p")
    'Rain fell.'
    """
    from trafilatura import load_html  # noqa: PLC0415 - an extra

    begin = _HTML.search(page, 0, _PREFACE)
    tree = load_html(_BREAKS.sub("<p>", page[begin.start() :] if begin else page))
    return tree if tree is not None and isinstance(tree.tag, str) else None


def put_in_order(tree: Tree, *, live: bool = False) -> None:
    """Make paragraphs of bare words, and leave out what leads elsewhere.

    Args:
        tree: The page, changed in place.
        live: Whether it is a live blog, each entry of which is an <article>: they are one.
    """
    for element in list(tree.iter(*_WRAPPERS, "p")):
        if element.find(".//p") is not None:
            element.tag = "div"  # no paragraph stands in a paragraph
    for element in list(tree.iter(*_HOLDERS)):
        _wrap_runs(element)
    for cell in list(tree.iter("td")):
        if len(cell.findall(".//p")) > 1:
            _unframe(cell)
    for element in list(tree.iter("ul", "ol", "p")):
        if _leads_elsewhere(element):
            _drop(element)
    if live:
        for element in tree.iter("article"):
            element.tag = "section"


def without_columns(tree: Tree) -> None:
    """Leave out what stands beside an article: columns, menus, boxes, the days in lists, the foot of the page."""
    for element in list(tree.iter(*_ELSEWHERE, "div", "section", "ul", "ol")):
        if (element.tag in _ELSEWHERE or _is_other(element)) and element.find(".//h1") is None:
            _drop(element)
    for element in list(tree.iter("li")):
        if element.find(".//a[@href]") is not None and element.find(".//time") is not None:
            _drop(element)


def _is_other(element: Tree) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
    return element.tag not in {"html", "body"} and _OTHERS.search(named) is not None


def _is_block(element: Tree) -> bool:
    return isinstance(element.tag, str) and element.tag in _BLOCKS


def _wrap_runs(holder: Tree) -> None:
    """Put each run of words between the blocks of an element into a paragraph."""
    beside = any(child.tag == "p" for child in holder)
    for before, text, run in list(_runs(holder)):
        if not (_is_prose(text, run) if beside else _is_lead(text, run)):
            continue
        paragraph = holder.makeelement("p", {})
        paragraph.text = text
        if before is None:
            holder.text = None
            holder.insert(0, paragraph)
        else:
            before.tail = None
            before.addnext(paragraph)
        for element in run:
            paragraph.append(element)  # with the words behind it


def _unframe(cell: Tree) -> None:
    """Make blocks of the tables that a cell of paragraphs stands in: they lay a page out, and hold no figures."""
    for above in list(islice(cell.iterancestors("table", "tbody", "tr"), _TABLES)):
        above.tag = "div"
    for each in list(cell.getparent()):
        if each.tag in {"td", "th"}:
            each.tag = "div"


def _runs(holder: Tree) -> Iterator[tuple[Tree | None, str, list[Tree]]]:
    """Yield what stands between blocks: the block before, the first words, the elements in line."""
    before: Tree | None = None
    text, run = holder.text or "", list[Tree]()
    for child in list(holder):
        if _is_block(child):
            yield before, text, run
            before, text, run = child, child.tail or "", []
        else:
            run.append(child)
    yield before, text, run


def _is_prose(text: str, run: list[Tree]) -> bool:
    """Tell words from menus."""
    if not text.strip() and not run:
        return False
    linked = sum(_words(element) for run_element in run for element in _links(run_element))
    words = len(text.split()) + sum(_words(element) + len((element.tail or "").split()) for element in run)
    return words - linked >= max(_FEWEST, words / 2)


def _is_lead(text: str, run: list[Tree]) -> bool:
    """Tell a block of words that all stand in <b> and the like, and end as a sentence does."""
    if text.strip() or any((element.tail or "").strip() or element.tag not in _WRAPPERS for element in run):
        return False
    words = " ".join("".join(each) for element in run for each in [element.itertext()]).split()
    return len(words) >= _SHORTEST and words[-1][-1] in _ENDS


def _links(element: Tree) -> Iterator[Tree]:
    return element.iter("a") if isinstance(element.tag, str) else iter(())


def _words(element: Tree) -> int:
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "noscript"}:
        return 0
    return len("".join(element.itertext()).split())


def _leads_elsewhere(element: Tree) -> bool:
    """Tell lists of links, and a line that is a link with a label before it."""
    if element.tag == "p":
        return _is_call(element)
    items = [each for each in element if each.tag == "li"]
    return len(items) > 1 and all(_is_link(item) for item in items)


def _is_link(element: Tree) -> bool:
    """Tell whether all words of an element are in a link that leads somewhere."""
    linked = sum(_words(link) for link in element.iter("a") if link.get("href"))
    return linked > 0 and linked == _words(element)


def _is_call(paragraph: Tree) -> bool:
    links = [link for link in paragraph.iter("a") if link.get("href") and _words(link)]
    if len(links) != 1:
        return False
    words = " ".join("".join(paragraph.itertext()).split())
    link = " ".join("".join(links[0].itertext()).split())
    if not words.endswith(link):
        return False
    label = words[: len(words) - len(link)].strip()
    return (label.endswith((":", "|", "»", ">")) and _LABEL.fullmatch(label) is not None) or (
        not _LABEL.sub("", label, count=1) and len(label) < 25 and _CALL.match(words) is not None
    )


def _drop(element: Tree) -> None:
    """Take an element out and leave the words behind it."""
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()
