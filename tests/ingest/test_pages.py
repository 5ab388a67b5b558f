"""Pages of several layouts: the article is whole, its paragraphs are apart, and nothing around it is read."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsweave.errors import EmptyError
from newsweave.ingest.formats import page
from newsweave.ingest.formats.found import Request
from newsweave.ingest.metadata import KEYS

_PAGES = Path(__file__).parent / "pages"
_WANTED = tomllib.loads((_PAGES / "wanted.toml").read_text("utf-8"))
_ARTICLE = _WANTED.pop("article")


def test_each_page_has_its_table() -> None:
    assert {path.stem for path in _PAGES.glob("*.html")} == set(_WANTED)


@pytest.mark.parametrize(("name", "wanted"), _WANTED.items())
def test_a_page_gives_its_article(name: str, wanted: dict[str, Any]) -> None:
    data, request = (_PAGES / f"{name}.html").read_bytes(), Request(thing=f"{name}.html")
    if "refused" in wanted:
        with pytest.raises(EmptyError, match=wanted["refused"]):
            page.parse(data, request)
        return
    found = page.parse(data, request)
    joined = " ".join(found.text.split())
    if name == "paywall":  # JSON-LD has its words in one paragraph
        assert joined == " ".join(_ARTICLE)
    else:
        assert set(wanted.get("article", _ARTICLE)) <= set(found.text.split("\n\n"))
    assert [words for words in wanted.get("never", []) if words in joined] == []
    said = {key: getattr(found.metadata, key) for key in KEYS if key != "language"}
    assert said == {key: wanted.get(key) for key in said}


def _page(head: str, body: str = "") -> bytes:
    paragraphs = "".join(f"<p>{each}</p>" for each in _ARTICLE)
    return f"<html><head>{head}</head><body><article>{body}{paragraphs}</article></body></html>".encode()


def _said(head: str, body: str = "") -> Any:
    return page.parse(_page(head, body), Request(thing="a.html")).metadata


def test_json_ld_may_refer_to_what_stands_beside() -> None:
    graph = (
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "headline": "Rain", '
        '"author": {"@id": "#a"}, "publisher": {"@id": "#p"}}, {"@type": "Person", "@id": "#a", "name": "Ann Porter"}, '
        '{"@type": "Organization", "@id": "#p", "name": "The Daily"}]}</script>'
    )
    assert (_said(graph).author, _said(graph).publisher) == ("Ann Porter", "The Daily")


def test_an_article_in_a_list_of_others_is_not_this_one() -> None:
    others = (
        '<title>Rain in Leeds | The Daily</title><script type="application/ld+json">[{"@type": "ItemList", '
        '"itemListElement": [{"@type": "NewsArticle", "headline": "Snow", "datePublished": "2020-01-01"}]}, '
        '{"@type": "NewsArticle", "headline": "Rain in Leeds", "datePublished": "2022-01-06"}]</script>'
    )
    assert (_said(others).title, _said(others).published) == ("Rain in Leeds", date(2022, 1, 6))


def test_html_without_a_tag_is_plain_text() -> None:
    assert page.parse(b"Rain fell.\n\nIt stopped.", Request(thing="a.html")).text == "Rain fell.\n\nIt stopped."


def test_a_list_of_links_in_an_article_is_left_out_and_another_list_stays() -> None:
    links = '<ul><li><a href="/a">Trams for Leeds</a></li><li><a href="/b">Snow in Hull</a></li></ul>'
    towns = '<ul><li>Armley</li><li><a href="/b">Beeston</a>, by June</li></ul>'
    text = page.parse(_page("", links + towns), Request(thing="a.html")).text
    assert "Trams" not in text
    assert "Armley" in text
    assert "Beeston, by June" in text


@pytest.mark.parametrize("line", ["Read more: <a href='/a'>Snow in Hull</a>", "<b>IN HULL:</b> <a href='/a'>Snow</a>"])
def test_a_line_that_leads_elsewhere_is_left_out(line: str) -> None:
    assert "Snow" not in page.parse(_page("", f"<p>{line}</p>"), Request(thing="a.html")).text


def test_a_site_s_name_as_the_one_heading_is_no_title() -> None:
    head = '<title>Rain in Leeds | The Daily</title><meta property="og:site_name" content="The Daily">'
    assert _said(head, "<h1>The Daily</h1>").title == "Rain in Leeds"
