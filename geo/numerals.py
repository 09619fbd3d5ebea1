"""Numbers as English news writes them: ``1,155``, ``12 1/2``, ``three hundred and fifty``, ``a couple of hundred``."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from geo.tokens import Token

__all__ = ["Numeral", "may_begin", "read_numeral", "rounding_step", "word_at"]


class Numeral(NamedTuple):
    """A number in a row of tokens.

    Attributes
    ----------
    value : float
        What it says.
    end : int
        Index of the first token after it.
    step : float
        What its writer rounded to.
    thousands_value : float or None
        The other reading of a doubtful ``1.155``: one thousand one hundred and fifty-five.
    """

    value: float
    end: int
    step: float
    thousands_value: float | None = None


_SMALL = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALE = {"hundred": 100.0, "thousand": 1000.0, "million": 1_000_000.0, "dozen": 12.0}
_FRACTIONS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "eighth": 1 / 8,
    "eighths": 1 / 8,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
}
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}
_VAGUE = frozenset("several few many dozens hundreds thousands countless".split())
_SPACES = "\u00a0\u202f\u2009"
_HYPHENS = frozenset("-‐‑")

_MOST_DIGITS = 24
"""No length, amount or year of any text is longer; a float could not hold what is."""


def rounding_step(value: float, decimals: int = 0) -> float:
    """Say what a writer rounded a figure to: 680 to tens, 425 to fives, 700 to a tenth of itself at most.

    Parameters
    ----------
    decimals : int
        How many digits stand behind the point as written.
    """
    if value <= 0:
        return 0.0
    if decimals:
        last = round(value * 10**decimals) % 10
        return float((5 if last == 5 else 1) * 10.0**-decimals)
    whole, step = round(value), 1
    while whole % 10 == 0:
        whole, step = whole // 10, step * 10
    if whole % 10 == 5 and whole > 10:
        step *= 5
    return float(max(min(step, value / 10), min(1.0, value / 2)))


_BEGINNINGS = _SMALL.keys() | _TENS.keys() | {"half", "a", "an", "hundred"}


def may_begin(token: Token) -> bool:
    """Tell quickly whether a number, or a unit counted once, may begin with a token."""
    text = token.text
    return text[0].isdecimal() or text[-1] in _VULGAR or text.lower() in _BEGINNINGS


def read_numeral(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read the number that begins at a token, or None; vague amounts ("several hundred") are none.

    "a" and "an" count as one only before hundred, thousand, half and their like: "a mile" is for the reader of units.
    """
    if at >= len(tokens) or word_at(tokens, at - 1) in _VAGUE or _is_rest_of_vague(tokens, at):
        return None
    text = tokens[at].text
    if text[0].isdecimal() or text in _VULGAR or text[-1] in _VULGAR:
        return _read_digits(tokens, at)
    return _read_words(tokens, at)


def _is_rest_of_vague(tokens: Sequence[Token], at: int) -> bool:
    """As "thirty" in "several hundred and thirty"."""
    words = [word_at(tokens, n) for n in (at - 3, at - 2, at - 1)]
    return words[0] in _VAGUE and words[1] in _SCALE and words[2] == "and"


def word_at(tokens: Sequence[Token], at: int) -> str:
    """Return the word at a place in lower case, or nothing where there is none."""
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""


def _read_digits(tokens: Sequence[Token], at: int) -> Numeral | None:
    text, end = tokens[at].text, at + 1
    if len(text) > _MOST_DIGITS:
        return None
    if _decimal_comma(tokens, at):
        text, end = f"{text}.{tokens[at + 2].text}", at + 3
    vulgar = _VULGAR.get(text[-1], 0.0)
    text = text[:-1] if vulgar else text
    plain = _plain(text) if text else (0.0, 0, None)
    if plain is None:
        return None
    value, decimals, other = plain
    if end == at + 1 and not decimals and not vulgar and len(text) <= 3 and _continues_thousands(tokens, at):
        value, end = value * 1000 + float(tokens[end].text), end + 1
    fraction = (vulgar, end) if vulgar else _fraction_after(tokens, end)
    if fraction:
        part, end = fraction
        return Numeral(value + part, end, min(part, 0.5))
    if not vulgar and word_at(tokens, end) == "/" and word_at(tokens, end + 1).isdecimal() and value < 10:
        below = float(word_at(tokens, end + 1))
        return Numeral(value / below, end + 2, value / below / 2) if below else None
    scale = _SCALE.get(word_at(tokens, end), 1.0)
    end += scale > 1
    return Numeral(value * scale, end, rounding_step(value, decimals) * scale, other)


def _plain(text: str) -> tuple[float, int, float | None] | None:
    """Value, decimals, and for a doubtful ``1.155`` the other reading."""
    for space in _SPACES:
        text = text.replace(space, ",")
    head, _, tail = text.rpartition(".")
    if not head:
        whole = text.replace(",", "")
        return (float(whole), 0, None) if whole.isdecimal() else None
    if not (head.replace(",", "").isdecimal() or head.replace(".", "").isdecimal()) or not tail.isdecimal():
        return None
    if head.count(".") or (len(tail) == 3 and len(head) <= 3 and not head.startswith("0") and "," not in head):
        thousands = float((head + tail).replace(".", ""))
        return (thousands, 0, None) if head.count(".") else (float(f"{head}.{tail}"), 3, thousands)
    return float(head.replace(",", "") + "." + tail), len(tail), None


def _decimal_comma(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "12,5" stands here, written without a space."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != ",":
        return False
    whole, comma, tail = tokens[at : at + 3]
    return (
        whole.text.isdecimal()
        and tail.text.isdecimal()
        and len(tail.text) < 3
        and tail.start - comma.start == 1
        and (comma.start == whole.end)
    )


def _continues_thousands(tokens: Sequence[Token], at: int) -> bool:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        after is not None
        and len(after.text) == 3
        and after.text.isdecimal()
        and after.start - tokens[at].end == 1
        and word_at(tokens, at + 2) not in {"/", ","}
    )


def _fraction_after(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Read "1/2" or "and a half" behind a whole number."""
    word = word_at(tokens, at)
    if word in _VULGAR:
        return _VULGAR[word], at + 1
    if word in _HYPHENS:
        return (
            _fraction_after(tokens, at + 1) if word_at(tokens, at + 1) == "and" or _is_ratio(tokens, at + 1) else None
        )
    if _is_ratio(tokens, at):
        above, below = float(word), float(word_at(tokens, at + 2))
        return (above / below, at + 3) if 0 < above < below else None
    if word == "and":
        skip = 1 + (word_at(tokens, at + 1) in _HYPHENS)
        article = word_at(tokens, at + skip)
        if article in {"a", "one"} or article in _SMALL:
            part_at = at + skip + 1
            part_at += word_at(tokens, part_at) in _HYPHENS
            part = _FRACTIONS.get(word_at(tokens, part_at))
            if part:
                return part * _SMALL.get(article, 1.0), part_at + 1
    return None


def _is_ratio(tokens: Sequence[Token], at: int) -> bool:
    return word_at(tokens, at).isdecimal() and word_at(tokens, at + 1) == "/" and word_at(tokens, at + 2).isdecimal()


def _read_words(tokens: Sequence[Token], at: int) -> Numeral | None:
    couple = _read_couple(tokens, at)
    if couple:
        return couple
    fraction = _read_fraction(tokens, at)
    if fraction:
        return fraction
    total, group, end, seen = 0.0, 0.0, at, False
    while True:
        word = word_at(tokens, end)
        if word in {"a", "an"} and not seen and word_at(tokens, end + 1) in _SCALE:
            group, end = 1.0, end + 1
        elif word == "hundred" and end == at and word_at(tokens, end + 1) == "and":  # "hundred and thirty"
            group, end, seen = 100.0, end + 1, True
        elif word in _SMALL or word in _TENS:
            group, end, seen = group + _SMALL.get(word, _TENS.get(word, 0.0)), end + 1, True
        elif word in _SCALE and (seen or group):
            scale = _SCALE[word]
            total, group = (total + group * scale, 0.0) if scale >= 1000 else (total, group * scale)
            end, seen = end + 1, True
        elif seen and word in _HYPHENS | {"and"} and word_at(tokens, end + 1) in _SMALL | _TENS:
            if word == "and" and total + group < 100:
                break
            end += 1
        else:
            break
    if not seen:
        return None
    value = total + group
    fraction_after = _fraction_after(tokens, end)
    if fraction_after:
        return Numeral(value + fraction_after[0], fraction_after[1], min(fraction_after[0], 0.5))
    return Numeral(value, end, min(2 * rounding_step(value), max(value / 5, 1.0)))


def _read_couple(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "a couple of hundred", "half a dozen"-like amounts that still name a figure."""
    words = [word_at(tokens, at + i) for i in range(4)]
    if words[:3] == ["a", "couple", "of"] and words[3] in {"hundred", "thousand"}:
        return Numeral(2 * _SCALE[words[3]], at + 4, _SCALE[words[3]])
    return None


def _read_fraction(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "half a", "a quarter of a", "one-third of a", "three-quarters of a" before a unit."""
    first = word_at(tokens, at)
    end, count = at, 1.0
    if first in {"a", "an"} or (first in _SMALL and first != "zero"):
        count, end = _SMALL.get(first, 1.0), at + 1
        end += word_at(tokens, end) in _HYPHENS
    part = _FRACTIONS.get(word_at(tokens, end))
    if not part or count * part >= 1 or (end == at and first != "half"):
        return None
    end += 1
    end += word_at(tokens, end) == "of"
    end += word_at(tokens, end) in _HYPHENS
    end += word_at(tokens, end) in {"a", "an"}
    value = count * part
    return Numeral(value, end, value / 2 if math.isfinite(value) else 0.0)
