"""An article's words as the recogniser reads them: parallel lists, and the runs of capitalised words in them.

It differs from ``geo.tokens`` where recognition asks for it: abbreviations of states keep their period
also before a comma, and what can never be a name is not looked at twice.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["JOINERS", "Words", "read_words"]

_ABBREVIATIONS = (
    "Ala|Ariz|Ark|Calif|Cal|Colo|Conn|Dak|Del|Fla|Ga|Ida|Ill|Ind|Kan|Kans|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|"
    "Neb|Nebr|Nev|Okla|Ore|Oreg|Pa|Penn|Tenn|Tex|Vt|Va|Wash|Wis|Wisc|Wyo|Ont|Que|Alta|Sask|Man|Qld|Vic|Tas|"
    "St|Ste|Mt|Mts|Ft|Pt|Is|Isl|Co|Twp|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Cmdr|Adm|Rep|Sen|Gov|Pres|Rev|Hon|"
    "Sr|Jr|Sgt|Cpl|Pvt|Det|Supt|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|"
    "Fri|Sat|Sun|Ave|Blvd|Rd|Hwy|Rte|Dept|Inc|Ltd|Corp|Bros|No|Nos|vs|etc"
)
_TOKEN = re.compile(
    r"W\. ?[Vv]a\.?(?!\w)"  # West Virginia's two-part abbreviation
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+"  # U.S.  P.E.I.
    rf"|(?:{_ABBREVIATIONS})\.(?!\w)"  # Ky.  St.
    r"|[^\W\d_]\.(?=\s)"  # J.
    r"|[NSEW]\.(?=[A-Z][a-z])"  # N.Korea
    r"|['’][sS]\b"  # possessive
    r"|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*"  # word, o'clock, D'Ivoire
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W_]+"
    r"|\S"
)
_OPENERS = frozenset("\"“‘'(•-–—*[:«")
_APOSTROPHES = ("'", "’")  # d'Ivoire
_ENDERS = frozenset(".!?…")
JOINERS = frozenset(
    "of the de la le les du des del dos das do da di della delle al el ul upon on by in under and y e sur sous aux au "
    "lès am an der den die zu bei van op bin ibn a ap es ed ad as ash ar az at ou und et i na nad pod pri ob im ter "
    "ten te super cum with for del dei degli ye oo en".split()
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
    spans = [found.span() for found in _TOKEN.finditer(text)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    words = [text[start:end] for start, end in spans]
    lowered = text.lower()
    if len(lowered) == len(text):
        lower = [lowered[start:end] for start, end in spans]
    else:
        lower = [word.lower() for word in words]
    if "’" in text:
        lower = [word.replace("’", "'") if "’" in word else word for word in lower]
    capital = [word[0].isupper() or (word[1:2] in _APOSTROPHES and word[2:3].isupper()) for word in words]
    opens, loud = _lines(text, starts, words, capital)
    return Words(text, starts, ends, words, lower, capital, opens, loud)


def _lines(text: str, starts: list[int], words: list[str], capital: list[bool]) -> tuple[list[bool], list[int]]:
    count = len(words)
    opens, loud = [False] * count, [0] * count
    breaks = {0, count}
    at = text.find("\n")
    while at >= 0:
        breaks.add(bisect_right(starts, at))
        at = text.find("\n", at + 1)
    breaks.update(i + 1 for i, word in enumerate(words) if word in _ENDERS)
    for i in breaks:
        if i < count:
            opens[i] = True
    for i, word in enumerate(words[:-1]):
        if word in _OPENERS and (word not in "-–—" or opens[i]):
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
