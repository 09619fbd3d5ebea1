"""Whether a text is English: by its commonest words, or by what its source says."""

import re

__all__ = ["is_english"]

_COMMON = frozenset(
    "the of and to in a is that for on was with as by at from it has have be are were an this which their his after "
    "will not or but had he she they said its been who".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 12
_ENGLISH_SHARE = 0.12


def is_english(text: str, language: str | None = None) -> bool:
    """Tell whether a text is to be read as English; a short or undecided text in Latin letters is.

    Parameters
    ----------
    language : str or None
        What the source says ("en", "en-GB", "fr"); believed where it says English and where the words do not object.
    """
    head = text[:4000]
    words = _WORD.findall(head.lower())
    if language and language.lower().startswith("en"):
        return True
    foreign_script = sum(1 for c in head if c.isalpha() and ord(c) > 0x24F)
    letters = sum(1 for c in head if c.isalpha())
    if letters and foreign_script > 0.5 * letters:
        return False
    if len(words) < _ENOUGH_WORDS:
        return not language
    share = sum(1 for w in words if w in _COMMON) / len(words)
    return share >= _ENGLISH_SHARE or (not language and words.count("the") >= 3)
