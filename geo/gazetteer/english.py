"""Names as English-language news writes them: GeoNames has those of other scripts in the marks of scholars."""

import unicodedata
from dataclasses import replace

from geo.gazetteer.gather import Gathered
from geo.gazetteer.names import QUOTES, is_latin, normalise

__all__ = ["plain_name", "write_plainly"]

# Countries whose towns are written in another script at home, so that the marks on Latin letters are nobody's spelling.
_OTHER_SCRIPTS = frozenset(
    "AE AF AM BD BG BH BT BY CN CY EG ER ET GE GR HK IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MK MM MN MO NP OM "
    "PK PS QA RU SA SD SY TH TJ TW UA UZ YE".split()
)
_SOFT = frozenset("AM BY GE KP KR RU UA".split())  # an apostrophe is a soft or a breathed letter, which news leaves out
_LETTERS = str.maketrans("łŁđĐðÐøØıə", "lLdDdDoOia")
_WITHOUT_QUOTES = str.maketrans("", "", QUOTES)


def plain_name(name: str, country: str) -> str:
    """Write a name without the marks of a transliteration: Jalālābād is Jalalabad, Ryazan’ is Ryazan.

    Names of countries that write Latin letters themselves, and names in other letters, stay as they are.
    """
    if country not in _OTHER_SCRIPTS or not is_latin(normalise(name)):
        return name
    kept = name.replace("’", "'") if country == "CN" else name.translate(_WITHOUT_QUOTES)  # Xi'an is two syllables
    parted = unicodedata.normalize("NFKD", kept.translate(_LETTERS))
    made = unicodedata.normalize("NFC", "".join(c for c in parted if not unicodedata.combining(c)))
    made = made.replace("'", "") if country in _SOFT else made
    return made if made[:1].isupper() else made[:1].upper() + made[1:]


def write_plainly(world: Gathered) -> None:
    """Show every place gathered so far by its plain name; what it answers to stays."""
    for draft in world:
        name = plain_name(draft.place.name, draft.place.country)
        if name != draft.place.name:
            draft.place = replace(draft.place, name=name)
