"""How much each word leans towards being a name, beside what the model says: by the gazetteer, and by plain speech.

What the text itself calls a place is one, even if no gazetteer knows it: "the villages of Foua and Kfraya",
"Karak district", "Akuressa, a town in the south", "Sen. Ann Lee, R-Marshall". Such phrases are rare in training, so
that their words' weights stay small.
"""

from collections.abc import Sequence

from geo.geoparse.lexicon import WORD_CLASS
from geo.geoparse.runs import Run
from geo.geoparse.words import Words

__all__ = ["leanings"]

# What is taken from the weight of "no name", by the gazetteer's kind of the word: F1 asks for a little more recall
# among countries and towns, and for more care with words that the gazetteer does not know or that name no place alone.
_BY_KIND = {"C": 1.0, "P": 1.0, "B": 0.7, "D": 0.7, "L": 0.7, "A": 0.7, "S": 0.7, "H": 0.7}
_LONG_UNKNOWN, _OF_PARTS = -0.3, -0.5  # most often people; "the West"
_IN_HEADLINE, _GREAT = (
    1.5,
    "CDA",
)  # the case of letters says nothing there, but countries and peoples are hard to mistake
_AFTER_KIND, _BEFORE_KIND, _IN_APPOSITION, _OF_PARTY = 3.0, 1.0, 2.5, 2.0
_BEFORE_AIRPORT = 2.5  # airports are called after people
_IN_DATELINE, _WORDS_OF_DATELINE, _DASHES = 4.0, 10, frozenset({"-", "–", "—", "--"})
_LONGER_THAN_LETTERS = 5  # a shorter name of a lesser town may be letters
_WITH_ARTICLE, _ARTICLED = 1.0, frozenset("HLST")  # "the Pacific": seas and ranges have an article, towns have none
_KINDS = frozenset(
    "town city village hamlet suburb settlement port island district province region neighborhood neighbourhood "
    "municipality capital county commune township outpost oasis".split()
)
_SEVERAL = frozenset(
    "towns cities villages hamlets suburbs settlements ports islands districts provinces regions neighborhoods "
    "neighbourhoods municipalities counties communes townships communities".split()
)
_FOLLOWING = frozenset(
    "district neighborhood neighbourhood province village suburb oblast region township municipality governorate "
    "prefecture area hills river valley peninsula island islands mountains".split()
)
_AIRPORTS = frozenset({"airport", "airfield", "airbase", "airstrip"})
_NO_PLACES = frozenset({"body", "team", "month", "day"})
_LINKS = frozenset({",", "and", "or"})
_ARTICLES = frozenset({"a", "an", "the"})
_OTHERS = frozenset("of in from who and member resident spokesman native".split())
_AFTER_KIND_WORD = frozenset("in on near of that which where with at outside north south east west and about".split())
_WORDS_OF_APPOSITION = 5
_PARTIES = frozenset("RDI")


def leanings(words: Words, runs: Sequence[Run]) -> list[float]:
    """Return what each word of each run, one after another, is to gain against being no name."""
    found: list[float] = []
    listed = -1  # where the last name ended that "the towns of" governs
    for run in runs:
        leans = _by_gazetteer(words, run)
        more, listed = _of_kind(words, run, listed)
        if words.lower[run.end : run.end + 1]:
            more += _before_kind(words, run) + _in_apposition(words, run)
        if more:
            leans = [lean + more for lean in leans]
        for i in range(_in_dateline(words, run)):
            leans[i] += _IN_DATELINE
        if words.words[run.start] in _PARTIES and run.end - run.start > 2 and words.words[run.start + 1] in "-–":
            leans[2:] = [lean + _OF_PARTY for lean in leans[2:]]
        found += leans
    return found


def _in_dateline(words: Words, run: Run) -> int:
    """How many words of a run are a town in capitals before a dateline's dash: "LIMA, Jan 16 (EFE) —"."""
    towns = [match for match in run.matches if match.start == 0 and "P" in match.fact.kinds]
    town = max(towns, key=lambda match: match.end, default=None)
    end = town.end if town is not None else 0
    if town is None or not "".join(words.words[:end]).isupper():
        return 0
    if (
        len("".join(words.words[:end])) < _LONGER_THAN_LETTERS
        and "B" not in town.fact.kinds
        and words.words[end : end + 1] != [","]
    ):
        return 0  # "NATO -"
    for word in words.words[end : end + _WORDS_OF_DATELINE]:
        if word in _DASHES:
            return end
        if word.islower():
            break
    return 0


def _by_gazetteer(words: Words, run: Run) -> list[float]:
    length = run.end - run.start
    leans = [0.0 if run.matches or length == 1 else _LONG_UNKNOWN] * length
    for match in run.matches:
        part = match.end - match.start == 1 and WORD_CLASS.get(words.lower[match.start]) == "compass"
        lean = _OF_PARTS if part else _BY_KIND.get(match.fact.best[0], 0.0)
        if words.loud[run.start] and match.fact.best[0] in _GREAT:
            lean += _IN_HEADLINE
        if not part and _ARTICLED & set(match.fact.kinds) and _has_article(words, run, match.start, match.end):
            lean += _WITH_ARTICLE
        for i in range(match.start - run.start, match.end - run.start):
            leans[i] = lean
    return leans


def _has_article(words: Words, run: Run, start: int, end: int) -> bool:
    """Tell whether a name of one word stands alone after "the"."""
    lower = words.lower
    return end - start == 1 and end == run.end and start > 0 and lower[start - 1] == "the" and not words.loud[start]


def _of_kind(words: Words, run: Run, listed: int) -> tuple[float, int]:
    """Weigh "the town of" before a run, or a list after "the towns of" that it is in; return where the list goes on."""
    lower, start = words.lower, run.start
    if start > 1 and lower[start - 1] == "of" and not words.capital[start - 2]:
        head = lower[start - 2]
        if head in _SEVERAL:
            return _AFTER_KIND, run.end
        return (_AFTER_KIND, -1) if head in _KINDS and _may_be_place(words, run) else (0.0, -1)
    if listed >= 0 and start - listed <= 2 and all(word in _LINKS for word in lower[listed:start]):
        return _AFTER_KIND, run.end
    return 0.0, -1


def _before_kind(words: Words, run: Run) -> float:
    """Weigh "district", "hills", "airport", "air base" and the like after a run."""
    head, behind = words.lower[run.end], words.lower[run.end + 1 : run.end + 2]
    airport = head in _AIRPORTS or (head == "air" and behind == ["base"])
    if not (airport or head in _FOLLOWING) or words.loud[run.start]:
        return 0.0
    if not words.lower[run.end - 1][-1].isalpha() or not _may_be_place(words, run):
        return 0.0
    return _BEFORE_AIRPORT if airport else _BEFORE_KIND


def _may_be_place(words: Words, run: Run) -> bool:
    """Tell whether a run neither begins with a title nor ends in a word of bodies, teams or dates."""
    first, last = WORD_CLASS.get(words.lower[run.start]), WORD_CLASS.get(words.lower[run.end - 1])
    return first != "title" and last not in _NO_PLACES


def _in_apposition(words: Words, run: Run) -> float:
    """Weigh ", a village" and the like after a run."""
    lower, end = words.lower, run.end
    if lower[end] != "," or lower[end + 1 : end + 2] == [] or lower[end + 1] not in _ARTICLES or words.loud[run.start]:
        return 0.0
    for i, word in enumerate(lower[end + 2 : end + 2 + _WORDS_OF_APPOSITION], end + 3):
        if word in _KINDS:
            after = lower[i] if i < len(lower) else "."
            return _IN_APPOSITION if after in _AFTER_KIND_WORD or not after[0].isalpha() and after != "-" else 0.0
        if word in _OTHERS or not (word[0].isalpha() or word == "-"):
            break
    return 0.0
