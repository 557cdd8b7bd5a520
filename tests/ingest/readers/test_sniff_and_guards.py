"""The kind of a file by its content, and the refusals in front of every reader."""

import io
import zipfile

import pytest

from ingest.guards import check_archive, check_name, check_size, outside_links, printable_name
from ingest.readers import read_document
from ingest.sniff import mismatch_note, sniff
from store.errors import UnreadableFile


def packed(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in members.items():
            file.writestr(name, body)
    return buffer.getvalue()


DOCUMENT = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"\n\n%PDF-1.7\n", "a.txt", "pdf"),
        (packed(DOCUMENT), "a.pdf", "docx"),
        (packed({"xl/workbook.xml": "<w/>"}), "a.docx", "xlsx"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "a", "ods"),
        (b"<!DOCTYPE html><p>x</p>", "a.txt", "html"),
        (b"<?xml version='1.0'?>\n<html><body>x</body></html>", "a.xml", "html"),
        (b"<p>Text</p>", "a.html", "html"),
        (b"# Title\n\nText\n\n## More\n", "a", "markdown"),
        (b"# Title\n\nText\n\n## More\n", "a.txt", "text"),
        (b"Title and text.\n", "a.md", "markdown"),
        (b"area,quarter,count\nNorth,1,20\nSouth,1,31\n", "a.txt", "csv"),
        (b"area;count\nNorth;20\n", "a.csv", "csv"),
        (b"Title,,\n,,\narea,quarter,count\nNorth,1,20\n", "a.csv", "csv"),
        (b"Report\n\nArea\tCount\nNorth\t20\n\nText of the report.\n", "a.txt", "text"),
        (b"Dear Sir, madam,\nI write, again, about crime.\nYours, A\n", "a.csv", "text"),
        (b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n\nDear all\n", "a.txt", "eml"),
        (b'{"a": 1}', "a.txt", "unknown"),
        (b"<?xml version='1.0'?><other/>", "a.xml", "unknown"),
    ],
)
def test_kind_by_content(content, name, kind):
    assert sniff(content, name) == kind


def test_a_name_of_another_kind_is_noted_and_read_all_the_same():
    kind, extract = read_document(b"One line of text.\n", "report.pdf")
    assert kind == "text" and extract.blocks[0].text == "One line of text."
    assert extract.notes[0].text == "Its name ends in “.pdf” but it is a text file; read as text."
    assert mismatch_note("text", "notes.md") is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x00" * 50, "empty"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xff\xd8\xff\xe0....", "image"),
        (b"{\\rtf1 text}", "save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04broken", "damaged"),
        (packed({"a.txt": "x"}), "archive"),
        (packed({"ppt/presentation.xml": "<p/>"}), "slide show"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument text"),
        (bytes(range(1, 256)), "It is not text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(content, words):
    with pytest.raises(UnreadableFile) as refused:
        sniff(content, "a.bin")
    assert words in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({**DOCUMENT, "word/vbaProject.bin": b"x"}, "macros"),
        ({**DOCUMENT, "[Content_Types].xml": "<T ContentType='x.document.macroEnabled.main+xml'/>"}, "macros"),
        ({**DOCUMENT, "xl/macrosheets/sheet1.xml": "<s/>"}, "macros"),
        ({"word/document.xml": '<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'}, "entities"),
        ({"word/document.xml": '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'}, "entities"),
        (
            {
                "word/document.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w [<!ENTITY a "b">]><w/>'.encode(
                    "utf-16"
                )
            },
            "entities",
        ),
        ({"word/part.bin": '<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'}, "entities"),
        ({"word/document.xml": "<w>"[:-1]}, "damaged"),
        ({**DOCUMENT, "../../etc/cron": "x"}, "outside"),
        ({**DOCUMENT, "word/big.xml": b"<w>" + b" " * 30_000_000}, "zip bomb"),
        ({f"part{n}": "" for n in range(10_001)}, "zip bomb"),
    ],
)
def test_hostile_archives_are_refused_in_one_line(members, words):
    with pytest.raises(UnreadableFile) as refused:
        check_archive(packed(members))
    assert words in str(refused.value) and "\n" not in str(refused.value)


def test_total_size_is_limited_without_unpacking(monkeypatch):
    monkeypatch.setattr("ingest.guards.LARGEST_UNPACKED", 1000)
    with pytest.raises(UnreadableFile, match="zip bomb"):
        check_archive(packed({**DOCUMENT, "a": "x" * 600, "b": "y" * 600}))


def test_links_to_other_files_are_counted_not_followed():
    rels = (
        '<Relationships><Relationship Id="1" Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" '
        'TargetMode="External"/><Relationship Id="2" Type="http://x/hyperlink" Target="http://example.org" '
        'TargetMode="External"/></Relationships>'
    )
    content = packed({**DOCUMENT, "word/_rels/document.xml.rels": rels})
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert outside_links(file) == 1


@pytest.mark.parametrize("name", ["report.pdf", "Réport (final) – 2013.docx", "..report.txt", "a..b.csv"])
def test_ordinary_names_pass(name):
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "../report.txt", "..", "", "a/b.txt", "a\\b.txt", "a\nb.txt", "a\x00.txt", "a\x1b[31m.txt",
        "a\u202etxt.exe", "a\udcff.txt", "x" * 300,
    ],
)  # fmt: skip
def test_other_names_are_refused_in_one_line(name):
    with pytest.raises(UnreadableFile) as refused:
        check_name(name)
    assert "rename it" in str(refused.value) and "\n" not in str(refused.value)


def test_a_refused_name_can_be_printed():
    assert printable_name("a\n\u202eb.txt") == "a\ufffd\ufffdb.txt"
    assert len(printable_name("x" * 900)) < 120


def test_sizes():
    check_size(1)
    with pytest.raises(UnreadableFile, match="empty"):
        check_size(0)
    with pytest.raises(UnreadableFile, match="Split it"):
        check_size(10**9)


def test_mail_is_pointed_to_the_draft_command():
    with pytest.raises(UnreadableFile, match="panelqa draft"):
        read_document(b"From: a@b.org\nTo: c@d.org\nMIME-Version: 1.0\n\nHello\n", "a.eml")
