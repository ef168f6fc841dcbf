"""Reading inputs of every kind, and turning the unusable away without stopping."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.errors import REJECT_REASONS, InputError
from dateline.pages import Limits, read_pages
from dateline.records import Page, Reject

SMALL = Limits(page_bytes=20_000, depth=50, skip_bytes=500_000)
TEXT = "Envoys of Norland arrived in Port Vale on Monday.\n\nThey met the interior minister."
HTML = f"<html><body><p>{TEXT}</p></body></html>"


def read(*inputs: str | Path, **options: object) -> list[Page | Reject]:
    return list(read_pages(inputs, **options))  # type: ignore[arg-type]


def page(*inputs: str | Path, **options: object) -> Page:
    (found,) = read(*inputs, **options)
    assert isinstance(found, Page), found
    return found


def reject(*inputs: str | Path, **options: object) -> Reject:
    (found,) = read(*inputs, **options)
    assert isinstance(found, Reject), found
    assert found.reason in REJECT_REASONS
    return found


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def json_lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_a_text_file_is_kept_as_it_is(tmp_path: Path) -> None:
    found = page(write(tmp_path / "a.txt", TEXT))
    assert (found.content, found.kind) == (TEXT, "text")
    assert found.location == str(tmp_path / "a.txt")


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    assert page(write(tmp_path / "a.txt", "One.\r\nTwo.\rThree.")).content == "One.\nTwo.\nThree."


def test_markup_is_told_from_text_whatever_the_suffix(tmp_path: Path) -> None:
    assert page(write(tmp_path / "a.txt", HTML)).kind == "html"
    assert page(write(tmp_path / "b.html", TEXT)).kind == "text"


def test_the_id_depends_on_content_and_metadata_not_on_the_place(tmp_path: Path) -> None:
    one = page(write(tmp_path / "a.txt", TEXT))
    packed = page(write(tmp_path / "b.txt.gz", gzip.compress(TEXT.encode())))
    record = page(write(tmp_path / "c.jsonl", json_lines({"text": TEXT})))
    dated = page(write(tmp_path / "d.jsonl", json_lines({"text": TEXT, "published": "2021-05-03"})))
    assert one.id == packed.id == record.id != dated.id
    assert len(one.id) == 16
    assert int(one.id, 16) >= 0


def test_json_lines_carry_metadata(tmp_path: Path) -> None:
    record = {
        "id": "x7",
        "html": HTML,
        "url": "https://vale.example/a",
        "publisher": "Vale Post",
        "byline": None,
    }
    found = page(write(tmp_path / "a.jsonl", json_lines(record)))
    assert (found.kind, found.url, found.publisher, found.byline) == (
        "html",
        "https://vale.example/a",
        "Vale Post",
        None,
    )
    assert found.location.endswith("a.jsonl#0")


@pytest.mark.parametrize("suffix", ["jsonl", "json", "ndjson"])
@pytest.mark.parametrize("pack", [None, gzip.compress, zstandard.compress])
def test_json_lines_plain_and_packed(tmp_path: Path, suffix: str, pack: object) -> None:
    content = json_lines({"text": TEXT}, {"text": "Another page."}).encode()
    name = f"a.{suffix}" if pack is None else f"a.{suffix}.{'gz' if pack is gzip.compress else 'zst'}"
    found = read(write(tmp_path / name, pack(content) if callable(pack) else content))
    assert [item.location[-2:] for item in found] == ["#0", "#1"]
    assert all(isinstance(item, Page) for item in found)


def test_a_json_file_may_hold_one_value_over_many_lines(tmp_path: Path) -> None:
    array = json.dumps([{"text": TEXT}, {"text": "Another."}], indent=2)
    assert len(read(write(tmp_path / "a.json", array))) == 2
    assert page(write(tmp_path / "b.json", json.dumps({"text": TEXT}, indent=2))).content == TEXT


def test_bad_lines_are_rejected_and_the_rest_read(tmp_path: Path) -> None:
    content = '{"text": "A."}\nnonsense\n[1, 2]\n{"url": "x"}\n{"text": 5}\n\n{"text": ""}\n{"text": "B."}\n'
    content += '{"text": "C'
    found = read(write(tmp_path / "a.jsonl", content))
    assert [item.reason if isinstance(item, Reject) else item.content for item in found] == [
        "A.",
        "bad-record",
        "bad-record",
        "bad-record",
        "bad-record",
        "empty",
        "B.",
        "truncated",
    ]


def test_nested_json_does_not_break_the_reader(tmp_path: Path) -> None:
    assert reject(write(tmp_path / "a.jsonl", "[" * 50_000 + "\n")).reason in ("bad-record", "truncated")


def test_an_overlong_line_is_skipped_and_the_next_read(tmp_path: Path) -> None:
    content = json_lines({"text": "x" * 200_000}, {"text": TEXT})
    found = read(write(tmp_path / "a.jsonl", content), limits=SMALL)
    assert isinstance(found[0], Reject)
    assert found[0].reason == "too-large"
    assert isinstance(found[1], Page)


def test_an_archive_bomb_is_given_up(tmp_path: Path) -> None:
    bomb = gzip.compress(b'{"text": "' + b"x" * 3_000_000)
    assert reject(write(tmp_path / "a.jsonl.gz", bomb), limits=SMALL).reason == "too-large"
    assert reject(write(tmp_path / "b.html.gz", bomb), limits=SMALL).reason == "too-large"
    assert reject(
        write(tmp_path / "c.csv.gz", gzip.compress(b"text\n" + b"x" * 3_000_000)), limits=SMALL
    ).reason == ("too-large")


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_packed_file_that_breaks_off(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    whole = pack(
        "".join(json.dumps({"text": f"Page {n * 7919 % 997} {n}"}) + "\n" for n in range(3000)).encode()
    )
    found = read(write(tmp_path / "a.jsonl.gz", whole[: len(whole) // 2]))
    assert isinstance(found[-1], Reject)
    assert found[-1].reason == "truncated"
    assert reject(write(tmp_path / "b.html.gz", pack(HTML.encode())[:-6])).reason == "truncated"


def test_csv_with_a_mapping_and_a_paragraph_mark(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        'id,site,seen,words\n1,vale.example,2020-02-03,"One. ### Two, three.  ### Four #5."\n',
    )
    mapping = {"text": "words", "publisher": "site", "published": "seen"}
    found = page(path, mapping=mapping, paragraphs="###")
    assert found.content == "One.\n\nTwo, three.\n\nFour #5."
    assert (found.publisher, found.published) == ("vale.example", "2020-02-03")


def test_csv_columns_of_our_own_names_need_no_mapping(tmp_path: Path) -> None:
    found = page(write(tmp_path / "a.csv.gz", gzip.compress(b"headline,text\nTalks open,Talks opened.\n")))
    assert (found.headline, found.content) == ("Talks open", "Talks opened.")


def test_csv_without_a_text_column_says_so(tmp_path: Path) -> None:
    found = reject(write(tmp_path / "a.csv", "id,words\n1,x\n"))
    assert found.reason == "bad-record"
    assert "words" in found.detail


def test_a_large_csv_field_is_read_up_to_the_limit(tmp_path: Path) -> None:
    assert len(page(write(tmp_path / "a.csv", "text\n" + "y" * 300_000 + "\n")).content) == 300_000


def test_pages_beyond_the_limit_are_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert reject(path).reason == "too-large"


def test_markup_nested_beyond_the_limit(tmp_path: Path) -> None:
    deep = "<html><body>" + "<div>" * 100_000 + "x"
    assert reject(write(tmp_path / "a.html", deep)).reason == "too-deep"
    many = "<html><body>" + "<p>One<br>two" * 2000 + "</body></html>"
    assert page(write(tmp_path / "b.html", many)).kind == "html"


def test_markup_that_ends_inside_a_tag(tmp_path: Path) -> None:
    assert reject(write(tmp_path / "a.html", HTML[:30] + '<div class="sto')).reason == "truncated"


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, bytes(500), b"PK\x03\x04" + b"ab" * 90]
)
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes) -> None:
    assert reject(write(tmp_path / "a.html", content)).reason == "binary"


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_nothing_at_all(tmp_path: Path, content: bytes) -> None:
    assert reject(write(tmp_path / "a.txt", content)).reason == "empty"


def test_folders_are_read_through_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("z.txt", "a.txt", "b/c.txt", ".hidden/x.txt", ".secret.txt", "README.md", "notes.yaml"):
        write(tmp_path / name, f"Text of {name}.")
    names = [item.location.removeprefix(f"{tmp_path}/") for item in read(tmp_path)]
    assert names == ["a.txt", "b/c.txt", "z.txt"]


def test_a_missing_path_is_an_error() -> None:
    with pytest.raises(InputError, match="no such file"):
        read("/nowhere/at/all.html")


@pytest.mark.parametrize(
    ("content", "kind", "count"), [(json_lines({"text": TEXT}, {"html": HTML}), "text", 2), (HTML, "html", 1)]
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, kind: str, count: int) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content.encode())))
    monkeypatch.setattr(sys, "stdin", stdin)
    found = read("-")
    assert len(found) == count
    assert isinstance(found[0], Page)
    assert found[0].kind == kind


def warc(*responses: tuple[str, str, bytes], packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for status, content_type, body in responses:
        headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        args = {"payload": io.BytesIO(body), "http_headers": headers}
        writer.write_record(writer.create_warc_record("https://vale.example/a", "response", **args))
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_web_archives(tmp_path: Path, packed: bool) -> None:
    german = "<html><body><p>Der Außenminister übergab die Note.</p></body></html>"
    content = warc(
        ("200 OK", "text/html; charset=iso-8859-1", german.encode("latin-1")),
        ("200 OK", "image/png", b"\x89PNG"),
        ("404 Not Found", "text/html", HTML.encode()),
        ("301 Moved", "text/html", HTML.encode()),
        ("200 OK", "text/html", b"<html>" + b"x" * 30_000),
        packed=packed,
    )
    name = "a.warc.gz" if packed else "a.warc"
    first, *others = read(write(tmp_path / name, content), limits=SMALL)
    assert isinstance(first, Page)
    assert "Außenminister übergab" in first.content
    assert first.url == "https://vale.example/a"
    assert first.fetched
    assert [item.reason for item in others if isinstance(item, Reject)] == ["error-page", "too-large"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_that_breaks_off(tmp_path: Path, packed: bool) -> None:
    body = HTML.encode() + random.Random(5).randbytes(5000).hex().encode()
    content = warc(("200 OK", "text/html", HTML.encode()), ("200 OK", "text/html", body), packed=packed)
    found = read(write(tmp_path / "a.warc.gz", content[:-900]))
    assert isinstance(found[0], Page)
    assert isinstance(found[-1], Reject)
    assert found[-1].reason == "truncated"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_one_page_or_one_reject(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "a.bin"
    for item in read(write(path, content)):
        assert isinstance(item, Page | Reject)


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1), max_size=5
    )
)
def test_records_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = write(
        tmp_path_factory.mktemp("lines") / "a.jsonl", json_lines(*({"text": text} for text in texts))
    )
    found = [item.content for item in read(path) if isinstance(item, Page)]
    assert found == [text for text in texts if text.strip()]
