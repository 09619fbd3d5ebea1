"""What the recogniser looks at: one list of feature names for each word of each run."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.geoparse.lexicon import COMMON_WORDS, FIRST_NAMES, WORD_CLASS
from geo.geoparse.runs import Match, Run
from geo.geoparse.words import Words

if TYPE_CHECKING:
    from geo.geoparse.coherence import Fit

__all__ = ["document_cues", "run_features", "second_look"]

_EDGE = "|"


@lru_cache(maxsize=65536)
def own_features(word: str) -> tuple[str, ...]:
    """Return what a word shows by itself: shape, ending, class. Its identity would only be learnt by heart."""
    lower = word.lower()
    features = ["b", "sh=" + _shape(word)]
    if len(lower) > 3 and lower.isalpha():
        features += ("s2=" + lower[-2:], "s3=" + lower[-3:])
    kind = WORD_CLASS.get(lower)
    if kind:
        features += ("wc=" + kind, "w=" + lower.rstrip("."))
    if lower in FIRST_NAMES:
        features.append("fn")
    return tuple(features)


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


def document_cues(words: Words, runs: list[Run]) -> dict[str, Counter[str]]:
    """Count for each capitalised word how the document speaks of it: after "in", before ", State", after a title."""
    cues: dict[str, Counter[str]] = {}
    lower, texts = words.lower, words.words
    count = len(texts)
    for run in runs:
        before = lower[run.start - 1] if run.start else _EDGE
        after = lower[run.end] if run.end < count else _EDGE
        # What ends in a longer gazetteer name ("New York") says nothing of its last word.
        named = {k for m in run.matches if m.end - m.start > 1 for k in range(m.start, m.end - 1)}
        for i in range(run.start, run.end):
            word = texts[i]
            if not words.capital[i] or words.loud[i] == 2:
                continue
            counter = cues.get(word)
            if counter is None:
                counter = cues[word] = Counter()
            counter["n"] += 1
            left = lower[i - 1] if i > run.start else before
            if i == run.start and WORD_CLASS.get(before) == "loc":
                counter["loc"] += 1
            if i == run.end - 1 and WORD_CLASS.get(after) == "say":
                counter["say"] += 1
            if i > run.start and (left in FIRST_NAMES or WORD_CLASS.get(left) == "title" or _initial(left)):
                counter["per"] += 1
            elif i > run.start and words.capital[i - 1] and (i - 1) not in named and _is_bare(left):
                counter["tail"] += 1
            if i + 1 < run.end:
                kind = WORD_CLASS.get(lower[i + 1])
                if kind in ("place", "body"):
                    counter[kind] += 1
                elif kind is None and lower[i] in FIRST_NAMES:
                    counter["first"] += 1
    _parents(words, runs, cues)
    return cues


def _is_bare(word: str) -> bool:
    """Tell whether a capitalised word is neither a common word nor one of a class: perhaps a first name."""
    return len(word) > 2 and word not in WORD_CLASS and word not in COMMON_WORDS


def _initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _parents(words: Words, runs: list[Run], cues: dict[str, Counter[str]]) -> None:
    """Count "Xtown, State"."""
    texts = words.words
    for run, following in zip(runs, runs[1:], strict=False):
        if following.start == run.end + 1 and texts[run.end] == "," and following.matches:
            match = following.matches[0]
            if match.start == following.start and match.fact.kinds[0] in "AC" and run.end - 1 >= run.start:
                for i in range(max(run.start, run.end - 2), run.end):
                    if texts[i] in cues:
                        cues[texts[i]]["par"] += 1


def run_features(
    words: Words, runs: list[Run], index: int, cues: dict[str, Counter[str]], lowered: set[str]
) -> list[list[str]]:
    """Return the features of each word of run ``index``."""
    run = runs[index]
    lower, texts, count = words.lower, words.words, len(words.words)
    a, b = run.start, run.end
    left1 = lower[a - 1] if a else _EDGE
    right1 = lower[b] if b < count else _EDGE
    tail = WORD_CLASS.get(lower[b - 1], "-")
    common = [
        "rp=" + left1, "rn=" + right1, f"rl={min(b - a, 5)}", "rt=" + tail, f"ld={words.loud[a]}",
        f"rpc={WORD_CLASS.get(left1, '-')}",
    ]  # fmt: skip
    if words.opens[a]:
        common += ("op", "op:" + right1)
    if words.loud[a]:
        common.append(f"ld{words.loud[a]}:{left1}")
    before_class, after_class = _neighbour_classes(texts, runs, index)
    result: list[list[str]] = []
    at = _match_positions(run)
    for i in range(a, b):
        word = texts[i]
        p1 = lower[i - 1] if i else _EDGE
        p2 = lower[i - 2] if i > 1 else _EDGE
        n1 = lower[i + 1] if i + 1 < count else _EDGE
        n2 = lower[i + 2] if i + 2 < count else _EDGE
        p1c = WORD_CLASS.get(p1, "-") if i > a else "<"
        n1c = WORD_CLASS.get(n1, "-") if i + 1 < b else ">"
        features = [
            *own_features(word), *common,
            "p1=" + p1, "n1=" + n1, f"p21={p2}_{p1}", f"n12={n1}_{n2}",
            f"cc={p1c}_{n1c}", f"rt@{min(b - 1 - i, 3)}={tail}",
        ]  # fmt: skip
        if i > a and p1 in FIRST_NAMES:
            features.append("pfn")
        if i + 1 < b and texts[i + 1][0].isupper() and word.lower() in FIRST_NAMES:
            features.append("fnX")
        if lower[i] in COMMON_WORDS:
            features += ("com", f"com{words.opens[i]:d}{words.loud[i]}")
        if word.lower() in lowered:
            features.append("low" if not words.opens[i] else "lowop")
        match = at.get(i)
        if match is None:
            features += ("g=O", f"g=O:{p1c}", f"gO{p1}", f"gOn={n1}")
        else:
            _match_features(features, match, i, (lower, texts, run), (before_class, after_class))
        counter = cues.get(word)
        if counter:
            _cue_features(features, counter, match)
        result.append(features)
    return result


def _match_positions(run: Run) -> dict[int, Match]:
    return {i: match for match in run.matches for i in range(match.start, match.end)}


def _neighbour_classes(texts: list[str], runs: list[Run], index: int) -> tuple[str, str]:
    """Return the gazetteer classes beyond a comma, "and" or "/" before and after the run."""
    run = runs[index]
    before = after = "-"
    if index:
        earlier = runs[index - 1]
        if earlier.end == run.start - 1:
            link = texts[run.start - 1]
            if link in (",", "and", "/", "or", "(", "to"):
                kind = (
                    earlier.matches[-1].fact.best if earlier.matches and earlier.matches[-1].end == earlier.end else "o"
                )
                before = link + kind
    if index + 1 < len(runs):
        later = runs[index + 1]
        if later.start == run.end + 1:
            link = texts[run.end]
            if link in (",", "and", "/", "or", "(", "to"):
                kind = later.matches[0].fact.best if later.matches and later.matches[0].start == later.start else "o"
                after = link + kind
    return before, after


def _match_features(
    features: list[str],
    match: Match,
    i: int,
    place: tuple[list[str], list[str], Run],
    beyond: tuple[str, str],
) -> None:
    lower, texts, run = place
    start, end, fact = match
    inner = "B" if i == start else ("E" if i == end - 1 else "I")
    position = "S" if end - start == 1 else inner
    best = fact.best
    left = lower[start - 1] if start else _EDGE
    right = lower[end] if end < len(lower) else _EDGE
    g = position + best
    kind = position + best[0]
    left_class = WORD_CLASS.get(left, "-") if start > run.start else "<"
    right_class = WORD_CLASS.get(right, "-") if end < run.end else ">"
    edges = ("=" if start == run.start else "") + ("=" if end == run.end else "")
    features += (
        "g=" + g, f"gk={position}{fact.kinds}",
        f"gc={kind}:{left_class}:{right_class}", f"ge={g}:{edges}",
        f"gs={g}:{own_features(texts[i])[1]}",
    )  # fmt: skip
    if start == run.start:
        features.append(f"gb={kind}:{beyond[0]}")
    if end == run.end:
        features.append(f"ga={kind}:{beyond[1]}")


def _cue_features(features: list[str], counter: Counter[str], match: Match | None) -> None:
    known = match.fact.best[0] if match else "O"
    for cue in ("loc", "par", "per", "say", "tail", "place", "body", "first"):
        if counter[cue]:
            features += ("c" + cue, f"c{cue}:{known}", f"c{cue}{min(3, counter[cue] * 4 // counter['n'])}")
    features.append(f"cn={min(counter['n'], 4)}")


def second_look(run: Run, fits: "Mapping[Match, Fit]") -> list[list[str]]:
    """Return how the names of a run would fit the places that the article is surely about."""
    at = _match_positions(run)
    return [_fit_features(at[i], fits) if i in at else [] for i in range(run.start, run.end)]


def _fit_features(match: Match, fits: "Mapping[Match, Fit]") -> list[str]:
    fit = fits.get(match)
    if fit is None:
        return []
    km, spread, unit = fit
    known = f"{match.fact.best[0]}{match.fact.many}"
    return ["k=" + km, "ku=" + unit, f"k={km}{known}", f"ku={unit}{known}", f"kk={km}{unit}", f"ks={km}{spread}"]
