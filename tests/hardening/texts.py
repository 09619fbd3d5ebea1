"""Texts of articles that mean ill, and arguments that do."""

import json

from tests.hardening.case import Case, article, write

__all__ = ["CASES"]

PROSE = "The convoy left Tamale at dawn and reached Bolgatanga, 160 km to the north, by noon, the mayor's office said. "
PAGE = ("render", "a.txt", "-o", "m.html", "-q")
CHECK = ("check", "a.txt", "--format", "json")
ROUTE = ("route", "a.txt", "--format", "json")
CSV = ("places", "a.txt", "--format", "csv")


def _text(
    what: str, content: str, says: str = "Bolgatanga", code: int = 0, name: str = "a.txt", **more: object
) -> Case:
    return article("Words", what, name, content, code, says, **more)


WORDS = (
    _text("a word of two million letters", PROSE + "A" * 2_000_000),
    _text("5,000 capitalised words in a row", PROSE + "Paris " * 5_000, gives="every one is read"),
    _text("20,000 brackets that never close", PROSE + "(" * 20_000 + PROSE),
    _text("20,000 quotation marks that never close", PROSE + "“" * 20_000 + PROSE, call=ROUTE),
    _text("a figure of 10,000 digits", PROSE + f"Tamale is {'9' * 10_000} km from Accra.", call=CHECK),
    _text("a figure of 1e400 km", PROSE + "Tamale is 1e400 km from Accra.", call=CHECK),
    _text("0 km and -5 km", PROSE + "Tamale is 0 km from Accra. Tamale is -5 km from Kumasi.", call=CHECK, code=1, says="", gives="−5 is no length; 0 disagrees"),
    _text("1,000 figures in one sentence", PROSE + "Tamale is " + "5 km, " * 1_000 + "from Accra.", call=CHECK),
    _text("figures in other digits (٦٨٠, ²³, Ⅻ, ½)", PROSE + "Tamale is ٦٨٠ km from Accra, ²³ km from Kumasi, Ⅻ km or ½ km from Ho.", call=CHECK, says="", gives="what is read is checked; nothing fails"),
    _text("dates that do not exist", "Tamale, February 30, 2023\n\n" + PROSE + " On 0 March 0000 and 99/99/9999 they left Tamale for Accra.", call=ROUTE),
    _text("400 moves in one text", PROSE + "The convoy left Tamale for Accra. " * 400, call=ROUTE, says="Accra", gives="it is read in seconds"),
    _text("accents piled forty high", PROSE + "T" + "\u0301" * 40 + "amale " * 50),
    _text("joiners and soft hyphens inside names", PROSE + "They saw Ta\u00admale and Bolga\u200btanga and \u2060Accra."),
    _text("letters beyond the first plane before every name", "😀𝔘 " * 500 + PROSE),
    _text("text from right to left with overrides", PROSE + "\u202eelamaT\u202c \u2066Accra\u2069 תמלה طمالي"),
    Case("Words", "terminal escapes in a text, printed as a table", ("places", "a.txt", "--explain"), 0, "Tamale", "printed without them", put=lambda f: write(f / "a.txt", f"\x1b]0;owned\x07{PROSE}\x1b[2J\x9b31m".encode())),
    _text("a spreadsheet's formula for an id, as CSV", json.dumps({"id": '=cmd|"/c calc"!A1', "text": PROSE}), call=("places", "a.json", "--format", "csv"), says="'=cmd", gives="the cell is quoted as text", name="a.json"),
    _text("a script in a title, on the page", json.dumps({"title": "</script><script>alert(1)</script>", "text": PROSE}), call=("render", "a.json", "-o", "m.html", "-q"), says="", gives="it is shown as words; the browser tests look", name="a.json"),
    _text("an HTML comment that never ends, on the page", PROSE + "<!--<script>" * 50, call=PAGE, says="", gives="it is shown as words"),
    _text("XML's forbidden characters in KML", PROSE + "\ufffe\uffff\x0b", call=("render", "a.txt", "-o", "m.kml", "-q"), says="", gives="the file is well-formed"),
    _text("no place at all", "Nothing happened, and nobody went anywhere at all today.", call=("places", "a.txt"), says="name no place", gives="it is said"),
    _text("no journey at all", "Nothing happened, and nobody went anywhere at all today.", code=1, call=("route", "a.txt"), says="report no journey"),
    _text("a map of an article without a place", "Nothing happened, and nobody went anywhere at all today.", call=PAGE, says="", gives="a page that says so"),
    _text("line ends of all kinds", PROSE + "\r\r\n\u2028\u2029\x85\x0c" + PROSE),
)  # fmt: skip


def _ask(what: str, *call: str, code: int = 1, says: str = "", **more: object) -> Case:
    return Case("Arguments", what, call, code, says, **more)  # type: ignore[arg-type]


ARGUMENTS = (
    _ask("a latitude of 91", "distance", "91,0", "Accra", code=2, says="outside"),
    _ask("a longitude of 200, lat and lon swapped", "distance", "5,200", "Accra", code=2, says="outside"),
    _ask("a southern latitude, which looks like an option", "distance", "-33.9,151.2", "-34,18", code=0, says="km"),
    _ask("1e300,0 for a place", "distance", "1e300,0", "Accra", says="1e300"),
    _ask("pole to pole", "distance", "90,0", "-90,0", code=0, says="20,003"),
    _ask("a point to itself", "distance", "0,0", "0,0", code=0, says="0.0"),
    _ask("an empty name", "lookup", "", says="''"),
    _ask("a name of 100,000 letters", "lookup", "A" * 100_000, says="no place answers", gives="no place answers"),
    _ask("a name of 10,000 words", "lookup", "St " * 10_000, says="no place answers", gives="no place answers"),
    _ask("SQL for a name", "lookup", "'; DROP TABLE places; --", says="no place answers"),
    _ask("% and * for a name", "lookup", "%*%", says="no place answers"),
    _ask("a name with a NUL to look up", "lookup", "Zzqx\0xq", says="no place answers", gives="no place answers"),
    _ask("an emoji for a name", "lookup", "🚂🚂", says="no place answers", gives="no place answers"),
    _ask("half a surrogate pair for a name", "lookup", "\ud800zq", says="no place answers", gives="no place answers"),
    _ask("terminal escapes in a name", "lookup", "\x1b[31mzzqx\x07", says="no place answers", gives="printed without them"),
    _ask("a limit of 0", "lookup", "Paris", "--limit", "0", code=2, says="limit"),
    _ask("a limit of a billion", "lookup", "Paris", "--limit", "1000000000", code=2, says="limit"),
    _ask("a country that does not exist", "lookup", "Paris", "--country", "../..", says="no place answers"),
    _ask("a claim without a distance", "distance", "Accra", "Tamale", "--claim", "quite far", code=2, says="quite far"),
    _ask("a claim of 10,000 digits", "distance", "Accra", "Tamale", "--claim", "9" * 10_000 + " km", code=2, says="", gives="no distance that can be read"),
    _ask("a mode that does not exist", "distance", "Accra", "Tamale", "--by", "camel", code=2, says="camel"),
    _ask("a country to avoid that does not exist", "distance", "Accra", "Tamale", "--by", "road", "--avoid", "Qqx", code=2, says="Qqx"),
    _ask("a way through a place that does not exist", "distance", "Accra", "Tamale", "--by", "road", "--via", "Qqqzzxw", says="Qqqzzxw"),
    _ask("a route across an ocean by rail", "distance", "Accra", "Honolulu", "--by", "rail", says="", gives="no line, with the reason; never 0 km"),
    _ask("--date with a day that does not exist", "check", ".", "--date", "2023-02-30", code=2, says="2023-02-30"),
    _ask("a command that does not exist", "explode", code=2, says="explode"),
    _ask("an option that does not exist", "check", "--explode", code=2, says="explode"),
    _ask("a map in a format that does not exist", "render", ".", "-o", "m.exe", code=2, says="cannot tell the format"),
    _ask("a map in a folder that does not exist", "render", ".", "-o", "no/m.html", code=2, says="there is no folder"),
    _ask("a map where a folder stands", "render", ".", "-o", ".", code=2, says="this is a folder"),
    _ask("a map on a device that is full", "render", ".", "-o", "/dev/full", code=2, says="cannot tell the format"),
    _ask("online tiles by an address instead of a name", "render", "a.txt", "-o", "m.html", "--tiles", "http://evil/{z}", code=2, says="tiles", put=lambda f: write(f / "a.txt", PROSE.encode())),
)  # fmt: skip


CASES = (*WORDS, *ARGUMENTS)
