"""Whether a text is English: by its commonest words, or by what its source says."""

import re

__all__ = ["is_english"]

_COMMON = frozenset(
    "the of and to in a is that for on was with as by at from it has have be are were an this which their his after "
    "will not or but had he she they said its been who".split()
)
_FOREIGN = re.compile("[^\0-\u024f]")
_HEAD = 2000
_ENOUGH_WORDS = 12
_ENGLISH_SHARE = 0.12


def is_english(text: str, language: str | None = None) -> bool:
    """Tell whether a text is to be read as English; a short or undecided text in Latin letters is.

    Parameters
    ----------
    language : str or None
        What the source says ("en", "en-GB", "fr"); believed where it says English and where the words do not object.
    """
    if language and language.lower().startswith("en"):
        return True
    head = text[:_HEAD]
    if not head.isascii() and _is_foreign_script(head):
        return False
    words = head.lower().split()
    if len(words) < _ENOUGH_WORDS:
        return not language
    share = sum(map(_COMMON.__contains__, words)) / len(words)
    return share >= _ENGLISH_SHARE or (not language and words.count("the") >= 3)


def _is_foreign_script(head: str) -> bool:
    foreign = sum(map(str.isalpha, _FOREIGN.findall(head)))
    return foreign > 0 and foreign > 0.5 * sum(map(str.isalpha, head))
