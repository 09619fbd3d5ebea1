"""Files that pretend to be articles."""

import gzip
import io
import json
import os
import zipfile
import zlib
from pathlib import Path

from tests.hardening.case import Case, article

__all__ = ["CASES"]

PROSE = "The convoy left Tamale at dawn and reached Bolgatanga, 160 km to the north, by noon, the mayor's office said."


def _json(**facts: object) -> str:
    return json.dumps({"text": PROSE, **facts})


def _pdf(*objects: bytes, root: int = 1) -> bytes:
    out, starts = io.BytesIO(b"%PDF-1.7\n"), []
    out.seek(0, 2)
    for number, body in enumerate(objects, 1):
        starts.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    at = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % start for start in starts))
    out.write(b"trailer <</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, at))
    return out.getvalue()


def _pdf_bomb(size: int) -> bytes:
    squeezed = zlib.compress(b"BT " + b" " * size + b" ET", 9)
    return _pdf(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>>",
        b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(squeezed), squeezed),
    )


_CIRCLE = _pdf(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R] /Count 1>>")


def _encrypted() -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(9, 9)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def _parquet(**columns: list[object]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../evil.txt", PROSE)
    return out.getvalue()


def _link_loop(folder: Path) -> None:
    os.symlink("b.txt", folder / "a.txt")
    os.symlink("a.txt", folder / "b.txt")


def _folder_loop(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(PROSE)
    os.symlink("..", folder / "in" / "up")
    os.symlink(folder, folder / "in" / "again")


def _fifo(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(PROSE)
    os.mkfifo(folder / "in" / "pipe.txt")


def _foreign_name(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(PROSE)


def _painted_name(folder: Path) -> None:
    (folder / "a\x1b[31m\u202e.txt").write_text("")


_LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
_PAGE = f"<html><body><article><h1>Convoy reaches Bolgatanga</h1>{f'<p>{PROSE}</p>' * 5}</article></body></html>"
_YAML_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

FILES = (
    article("Text", "an empty file", "a.txt", b"", 2, "is empty"),
    article("Text", "white space only", "a.txt", " \n\t\u3000\n", 2, "is empty"),
    article("Text", "a byte order mark and nothing else", "a.txt", b"\xef\xbb\xbf", 2, "is empty"),
    article("Text", "a program", "a.txt", b"\x7fELF\0\0\1", 2, "binary file"),
    article("Text", "a NUL in the middle of prose", "a.txt", PROSE + "\0" + PROSE, 2, "binary file"),
    article("Text", "UTF-16 cut in the middle of a letter", "a.txt", PROSE.encode("utf-16") + b"\x41", 0, "Bolgatanga"),
    article("Text", "UTF-32", "a.txt", PROSE.encode("utf-32"), 0, "Bolgatanga"),
    article("Text", "bytes that are no encoding", "a.txt", bytes(range(128, 256)) * 40, 2, "a.txt"),
    article("Text", "UTF-8 with a few broken bytes", "a.txt", PROSE.encode() + b"\xff\xc0 " + PROSE.encode(), 0, "Tamale"),
    article("Text", "six million characters", "a.txt", "Tamale is far. " * 400_000, 2, "more than an article's 5,000,000"),
    article("Text", "a zip by the name of txt", "a.txt", _zip(), 2, "binary file"),
    article("Text", "a gzip by the name of txt", "a.txt", gzip.compress(PROSE.encode()), 2, "a.txt"),
    article("Text", "a Word file", "a.docx", _zip(), 2, "files like this are not read"),
    Case("Text", "standard input that holds nothing", ("places", "-"), 2, "stdin: this file is empty", stdin=b""),
    Case("Text", "standard input that is a program", ("places", "-"), 2, "binary file", stdin=b"\x7fELF\0"),
    article("HTML", "a page with nothing in it", "a.html", "<html><body></body></html>", 2, "no article text"),
    article("HTML", "a page of scripts only", "a.html", "<html><script>alert(1)</script></html>", 2, "no article text"),
    article("HTML", "NULs in a page", "a.html", "<html>\0<p>x</p>", 2, "binary file"),
    article("HTML", "50,000 nested elements", "a.html", "<div>" * 50_000 + PROSE, 2, "a.html"),
    article(
        "HTML", "a billion laughs in its document type", "a.html",
        f'<!DOCTYPE h [<!ENTITY l0 "ha">{_LAUGHS}]>' + _PAGE.replace("Tamale", "Tamale &l9;", 1), 0, "Bolgatanga",
        gives="the entity is not expanded",
    ),
    article(
        "HTML", "an external entity that names /etc/passwd", "a.html",
        f'<!DOCTYPE h [<!ENTITY x SYSTEM "file:///etc/passwd">]>{_PAGE.replace("Tamale", "Tamale &x;", 1)}', 0,
        "Bolgatanga", unsaid="root:", gives="the file is not read",
    ),
    article("HTML", "an encoding that does not exist", "a.html", _PAGE.replace("<html>", "<html><meta charset=x-evil>"), 0, "Tamale"),
    article("HTML", "tags that never end", "a.html", _PAGE.replace("</p>", "").replace("</article>", "<table><td"), 0, "Tamale"),
    article("HTML", "a published date of the year 99999", "a.html", _PAGE.replace("<html>", "<html><meta property='article:published_time' content='99999-13-45'>"), 0, "Tamale"),
    article("PDF", "only the mark of a PDF", "a.pdf", b"%PDF-1.7 broken", 2, "cannot be read"),
    article("PDF", "a page tree that contains itself", "a.pdf", _CIRCLE, 2, "a.pdf: this PDF"),
    article("PDF", "a stream that unpacks to a thousand times its size", "a.pdf", _pdf_bomb(150_000_000), 2, "a.pdf: this PDF"),
    article("PDF", "a PDF behind a password", "a.pdf", _encrypted(), 2, "cannot be read"),
    article("PDF", "a PDF without a text layer", "a.pdf", _pdf_bomb(10), 2, "holds no text"),
    article("JSON", "an object cut short", "a.json", '{"text": ', 2, "not valid JSON"),
    article("JSON", "100,000 nested lists", "a.json", "[" * 100_000, 2, "nested too deeply"),
    article("JSON", "100,000 nested objects inside an article", "a.json", '{"text": "x", "a": ' + '{"a":' * 100_000, 2, "nested too deeply"),
    article("JSON", "a number instead of an article", "a.json", "42", 2, 'is an object with a "text"'),
    article("JSON", "null", "a.json", "null", 2, 'is an object with a "text"'),
    article("JSON", "an empty list", "a.json", "[]", 2, "a.json"),
    article("JSON", "a number of 5,000 digits", "a.json", _json()[:-1] + ', "id": ' + "9" * 5000 + "}", 2, "not valid JSON"),
    article("JSON", "NaN for an id", "a.json", _json()[:-1] + ', "id": NaN}', 0, "Tamale"),
    article("JSON", "a text that is a list", "a.json", '{"text": ["Tamale"]}', 2, 'is an object with a "text"'),
    article("JSON", "half a surrogate pair in the text", "a.json", _json().replace("Tamale", "Tamale \\ud800 "), 0, "Bolgatanga"),
    article("JSON", "half a surrogate pair in id and title", "a.json", _json(id="\ud800", title="\udfff"), 0, "Bolgatanga"),
    article("JSON", "a date that does not exist", "a.json", _json(published="2023-02-30"), 2, "is not a date"),
    article("JSON", "a date that is a list", "a.json", _json(published=[2023]), 2, "is not a date"),
    article("JSON", "an id that is a path upwards", "a.json", _json(id="../../../etc/passwd"), 0, "Bolgatanga", gives="an id is only a label"),
    article("JSON", "a title of a million letters", "a.json", _json(title="T" * 1_000_000), 0, "Bolgatanga"),
    article("JSON", "an address that is a script", "a.json", _json(url="javascript:alert(1)"), 0, call=("render", "a.json", "-o", "m.html", "-q"), gives="the page holds no such link"),
    article("JSONL", "a broken line among good ones", "a.jsonl", _json() + "\n{oops\n" + _json(), 2, "line 2: this is not valid JSON", gives="that line is told, the others are read"),
    article("JSONL", "a number of 5,000 digits in a line", "a.jsonl", _json() + '\n{"text": "x", "id": ' + "9" * 5000 + "}", 2, "line 2: this is not valid JSON"),
    article("JSONL", "a line of 100,000 nested lists", "a.jsonl", _json() + "\n" + "[" * 100_000, 2, "nested too deeply"),
    article("JSONL", "a byte order mark for the only line", "a.jsonl", b"\xef\xbb\xbf\n", 2, "holds no article"),
    article("Markdown", "front matter that is a list", "a.md", "---\n- a\n---\n" + PROSE, 2, "front matter"),
    article("Markdown", "front matter that never ends", "a.md", "---\ntitle: x\n" + PROSE, 0, "Tamale", gives="it is read as text"),
    article("Markdown", "a YAML bomb of nested aliases", "a.md", f"---\n{_YAML_BOMB}\ntitle: *i\npublished: *i\n---\n{PROSE}", 2, "a list is not a date"),
    article("Markdown", "a YAML value that contains itself", "a.md", f"---\ntitle: &a [*a]\n---\n{PROSE}", 0, "Tamale", gives="a list is no title and is passed over"),
    article("Markdown", "a YAML tag that would run Python", "a.md", f"---\nt: !!python/object/apply:os.system ['touch evil']\n---\n{PROSE}", 2, "not valid YAML"),
    article("Markdown", "10,000 nested YAML lists", "a.md", f"---\nt: {'[' * 10_000}\n---\n{PROSE}", 2, "nested too deeply"),
    article("Markdown", "100 nested YAML lists in one line", "a.md", f"---\nt:\n  {'- ' * 100}x\n---\n{PROSE}", 2, "nested too deeply"),
    article("Markdown", "a YAML date that does not exist", "a.md", f"---\npublished: 2023-02-30\n---\n{PROSE}", 2, "front matter"),
    article("Markdown", "a YAML number of 5,000 digits", "a.md", f"---\nid: {'9' * 5000}\n---\n{PROSE}", 2, "front matter"),
    article("Parquet", "only the mark of a Parquet file", "a.parquet", b"PAR1 nothing PAR1", 2, "not a Parquet file"),
    article("Parquet", "a Parquet file cut in half", "a.parquet", _parquet(text=[PROSE])[:200], 2, "not a Parquet file"),
    article("Parquet", "a table without texts", "a.parquet", _parquet(body=[PROSE]), 2, "no column `text`"),
    article("Parquet", "texts that are numbers", "a.parquet", _parquet(text=[1, 2]), 2, 'is an object with a "text"'),
    Case("Files", "two links that point at each other", ("places", "a.txt"), 2, "a.txt", put=_link_loop),
    Case("Files", "a folder that links to itself and to its parent", ("places", "in", "--format", "json"), 0, "Bolgatanga", "each article is read once", put=_folder_loop),
    Case("Files", "a named pipe in a folder", ("places", "in", "--format", "json"), 0, "Bolgatanga", "it is left alone", put=_fifo),
    Case("Files", "a name of 5,000 letters", ("places", "a" * 5000 + ".txt"), 2, "cannot be read"),
    Case("Files", "a NUL in a name", ("places", "a\0.txt"), 2, "cannot be read (embedded null byte)"),
    Case("Files", "a name that is not UTF-8", ("places", os.fsdecode(b"caf\xe9.txt"), "--format", "json"), 0, "Bolgatanga", put=_foreign_name),
    Case("Files", "terminal escapes and a bidi override in a name", ("places", "a\x1b[31m\u202e.txt"), 2, "a[31m.txt: this file is empty", "the name is printed without them", put=_painted_name),
    Case("Files", "a folder that is named like a file", ("places", "a.txt"), 2, "no articles in this folder", put=lambda folder: (folder / "a.txt").mkdir()),
    Case("Files", "a device that never ends", ("places", "/dev/zero"), 2, "files like this are not read"),
)  # fmt: skip
CASES = FILES
