"""What the recogniser looks at: the numbers of the features of each word of each run."""

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, NamedTuple

from geo.geoparse.alphabet import Alphabet
from geo.geoparse.cues import CUES, document_cues
from geo.geoparse.lexicon import COMMON_WORDS, WORD_CLASS
from geo.geoparse.runs import Match, Run
from geo.geoparse.vocabulary import UNKNOWN, Usage, vocabulary
from geo.geoparse.words import Words

if TYPE_CHECKING:
    from geo.geoparse.coherence import Fit

__all__ = ["FeatureReader", "Features"]

_EDGE = "|"
_class_of = WORD_CLASS.get
_DIGITS = "0123456789"
_LIMIT = 65_536  # of what is kept of words, names and cues already seen
Numbers = tuple[int, ...]
_Word = tuple[Numbers, str, str, Usage]


class Features(NamedTuple):
    """The numbers of words' features one after another, where each word's share begins, and which words they are."""

    numbers: list[int]
    starts: list[int]
    words: Sequence[int]


class FeatureReader:
    """Reads the features of articles by the numbers of one alphabet; keeps what it has seen, up to a limit."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._find = find = alphabet.finder
        self._words: dict[str, _Word] = {}
        self._kept: dict[tuple[object, ...], Numbers] = {}
        self._is, self._shape, self._two, self._three, self._class, self._closed = map(
            find, ("is", "sh", "s2", "s3", "wc", "w")
        )
        self._usage_of = vocabulary().get
        self._used_kind, self._used_place, self._used_rank = map(find, ("vk", "vp", "vr"))
        # What stands left and right of a run, and of a word that the gazetteer knows or does not know.
        self._left_of_run, self._right_of_run = map(find, ("rp", "rn"))
        self._left, self._right, self._two_left, self._two_right = map(find, ("p1", "n1", "p21", "n12"))
        self._left_unknown, self._right_unknown = find("gop"), find("gon")

    def read(self, words: Words, runs: list[Run]) -> Features:
        """Return the features of every word of every run."""
        cues = document_cues(words, runs)
        lowered = set(compress(words.lower, map(not_, words.capital)))
        lower = [_EDGE, _EDGE, *words.lower, _EDGE, _EDGE]
        numbers: list[int] = []
        starts: list[int] = []
        for run in runs:
            tail = _class_of(lower[run.end + 1], "-")
            common = self._common(run, lower, tail)
            at = _match_positions(run) if run.matches else {}
            for i in range(run.start, run.end):
                starts.append(len(numbers))
                word = words.words[i]
                own, shape, low, usage = self._words.get(word) or self._word(word)
                match = at.get(i)
                numbers += own
                numbers += common
                self._around(numbers, lower[i : i + 5], (i - run.start, run.end - 1 - i), tail, match is None)
                if lower[i + 2] in COMMON_WORDS:
                    numbers += self._ordinary(words.opens[i], words.loud[i])
                if low in lowered:
                    numbers.append(self._is("lowop" if words.opens[i] else "low", 0))
                if match is None:
                    numbers += self._kept.get(usage) or self._used(usage, "-", "-")
                else:
                    numbers += self._match(words, run, match, i, (shape, usage))
                counts = cues.get(word)
                if counts:
                    numbers += self._cues((match.fact.best[0] if match else "O", *counts))
        return Features(numbers, starts, range(len(starts)))

    def _word(self, word: str) -> _Word:
        """What a word shows by itself: shape, ending, class. Its identity would only be learnt by heart."""
        lower, shape = word.lower(), _shape(word)
        numbers = [self._is("b", 0), self._shape(shape, 0)]
        if len(lower) > 3 and lower.isalpha():
            numbers += (self._two(lower[-2:], 0), self._three(lower[-3:], 0))
        kind = WORD_CLASS.get(lower)
        if kind:
            numbers += (self._class(kind, 0), self._closed(lower.rstrip("."), 0))
        usage = self._usage_of(lower, UNKNOWN)
        numbers += (self._used_kind(usage.kind, 0), self._used_place(usage.place, 0), self._used_rank(usage.rank, 0))
        if len(self._words) >= _LIMIT:
            self._words.clear()
        kept = self._words[word] = tuple(numbers), shape, lower, usage
        return kept

    def _common(self, run: Run, lower: list[str], tail: str) -> Numbers:
        """What all words of a run share."""
        left, right = lower[run.start + 1], lower[run.end + 2]
        key = (min(run.end - run.start, 5), tail, _class_of(left, "-"))
        kept = self._kept.get(key) or self._kind_of_run(*key)
        return (*kept, self._left_of_run(left, 0), self._right_of_run(right, 0))

    def _kind_of_run(self, length: int, tail: str, left: str) -> Numbers:
        find = self._find
        numbers = [find("rl")(_DIGITS[length], 0), find("rt")(tail, 0), find("rpc")(left, 0)]
        return self._keep((length, tail, left), numbers)

    def _around(self, numbers: list[int], five: list[str], ends: tuple[int, int], tail: str, unknown: bool) -> None:
        """The two words before a word and the two behind it; ``ends`` counts its run's words on either side."""
        before, left, _, right, behind = five
        key = (
            _class_of(left, "-") if ends[0] else "<",
            _class_of(right, "-") if ends[1] else ">",
            ends[1],
            tail,
            unknown,
        )
        numbers += self._kept.get(key) or self._between(*key)
        numbers += (
            self._left(left, 0), self._right(right, 0),
            self._two_left((before, left), 0), self._two_right((right, behind), 0),
        )  # fmt: skip
        if unknown:
            numbers += (self._left_unknown(left, 0), self._right_unknown(right, 0))

    def _between(self, left: str, right: str, to_end: int, tail: str, unknown: bool) -> Numbers:
        find = self._find
        numbers = [find("cc")((left, right), 0), find("rt@")((_DIGITS[min(to_end, 3)], tail), 0)]
        if unknown:
            numbers += (self._is("gO", 0), find("goc")(left, 0))
        return self._keep((left, right, to_end, tail, unknown), numbers)

    def _ordinary(self, opens: bool, loud: int) -> Numbers:
        """One of the language's ordinary words, by where it stands."""
        key = (opens, loud)
        return self._kept.get(key) or self._keep(
            key, [self._is("com", 0), self._find("comx")(("1" if opens else "0", _DIGITS[loud]), 0)]
        )

    def _used(self, usage: Usage, best: str, grade: str) -> Numbers:
        """How a word is used elsewhere, by what the gazetteer says of the name that it is in."""
        find = self._find
        numbers = [find("vpg")((usage.place, best), 0), find("vrg")((usage.rank, grade), 0)]
        return self._keep(usage, numbers) if best == "-" else tuple(numbers)

    def _match(self, words: Words, run: Run, match: Match, i: int, own: tuple[str, Usage]) -> Numbers:
        """What the gazetteer knows of the name that a word is in, and where in the run it stands."""
        start, end, fact = match
        position = "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
        left = _class_of(words.lower[start - 1], "-") if start > run.start else "<"
        right = _class_of(words.lower[end], "-") if end < run.end else ">"
        key = (position, fact, left, right, own)
        kept = self._kept.get(key)
        if kept is None:
            find, best, kind = self._find, position + fact.best, position + fact.best[0]
            shape, usage = own
            edges = ("=" if left == "<" else "") + ("=" if right == ">" else "")
            alone = "S" if position == "S" else "M"
            kept = self._keep(key, [
                find("g")(best, 0), find("gk")(position + fact.kinds, 0), find("gc")((kind, left, right), 0),
                find("ge")((best, edges), 0), find("gs")((best, shape), 0),
                *self._used(usage, alone + fact.best[0], alone + fact.best),
            ])  # fmt: skip
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
