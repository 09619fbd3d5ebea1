"""How a document speaks of each capitalised word, over all the places where it stands."""

from geo.geoparse.lexicon import COMMON_WORDS, FIRST_NAMES, WORD_CLASS
from geo.geoparse.runs import Run
from geo.geoparse.words import Words

__all__ = ["CUES", "document_cues"]

# After "in", before ", State", after a title or first name, speaking, last after another capitalised word that is
# nothing else, before a word for a kind of place, for a kind of body, and as a first name before another word.
CUES = ("loc", "par", "per", "say", "tail", "place", "body", "first")
_LOC, _PAR, _PER, _SAY, _TAIL, _PLACE, _BODY, _FIRST = range(1, len(CUES) + 1)
_BLANK = [0] * (len(CUES) + 1)
_EDGE = "|"


def document_cues(words: Words, runs: list[Run]) -> dict[str, list[int]]:
    """Count for each capitalised word how often it stands in a run, and then each of `CUES`."""
    cues: dict[str, list[int]] = {}
    lower, texts, capital, loud = words.lower, words.words, words.capital, words.loud
    count = len(texts)
    for run in runs:
        first, last = run.start, run.end - 1
        # What ends in a longer gazetteer name ("New York") says nothing of its last word.
        named = {k for m in run.matches if m.end - m.start > 1 for k in range(m.start, m.end - 1)}
        for i in range(first, run.end):
            if not capital[i] or loud[i] == 2:
                continue
            word = texts[i]
            counts = cues.get(word)
            if counts is None:
                counts = cues[word] = _BLANK.copy()
            counts[0] += 1
            if i > first:
                _after(counts, lower[i - 1], bare=capital[i - 1] and (i - 1) not in named)
            elif i and WORD_CLASS.get(lower[i - 1]) == "loc":
                counts[_LOC] += 1
            if i < last:
                _before(counts, lower[i], lower[i + 1])
            elif i + 1 < count and WORD_CLASS.get(lower[i + 1]) == "say":
                counts[_SAY] += 1
    _parents(words, runs, cues)
    return cues


def _after(counts: list[int], left: str, *, bare: bool) -> None:
    if left in FIRST_NAMES or WORD_CLASS.get(left) == "title" or (len(left) == 2 and left[1] == "."):
        counts[_PER] += 1
    elif bare and len(left) > 2 and left not in WORD_CLASS and left not in COMMON_WORDS:
        counts[_TAIL] += 1


def _before(counts: list[int], word: str, right: str) -> None:
    kind = WORD_CLASS.get(right)
    if kind == "place":
        counts[_PLACE] += 1
    elif kind == "body":
        counts[_BODY] += 1
    elif kind is None and word in FIRST_NAMES:
        counts[_FIRST] += 1


def _parents(words: Words, runs: list[Run], cues: dict[str, list[int]]) -> None:
    """Count "Xtown, State"."""
    texts = words.words
    for run, following in zip(runs, runs[1:], strict=False):
        if following.start == run.end + 1 and texts[run.end] == "," and following.matches:
            match = following.matches[0]
            if match.start == following.start and match.fact.kinds[0] in "AC" and run.end - 1 >= run.start:
                for i in range(max(run.start, run.end - 2), run.end):
                    if texts[i] in cues:
                        cues[texts[i]][_PAR] += 1
