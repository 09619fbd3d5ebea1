"""Words and sentences with their offsets: what recognition, journeys and claims all read.

A token is a half-open span of the text. Possessive ``'s`` and hyphens stand alone, abbreviations keep their
period (``Ky.``, ``U.S.``), numbers keep their separators (``1,155``, ``2.5``).
"""

import re
from typing import NamedTuple

__all__ = ["Sentence", "Token", "sentences", "tokenise"]


class Token(NamedTuple):
    """One word, number or mark, as ``text[start:end]``."""

    start: int
    end: int
    text: str

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[:1].isupper()


class Sentence(NamedTuple):
    """A half-open span of text and the tokens in it."""

    start: int
    end: int
    tokens: tuple[Token, ...]


_TOKEN = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}                                  # U.S. W.Va. initials
  | ['’]s\b                                             # possessive
  | \d+(?:[,.\u00a0\u202f\u2009]\d{3})*(?:\.\d+)?       # 1,155 or 12.5
  | [^\W_]+(?:['’][^\W\d_]+)*?(?=['’]s\b)               # word before 's
  | [^\W_]+(?:['’][^\W_]+)*                             # word, o'clock
  | \S                                                  # any other mark
    """,
    re.VERBOSE,
)

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt maj capt cmdr adm rep sen gov pres st mt ft no vs etc jr sr inc ltd co corp "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun approx est rev hon "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo ont que alta sask man va dept ave blvd rd u.s u.k u.n e.g i.e a.m p.m d.c n.y n.j "
    "n.c s.c n.d s.d n.h n.m r.i w.va b.c p.e.i n.s n.b".split()
)
_SENTENCE_END = frozenset(".!?…。！？")
_CLOSERS = frozenset("\"'”’)]»")
_HALF_DAYS = frozenset({"a.m.", "p.m."})
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_ZONES = frozenset("eastern central mountain pacific atlantic greenwich moscow beijing".split())
_ZONE_LETTERS = frozenset("gmt utc est edt cst cdt mst mdt pst pdt akst hst bst cet cest eet msk ist jst aest".split())
_BEFORE_NOUNS = frozenset("the a an this that its his her their our every each".split())


def tokenise(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, in order; white space belongs to none."""
    tokens = [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    return tuple(_with_abbreviation_periods(tokens))


def _with_abbreviation_periods(tokens: list[Token]) -> list[Token]:
    merged: list[Token] = []
    for token in tokens:
        before = merged[-1] if merged else None
        if (
            token.text == "."
            and before is not None
            and before.end == token.start
            and (before.text.lower() in _ABBREVIATIONS or (len(before.text) == 1 and before.text.isupper()))
            and not _is_ordinal(merged)
        ):
            merged[-1] = Token(before.start, token.end, before.text + ".")
        else:
            merged.append(token)
    return merged


def _is_ordinal(tokens: list[Token]) -> bool:
    """As in "on the 1st.", which is no saint."""
    if len(tokens) < 2 or tokens[-1].text != "st":
        return False
    return tokens[-2].end == tokens[-1].start and tokens[-2].text.isdecimal()


def sentences(text: str, tokens: tuple[Token, ...] | None = None) -> tuple[Sentence, ...]:
    """Group tokens into sentences: a blank line or a line break after a closing mark always ends one."""
    tokens = tokenise(text) if tokens is None else tokens
    groups: list[list[Token]] = [[]]
    for i, token in enumerate(tokens):
        groups[-1].append(token)
        if i + 1 < len(tokens) and _ends(text, tokens, i):
            groups.append([])
    return tuple(Sentence(g[0].start, g[-1].end, tuple(g)) for g in groups if g)


def _ends(text: str, tokens: tuple[Token, ...], i: int) -> bool:
    here, after = tokens[i], tokens[i + 1]
    gap = text[here.end : after.start]
    if gap.count("\n") >= 2:
        return True
    j = i
    while j > 0 and tokens[j].text in _CLOSERS:
        j -= 1
    mark = tokens[j].text
    if mark in _SENTENCE_END:
        return bool(gap) and after.text not in _CLOSERS and not after.text[:1].islower()
    if "\n" in gap:
        return not after.text[:1].islower() and mark not in {",", ";", "-", "–", "—"}
    if mark.lower() in _HALF_DAYS and _time_goes_on(tokens, j):
        return False
    abbreviation_closes = mark.endswith(".") and len(mark) > 2 and mark[0].islower()
    return abbreviation_closes and bool(gap) and after.text[:1].isupper()


def _time_goes_on(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell "at 9 a.m. Monday", "5 p.m. Eastern time", "the 4:10 p.m. Coast Starlight" from the end of a sentence."""
    after = [t.text.lower() for t in tokens[at + 1 : at + 3]]
    zone = after[0] in _ZONE_LETTERS or (
        after[0] in _ZONES and after[1:] and after[1] in {"time", "standard", "daylight"}
    )
    k = at - 1
    while k >= 0 and (tokens[k].text[:1].isdecimal() or tokens[k].text in {":", "-", "–"}):
        k -= 1
    return bool(zone) or after[0] in _DAYS or (k >= 0 and tokens[k].text.lower() in _BEFORE_NOUNS)
