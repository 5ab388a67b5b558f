"""Any bytes may come in: what can be read comes out clean, what cannot says where, why and what to do."""

import hashlib
import io
import logging
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsweave.errors import (
    BinaryError,
    DocumentError,
    EmptyError,
    EncodingError,
    MetadataError,
    MissingError,
)
from newsweave.ids import make_document
from newsweave.ingest import files
from newsweave.ingest.cleaning import clean
from newsweave.ingest.readers import read
from newsweave.raw import Raw
from newsweave.types import Document, Failure

SEEDS = Path(__file__).parents[2] / "seeds"


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def document(path: Path) -> Document:
    (item,) = read(path)
    assert isinstance(item, Document), str(item)
    return item


def failure(path: Path | str) -> Failure:
    (item,) = read(path)
    assert isinstance(item, Failure)
    assert "\n" not in str(item)
    return item


def sources(path: Path) -> list[str | None]:
    return [item.source for item in read(path)]


def test_the_seed_has_its_metadata() -> None:
    (seed,) = read(SEEDS)
    assert isinstance(seed, Document)
    assert (seed.source, seed.publisher, seed.published) == (
        "kazakhstan-unrest.txt",
        "RFE/RL",
        date(2022, 1, 6),
    )
    assert seed.title
    assert seed.text == (SEEDS / "kazakhstan-unrest.txt").read_bytes().decode()


def test_a_file_is_one_document_named_after_it(tmp_path: Path) -> None:
    path = put(tmp_path / "a" / "rain.txt", "Rain fell.")
    digest = hashlib.sha256(b"Rain fell.").hexdigest()
    assert document(path) == make_document("Rain fell.", source="rain.txt", digest=digest, raw=Raw())
    assert document(path).id == make_document("Rain fell.").id


@pytest.mark.parametrize("name", ["rain", "rain.2022", "rain.TXT", "README.md", ".hidden"])
def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert document(put(tmp_path / name, "Rain fell.")).source == name


def test_a_folder_is_read_by_name_and_with_what_is_below(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ["b/2.text", "b/1.md", "a.txt", "c.txt", "c.toml", "a.png", "x.json", "y.json", "README.md"]:
        put(tmp_path / name, "Rain fell." if not name.endswith("toml") else 'publisher = "P"')
    put(tmp_path / ".hidden.txt", "Rain fell.")
    put(tmp_path / ".git" / "d.txt", "Rain fell.")
    with caplog.at_level(logging.INFO, "newsweave"):
        assert sources(tmp_path) == ["a.txt", "b/1.md", "b/2.text", "c.txt"]
    assert caplog.messages == [f"{tmp_path.as_posix()}: left out 2 .json, 1 .png, 1 README"]


def test_several_paths_come_in_their_order(tmp_path: Path) -> None:
    paths = [put(tmp_path / name, "Rain.") for name in ("b.txt", "a.txt")]
    assert [item.source for item in read(str(path) for path in paths)] == ["b.txt", "a.txt"]


def test_links_that_go_round_end(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "Rain fell.")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    assert sources(tmp_path) == ["a.txt"]


def test_a_link_to_nothing_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    assert isinstance(failure(tmp_path).error, MissingError)


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"---\ntitle: A\n---\nRain fell.")))
    (found,) = read("-")
    assert isinstance(found, Document)
    assert (found.text, found.title, found.source) == ("Rain fell.", "A", "stdin")


def test_a_sidecar_gives_metadata(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "Rain fell.")
    put(tmp_path / "a.toml", b'\xef\xbb\xbfpublisher = "RFE/RL"\r\npublished = 2022-01-06\r\n')
    assert (document(path).publisher, document(path).published) == ("RFE/RL", date(2022, 1, 6))


def test_front_matter_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = put(tmp_path / "a.md", b"\xef\xbb\xbf---\r\ntitle: A\r\nlanguage: de\r\n---\r\n\r\nRain fell.\r\n")
    found = document(path)
    assert (found.text, found.title, found.language) == ("Rain fell.\n", "A", "de")


@pytest.mark.parametrize(
    "data",
    [
        "Зима\nñ 🙂".encode(),
        "Зима\nñ 🙂".encode("utf-8-sig"),
        "Зима\r\nñ 🙂".encode("utf-16"),
        b"\xfe\xff" + "Зима\rñ 🙂".encode("utf-16-be"),
        "Зима\nñ 🙂".encode("utf-32"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path, data: bytes) -> None:
    assert document(put(tmp_path / "a.txt", data)).text == "Зима\nñ 🙂"


def test_control_characters_become_spaces_one_for_one() -> None:
    assert clean("a\x00b\x1bc\td\ne\x0c\x7f\u0085") == "a b c\td\ne \x7f\u0085"


def test_what_cannot_be_seen_is_no_part_of_a_word() -> None:
    assert clean("Kazakh\u00adstan Pu\u200btin \ufb01nance") == "Kazakhstan Putin finance"


def test_lone_surrogates_are_replaced_in_text_and_name(tmp_path: Path) -> None:
    assert clean("a\ud800b") == "a\ufffdb"
    path = tmp_path / "caf\udce9.txt"
    assert document(put(path, "Rain.")).source == "caf\ufffd.txt"


@given(st.text(st.characters()))
def test_clean_is_idempotent_and_always_utf8(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\r" not in clean(clean(text).encode().decode())


def test_a_missing_path_suggests_what_is_near(tmp_path: Path) -> None:
    near = put(tmp_path / "kazakhstan.txt", "Rain.")
    found = failure(tmp_path / "kazakstan.txt")
    assert isinstance(found.error, MissingError)
    assert str(found).endswith(f"there is no such file or folder; did you mean {near.as_posix()}?")
    assert "check the spelling" in str(failure(tmp_path / "no" / "a.txt"))


@pytest.mark.parametrize("path", ["", "x" * 300, "a\0b"])
def test_a_path_that_cannot_be_is_a_failure(path: str) -> None:
    assert isinstance(failure(path).error, DocumentError)


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\u200b\n"])
def test_a_file_without_text_is_empty(tmp_path: Path, text: str) -> None:
    found = failure(put(tmp_path / "a.txt", text))
    assert isinstance(found.error, EmptyError)
    assert "a.txt: holds no text; " in str(found)


def test_a_file_with_front_matter_alone_is_empty(tmp_path: Path) -> None:
    found = failure(put(tmp_path / "a.txt", "---\ntitle: A\n---\n\n"))
    assert isinstance(found.error, EmptyError)
    assert "holds metadata but no text" in str(found)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "looks like a PNG picture"),
        (b"7z\xbc\xaf\x27\x1c", "looks like a 7z archive"),
        (b"Rain\0fell.", "byte 4: is binary: it has a null byte"),
        (
            "Rain fell.".encode("utf-16-le"),
            "looks like UTF-16LE without a byte order mark; convert it: iconv",
        ),
        (
            "Rain fell.".encode("utf-16-be"),
            "looks like UTF-16BE without a byte order mark; convert it: iconv",
        ),
        (bytes(50), "is binary"),
    ],
)
def test_a_binary_file_is_told_apart(tmp_path: Path, data: bytes, what: str) -> None:
    found = failure(put(tmp_path / "a.txt", data))
    assert isinstance(found.error, BinaryError)
    assert what in str(found)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            b"Rain.\nCaf\xe9 in S\xe3o Paulo",
            "line 2, byte 9: is not UTF-8 but perhaps Windows-1252; convert it: iconv -f WINDOWS-1252 -t",
        ),
        ("Погода в городе".encode("cp1251"), "line 1, byte 0: is not UTF-8 but perhaps Windows-1251"),
        ("天気予報".encode("shift_jis"), "is not UTF-8; save it again as UTF-8"),
        ("Café\nfermé".encode()[:-1], "line 2, byte 10: is not UTF-8 there, though it is before: damaged"),
        (b"\xff\xfeA\0\x00\xd8B\0", "line 1, byte 4: is not UTF-16-LE; save it again as UTF-8"),
    ],
)
def test_other_encodings_are_named_with_place_and_command(tmp_path: Path, data: bytes, what: str) -> None:
    found = failure(put(tmp_path / "a.txt", data))
    assert isinstance(found.error, EncodingError)
    assert what in str(found)


def test_bad_metadata_names_its_own_file(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "Rain fell.")
    put(tmp_path / "a.toml", 'published = "soon"')
    put(tmp_path / "b.txt", "---\npublished: soon\n---\nRain fell.")
    first, second = read(tmp_path)
    assert isinstance(first, Failure)
    assert isinstance(first.error, MetadataError)
    assert "a.toml, line 1: published is 'soon', which is no date" in str(first)
    assert "b.txt, line 2: published is 'soon', which is no date" in str(second)


def test_an_unreadable_file_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    path = put(tmp_path / "a.txt", "Rain.")
    monkeypatch.setattr(Path, "open", closed)
    assert "a.txt: cannot be read: permission denied; look at its owner" in str(failure(path))


def test_an_unreadable_folder_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    assert "cannot be read: permission denied" in str(failure(tmp_path))


def test_a_folder_without_text_is_empty(tmp_path: Path) -> None:
    put(tmp_path / "a.json", "{}")
    found = failure(tmp_path)
    assert isinstance(found.error, EmptyError)
    assert "holds no articles, only 1 .json; name the files, or let them end in .txt" in str(found)


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT_MB", 1)
    assert len(document(put(tmp_path / "a.txt", b"a" * 1_000_000)).text) == 1_000_000
    assert "is larger than 20 MB; split it" in str(failure(put(tmp_path / "b.txt", b"a" * 1_000_001)))


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "Rain.")
    put(tmp_path / "b.txt", b"\0")
    put(tmp_path / "c.txt", "Snow.")
    assert [type(item) for item in read(tmp_path)] == [Document, Failure, Document]
