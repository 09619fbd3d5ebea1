"""An article's words as the recogniser reads them: parallel lists, and the runs of capitalised words in them.

It differs from ``geo.tokens`` where recognition asks for it: abbreviations of states keep their period
also before a comma, and what can never be a name is not looked at twice.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add

__all__ = ["JOINERS", "Words", "read_words"]

_ABBREVIATIONS = (
    "Ala|Ariz|Ark|Calif|Cal|Colo|Conn|Dak|Del|Fla|Ga|Ida|Ill|Ind|Kan|Kans|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|"
    "Neb|Nebr|Nev|Okla|Ore|Oreg|Pa|Penn|Tenn|Tex|Vt|Va|Wash|Wis|Wisc|Wyo|Ont|Que|Alta|Sask|Man|Qld|Vic|Tas|"
    "St|Ste|Mt|Mts|Ft|Pt|Is|Isl|Co|Twp|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Cmdr|Adm|Rep|Sen|Gov|Pres|Rev|Hon|"
    "Sr|Jr|Sgt|Cpl|Pvt|Det|Supt|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|"
    "Fri|Sat|Sun|Ave|Blvd|Rd|Hwy|Rte|Dept|Inc|Ltd|Corp|Bros|No|Nos|vs|etc"
)
# One token and the white space behind it, so that a text is cut in one go.
_TOKEN = re.compile(
    r"(?:[a-z]+(?=[\s,])"  # most words of a text: quicker than all that follows
    r"|W\. ?[Vv]a\.?(?!\w)"  # West Virginia's two-part abbreviation
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+"  # U.S.  P.E.I.
    rf"|(?:{_ABBREVIATIONS}|ST|MT|FT)\.(?!\w)"  # Ky.  St.  ST. JOHN'S
    r"|[^\W\d_]\.(?=\s)"  # J.
    r"|[NSEW]\.(?=[A-Z][a-z])"  # N.Korea
    r"|['’][sS]\b"  # possessive
    r"|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*"  # word, o'clock, D'Ivoire
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W_]+"
    r"|\S)\s*"
)
_OPENERS = frozenset("\"“‘'(•-–—*[:«")
_APOSTROPHES = ("'", "’")  # d'Ivoire
_ENDERS = frozenset(".!?…")
_MARKS = _OPENERS | _ENDERS
JOINERS = frozenset(
    "of the de la le les du des del dos das do da di della delle al el ul upon on by in under and y e sur sous aux au "
    "lès am an der den die zu bei van op bin ibn a ap es ed ad as ash ar az at ou und et i na nad pod pri ob im ter "
    "ten te super cum with for del dei degli ye oo en los las lo dels nel sul sulla aan à".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their offsets.

    Attributes
    ----------
    lower : list of str
        The words in lower case.
    capital : list of bool
        Whether a word begins with an upper-case letter (or is caseless, which is no capital).
    opens : list of bool
        Whether a word begins a sentence, a line or a quotation.
    loud : list of int
        0 in running text, 1 in a line in Title Case, 2 in a line in capitals: there case tells nothing.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    capital: list[bool]
    opens: list[bool]
    loud: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def surface(self, start: int, end: int) -> str:
        """Return the text from word ``start`` up to, not including, word ``end``."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def read_words(text: str) -> Words:
    """Split a text into words."""
    pieces = _TOKEN.findall(text)
    words = list(map(str.rstrip, pieces))
    starts = list(accumulate(map(len, pieces), initial=len(text) - len(text.lstrip())))[:-1]
    ends = list(map(add, starts, map(len, words)))
    lower = list(map(str.lower, words))
    capital = [
        word != low and (word[0].isupper() or (word[1:2] in _APOSTROPHES and word[2:3].isupper()))
        for word, low in zip(words, lower, strict=True)
    ]
    if "’" in text:
        lower = [word.replace("’", "'") if "’" in word else word for word in lower]
    opens, loud = _lines(text, starts, words, capital)
    return Words(text, starts, ends, words, lower, capital, opens, loud)


def _lines(text: str, starts: list[int], words: list[str], capital: list[bool]) -> tuple[list[bool], list[int]]:
    count = len(words)
    opens, loud = [False] * count, [0] * count
    marks = [i for i, word in enumerate(words) if word in _MARKS]
    breaks = {0, count, *(i + 1 for i in marks if words[i] in _ENDERS)}
    at = text.find("\n")
    while at >= 0:
        breaks.add(bisect_right(starts, at))
        at = text.find("\n", at + 1)
    for i in breaks:
        if i < count:
            opens[i] = True
    for i in marks:
        if i + 1 < count and words[i] in _OPENERS and (words[i] not in "-–—" or opens[i]):
            opens[i + 1] = True
    for start, end in pairwise(sorted(breaks)):
        level = _loudness(words, capital, start, end)
        if level:
            loud[start:end] = [level] * (end - start)
    return opens, loud


def _loudness(words: list[str], capital: list[bool], start: int, end: int) -> int:
    if end - start < 3 or sum(capital[start:end]) < 0.3 * (end - start):
        return 0
    letters = [i for i in range(start, end) if words[i][0].isalpha()]
    if len(letters) < 3:
        return 0
    upper = sum(1 for i in letters if words[i].isupper())
    if upper >= 0.8 * len(letters):
        return 2
    long = [i for i in letters if len(words[i]) > 3]
    titled = sum(1 for i in long if capital[i])
    return 1 if len(long) >= 4 and titled >= 0.8 * len(long) else 0
