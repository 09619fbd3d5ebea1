"""Names as keys: every spelling of a name that a reader takes for the same is folded into one.

The key is case-folded, without accents on Latin, Greek and Cyrillic letters and without vowel points in Arabic and
Hebrew; hyphens, slashes and dots separate words, apostrophes vanish; ``St.``, ``Mt.`` and ``Ft.`` are written
out, and a leading "the" is dropped. Other scripts stay themselves.
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["QUOTES", "generic_class", "is_latin", "normalise", "query_variants", "strip_generic"]

QUOTES = "’‘ʼʻʹ′`´ʾʿˈ"  # what transliterations have for letters that Latin lacks
_SPECIAL = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t",
    "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ǝ": "e", "&": " and ",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None,
    "\u200b": None, "\u200c": None, "\u200d": None, "\u00ad": None, "\ufeff": None,
} | dict.fromkeys("'" + QUOTES))  # fmt: skip
_APOSTROPHE = {ord("'"): None, ord("`"): None}
# A dot between single letters joins them (U.S., D.C.); any other mark parts words.
_INITIALS = re.compile(r"\b(\w)\.(?=\w\b|\s|$)")
# Vowel signs of Indic, Thai, Tibetan, Burmese and Khmer script belong to their words, though \w leaves them out.
_MARKS = re.compile("(?:[^\\w\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3099\u309a]|_)+")
_STRIPPED_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652\u0670]")
_WRITTEN_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "mts": "mountains", "mtns": "mountains"}
_SIMPLE = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*").fullmatch


@lru_cache(maxsize=1 << 16)
def normalise(name: str) -> str:
    """Fold a name to the key under which the gazetteer files it; empty when nothing but marks is in it."""
    folded = name.lower().strip()
    if not folded.isascii():
        folded = _fold(folded)
    elif "'" in folded or "`" in folded:
        folded = folded.translate(_APOSTROPHE)
    if not _SIMPLE(folded):
        folded = folded.replace("&", " and ")
        if "." in folded:
            folded = _INITIALS.sub(r"\1", folded)
        folded = _MARKS.sub(" ", folded).strip()
    return _expand(folded)


def _fold(name: str) -> str:
    # Composed before its case is folded, for ᴬ becomes a capital A, and ﺃ the one letter that is looked for.
    name = unicodedata.normalize("NFKC", name.translate(_SPECIAL)).casefold().translate(_SPECIAL)
    name = unicodedata.normalize("NFKD", name)
    name = _STRIPPED_MARKS.sub("", name).translate(_SPECIAL)
    return unicodedata.normalize("NFC", name)


def _expand(name: str) -> str:
    while name.startswith("the "):
        name = name[4:]
    if name[:3] not in {"st ", "ste", "mt ", "ft "} and " st" not in name and " mt" not in name:
        return name
    words = name.split(" ")
    last = len(words) - 1
    for i, word in enumerate(words):
        if word in _WRITTEN_OUT and (i < last if word in {"st", "ste"} else (i == 0) != (word in {"mts", "mtns"})):
            words[i] = _WRITTEN_OUT[word] if last else word
    return " ".join(words)


def is_latin(key: str) -> bool:
    """Tell whether a key is written in Latin letters only (accents are gone already)."""
    return key.isascii()


# What administrative units are called, so that "Sverdlovsk region" finds Sverdlovsk Oblast and back.
GENERIC = frozenset(
    "city town township village borough municipality county parish province oblast region state governorate "
    "prefecture district department territory canton krai kray raion rayon okrug republic metropolitan area "
    "autonomous special federal capital division voivodeship wilaya emirate regency commune shire council "
    "unitary authority".split()
)
_OF_HEADS = (
    "city", "town", "village", "county", "province", "state", "republic", "governorate", "district", "region",
    "municipality", "oblast", "department", "kingdom", "commonwealth", "principality", "territory", "borough", "canton",
    "islamic republic", "peoples republic", "democratic republic", "federal republic", "autonomous republic", "port",
)  # fmt: skip


_SETTLEMENT_WORDS = frozenset("city town village port".split())


def generic_class(key: str) -> str:
    """The feature class that a key's words for a kind of unit ask for: ``A``, ``P``, or empty where it has none."""
    bare = strip_generic(key)
    if bare == key:
        return ""
    taken = set(key.split(" ")) - set(bare.split(" ")) - {"of", "the", "greater", "metropolitan"}
    if not taken:
        return ""
    return "P" if taken <= _SETTLEMENT_WORDS else "A"


def strip_generic(key: str) -> str:
    """Take words for a kind of unit off both ends: ``sverdlovsk oblast`` and ``county of kent`` lose them.

    Never returns an empty key: ``province`` stays what it is.
    """
    for head in _OF_HEADS if " of " in key else ():
        if key.startswith(head + " of "):
            rest = key[len(head) + 4 :]
            return rest[4:] if rest.startswith("the ") else rest
    words = key.split(" ")
    end, begin = len(words), 0
    while end > 1 and words[end - 1] in GENERIC:
        end -= 1
    while begin < end - 1 and words[begin] in {"greater", "metropolitan"}:
        begin += 1
    return " ".join(words[begin:end])


# Words that news shortens within a name: W. Columbia, Loudon Co., Sugar Hts.
_SHORTENED = {
    "n": "north", "s": "south", "e": "east", "w": "west", "no": "north", "so": "south", "co": "county",
    "twp": "township", "hts": "heights", "spgs": "springs", "spg": "spring", "jct": "junction", "mtn": "mountain",
    "pk": "park", "pt": "point", "is": "island", "isl": "island", "isls": "islands", "natl": "national",
    "intl": "international", "univ": "university", "ctr": "center", "hbr": "harbor", "bch": "beach", "vlg": "village",
    "metro": "metropolitan", "prov": "province", "dist": "district", "dept": "department", "terr": "territory",
    "airbase": "air base",
}  # fmt: skip


# Words that name a part of the place that follows.
_PARTS_OF = frozenset(
    "central downtown greater metropolitan inner outer suburban mainland upper lower rural northern southern eastern "
    "western northeastern northwestern southeastern southwestern coastal far".split()
)


# Words for a kind of water, land or harbour that stand before a name or behind it: Gulf of Riga, Riga Gulf.
_WITH_OF = frozenset("strait straits gulf bay sea isle port peninsula cape mouth".split())
_WITHOUT_OF = frozenset("lake river mount cape isle".split())
_ALIKE = {"mount": "mountain", "mountain": "mount", "isle": "island", "island": "isle"}
_NUMBERS = frozenset("strait mountain island lock mine hill height oilfield gasfield falls spring cave field".split())
# Works that bear the name of the town beside them.
_WORKS = (
    "border crossing", "crossing", "checkpoint", "port", "harbour", "harbor", "oil terminal", "terminal",
    "oil refinery", "refinery", "shipyard", "railway station", "train station", "lng", "lng terminal", "oil depot",
    "arsenal", "ammunition depot", "airfield", "military airfield", "airbase", "air base", "power station",
    "power plant",
)  # fmt: skip


def query_variants(key: str) -> tuple[str, ...]:
    """Other keys to try when a key finds nothing, most faithful first."""
    words = key.split(" ")
    written = " ".join(_SHORTENED.get(word, word) for word in words) if len(words) > 1 else key
    tries = [written, strip_generic(written), "".join(words)]
    if words[0] == "r":
        tries.append(" ".join(["river", *words[1:]]))
    if len(words) > 1:
        tries += _turned(words)
        if words[0] in _PARTS_OF:
            tries.append(" ".join(words[1:]))
        tries += [key.removesuffix(" " + work) for work in _WORKS]
    return tuple(dict.fromkeys(t for t in tries if t and t != key))


def _turned(words: list[str]) -> list[str]:
    """The same words with the one for a kind at the other end, or as one of several."""
    first, last, name = words[0], words[-1], " ".join(words[:-1])
    tries = []
    for kind in (last, _ALIKE.get(last, last)):
        if kind in _WITH_OF:
            tries.append(f"{kind} of {name}")
        if kind in _WITHOUT_OF:
            tries.append(f"{kind} {name}")
    rest = " ".join(words[2:] if words[1] == "of" else words[1:])
    if rest and (first in _WITHOUT_OF or (first in _WITH_OF and words[1] == "of")):
        tries += [f"{rest} {kind}" for kind in dict.fromkeys((first, _ALIKE.get(first, first)))]
    if last in _NUMBERS:
        tries.append(f"{name} {last}s")
    elif last.removesuffix("s") in _NUMBERS:
        tries.append(f"{name} {last.removesuffix('s')}")
    return tries
