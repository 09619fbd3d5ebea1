"""What the recogniser looks at: the numbers of the features of each word of each run."""

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, NamedTuple

from geo.geoparse.alphabet import Alphabet
from geo.geoparse.cues import CUES, document_cues
from geo.geoparse.lexicon import COMMON_WORDS, FIRST_NAMES, WORD_CLASS
from geo.geoparse.runs import Match, Run
from geo.geoparse.words import Words

if TYPE_CHECKING:
    from geo.geoparse.coherence import Fit

__all__ = ["FeatureReader", "Features"]

_EDGE = "|"
_LINKS = frozenset({",", "and", "/", "or", "(", "to"})
_DIGITS = "0123456789"
_LIMIT = 65_536  # of what is kept of words, names and cues already seen
_NO_CUES = (0,) * (len(CUES) + 1)
Numbers = tuple[int, ...]
_Word = tuple[Numbers, str, str, bool]
_Beside = tuple[str, int, int, int]


class Features(NamedTuple):
    """The numbers of words' features one after another, where each word's share begins, and which words they are."""

    numbers: list[int]
    starts: list[int]
    words: Sequence[int]


class FeatureReader:
    """Reads the features of articles by the numbers of one alphabet; keeps what it has seen, up to a limit."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._find = alphabet.finder
        self._words: dict[str, _Word] = {}
        self._left: dict[str, _Beside] = {}
        self._right: dict[str, _Beside] = {}
        self._kept: dict[tuple[object, ...], Numbers] = {}
        self._p21, self._n12, self._cc, self._tail, self._where, self._loud_left, self._unknown, self._is = map(
            alphabet.finder, ("p21", "n12", "cc", "rt@", "comx", "ldp", "goc", "is")
        )

    def read(self, words: Words, runs: list[Run]) -> Features:
        """Return the features of every word of every run."""
        cues = document_cues(words, runs)
        lowered = set(compress(words.lower, map(not_, words.capital)))
        numbers: list[int] = []
        starts: list[int] = []
        for k, run in enumerate(runs):
            common = self._common(words, run)
            at = _match_positions(run) if run.matches else {}
            beyond = _neighbour_classes(words.words, runs, k) if at else ("-", "-")
            for i in range(run.start, run.end):
                starts.append(len(numbers))
                word = words.words[i]
                own, shape, lower, is_first = self._words.get(word) or self._word(word)
                match = at.get(i)
                numbers += own
                numbers += common
                self._around(numbers, words, run, i, (match is not None, is_first))
                if lower in lowered:
                    numbers.append(self._is("lowop" if words.opens[i] else "low", 0))
                if match is not None:
                    numbers += self._match(words, run, match, i, (shape, *beyond))
                counts = cues.get(word)
                if counts:
                    numbers += self._cues((match.fact.best[0] if match else "O", *counts))
        return Features(numbers, starts, range(len(starts)))

    def _word(self, word: str) -> _Word:
        """What a word shows by itself: shape, ending, class. Its identity would only be learnt by heart."""
        find = self._find
        lower, shape = word.lower(), _shape(word)
        numbers = [self._is("b", 0), find("sh")(shape, 0)]
        if len(lower) > 3 and lower.isalpha():
            numbers += (find("s2")(lower[-2:], 0), find("s3")(lower[-3:], 0))
        kind = WORD_CLASS.get(lower)
        if kind:
            numbers += (find("wc")(kind, 0), find("w")(lower.rstrip("."), 0))
        is_first = lower in FIRST_NAMES
        if is_first:
            numbers.append(self._is("fn", 0))
        if len(self._words) >= _LIMIT:
            self._words.clear()
        kept = self._words[word] = tuple(numbers), shape, lower, is_first
        return kept

    def _beside(self, word: str, families: str, kept: dict[str, _Beside]) -> _Beside:
        """What a word means to its neighbours: its class, and its number in each family."""
        numbers = [self._find(family)(word, 0) for family in families.split()]
        if len(kept) >= _LIMIT:
            kept.clear()
        one, two, three = numbers
        found = kept[word] = (WORD_CLASS.get(word, "-"), one, two, three)
        return found

    def _before(self, word: str) -> _Beside:
        return self._left.get(word) or self._beside(word, "p1 gop rp", self._left)

    def _behind(self, word: str) -> _Beside:
        return self._right.get(word) or self._beside(word, "n1 gon rn", self._right)

    def _common(self, words: Words, run: Run) -> Numbers:
        """What all words of a run share."""
        lower = words.lower
        a, b = run.start, run.end
        left = lower[a - 1] if a else _EDGE
        right = lower[b] if b < len(lower) else _EDGE
        kind, _, _, at_left = self._before(left)
        opens, loud = words.opens[a], words.loud[a]
        key = (min(b - a, 5), WORD_CLASS.get(lower[b - 1], "-"), loud, kind, opens)
        numbers = (*(self._kept.get(key) or self._kind_of_run(*key)), at_left, self._behind(right)[3])
        if opens:
            numbers += (self._find("opn")(right, 0),)
        return (*numbers, self._loud_left((_DIGITS[loud], left), 0)) if loud else numbers

    def _kind_of_run(self, length: int, tail: str, loud: int, left: str, opens: bool) -> Numbers:
        find = self._find
        numbers = [
            find("rl")(_DIGITS[length], 0),
            find("rt")(tail, 0),
            find("ld")(_DIGITS[loud], 0),
            find("rpc")(left, 0),
        ]
        if opens:
            numbers.append(self._is("op", 0))
        return self._keep((length, tail, loud, left, opens), numbers)

    def _around(self, numbers: list[int], words: Words, run: Run, i: int, what: tuple[bool, bool]) -> None:
        """The words around a word, and whether it is one of the language's ordinary words."""
        lower, (is_known, is_first) = words.lower, what
        last = len(lower) - 1
        p1 = lower[i - 1] if i else _EDGE
        n1 = lower[i + 1] if i < last else _EDGE
        left, at_left, unknown_left, _ = self._left.get(p1) or self._before(p1)
        right, at_right, unknown_right, _ = self._right.get(n1) or self._behind(n1)
        if i == run.start:
            left = "<"
        elif p1 in FIRST_NAMES:
            numbers.append(self._is("pfn", 0))
        to_end = run.end - 1 - i
        if not to_end:
            right = ">"
        elif is_first and words.words[i + 1][0].isupper():
            numbers.append(self._is("fnX", 0))
        numbers += (
            at_left, at_right, self._p21((lower[i - 2] if i > 1 else _EDGE, p1), 0),
            self._n12((n1, lower[i + 2] if i + 1 < last else _EDGE), 0), self._cc((left, right), 0),
            self._tail((_DIGITS[min(to_end, 3)], WORD_CLASS.get(lower[run.end - 1], "-")), 0),
        )  # fmt: skip
        if lower[i] in COMMON_WORDS:
            where = ("1" if words.opens[i] else "0", _DIGITS[words.loud[i]])
            numbers += (self._is("com", 0), self._where(where, 0))
        if not is_known:
            numbers += (self._is("gO", 0), self._unknown(left, 0), unknown_left, unknown_right)

    def _match(self, words: Words, run: Run, match: Match, i: int, more: tuple[str, str, str]) -> Numbers:
        """What the gazetteer knows of the name that a word is in, and where in the run it stands."""
        start, end, fact = match
        position = "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
        left = WORD_CLASS.get(words.lower[start - 1], "-") if start > run.start else "<"
        right = WORD_CLASS.get(words.lower[end], "-") if end < run.end else ">"
        article = start > 0 and words.lower[start - 1] == "the"
        key = (position, fact, left, right, article, more)
        kept = self._kept.get(key)
        if kept is None:
            find, best, kind = self._find, position + fact.best, position + fact.best[0]
            shape, before, behind = more
            edges = ("=" if left == "<" else "") + ("=" if right == ">" else "")
            numbers = [
                find("g")(best, 0), find("gk")(position + fact.kinds, 0), find("gc")((kind, left, right), 0),
                find("ge")((best, edges), 0), find("gs")((best, shape), 0),
            ]  # fmt: skip
            if article:
                numbers.append(find("gd")((position, fact.kinds), 0))
            if left == "<":
                numbers.append(find("gb")((kind, before), 0))
            if right == ">":
                numbers.append(find("ga")((kind, behind), 0))
            kept = self._keep(key, numbers)
        return kept

    def _cues(self, key: tuple[object, ...]) -> Numbers:
        """How the document speaks of a word elsewhere: ``key`` is the class of its name and its counts."""
        kept = self._kept.get(key)
        if kept is None:
            find = self._find
            known, often, *counts = key
            assert isinstance(known, str)
            assert isinstance(often, int)
            numbers: list[int] = []
            for cue, count in zip(CUES, counts, strict=True):
                if isinstance(count, int) and count:
                    numbers += (
                        find("c")(cue, 0), find("cg")((cue, known), 0),
                        find("cs")((cue, _DIGITS[min(3, count * 4 // often)]), 0),
                    )  # fmt: skip
            numbers.append(find("cn")(_DIGITS[min(often, 4)], 0))
            kept = self._keep(key, numbers)
        return kept

    def second_look(self, runs: list[Run], fits: "Mapping[int, Fit]") -> Features:
        """Return how the names of the runs would fit the places that the article is surely about.

        ``fits`` has the names' first words; words of other names and of none are left out.
        """
        numbers: list[int] = []
        starts: list[int] = []
        words: list[int] = []
        at = 0
        for run in runs:
            for match in run.matches:
                fit = fits.get(match.start)
                if fit is not None:
                    features = self._fit(fit, match.fact.best[0], match.fact.many)
                    for i in range(match.start, match.end):
                        words.append(at + i - run.start)
                        starts.append(len(numbers))
                        numbers += features
            at += run.end - run.start
        return Features(numbers, starts, words)

    def _fit(self, fit: "Fit", best: str, many: int) -> Numbers:
        key = (fit, best, many)
        kept = self._kept.get(key)
        if kept is None:
            find, known = self._find, f"{best}{many}"
            km, spread, unit = fit
            kept = self._keep(key, [
                find("k")(km, 0), find("ku")(unit, 0), find("kg")((km, known), 0), find("kug")((unit, known), 0),
                find("kk")((km, unit), 0), find("ks")((km, spread), 0),
            ])  # fmt: skip
        return kept

    def _keep(self, key: tuple[object, ...], numbers: list[int]) -> Numbers:
        if len(self._kept) >= _LIMIT:
            self._kept.clear()
        kept = self._kept[key] = tuple(numbers)
        return kept


def _shape(word: str) -> str:
    if word[0].isdigit():
        return "d"
    if word[-1] == ".":
        return "U." if len(word) == 2 else ("U.U." if word.count(".") > 1 else "Uu.")
    if not word[0].isalpha():
        return "-"
    if word.isupper():
        return "U" * min(len(word), 4)
    if word.islower():
        return "u"
    return ("Uu" if word[1:].islower() else "UuU") + (str(min(len(word), 9) // 3))


def _match_positions(run: Run) -> dict[int, Match]:
    return {i: match for match in run.matches for i in range(match.start, match.end)}


def _neighbour_classes(texts: list[str], runs: list[Run], index: int) -> tuple[str, str]:
    """Return the gazetteer classes beyond a comma, "and" or "/" before and after the run."""
    run = runs[index]
    before = after = "-"
    if index:
        earlier = runs[index - 1]
        link = texts[run.start - 1]
        if earlier.end == run.start - 1 and link in _LINKS:
            ends = earlier.matches and earlier.matches[-1].end == earlier.end
            before = link + (earlier.matches[-1].fact.best if ends else "o")
    if index + 1 < len(runs):
        later = runs[index + 1]
        if later.start == run.end + 1 and texts[run.end] in _LINKS:
            begins = later.matches and later.matches[0].start == later.start
            after = texts[run.end] + (later.matches[0].fact.best if begins else "o")
    return before, after
