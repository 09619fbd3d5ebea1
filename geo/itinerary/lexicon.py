"""The words that the grammar knows: movement verbs, what governs them, travellers, closed classes.

The rows live in ``words/*.toml``; this module inflects the verbs and answers look-ups.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from geo.vocabulary import Mode

__all__ = ["Lexicon", "Movement", "VerbForm", "lexicon"]


class VerbForm(NamedTuple):
    """One reading of an inflected verb; ``tense`` is base, third, past, participle or gerund."""

    lemma: str
    tense: str


class Movement(NamedTuple):
    """What a verb does to the places around it: its frame, the mode that it implies, the particles it needs."""

    lemma: str
    particles: tuple[str, ...]
    frame: str
    mode: Mode


_VOWELS = "aeiou"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and len(verb) > 2:
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _doubled(verb: str) -> str:
    syllables = sum(c in _VOWELS and (i == 0 or verb[i - 1] not in _VOWELS) for i, c in enumerate(verb))
    stressed = syllables == 1 or verb.endswith(("fer", "gin", "mit", "cur", "pel", "get", "let", "set", "hop", "run"))
    closed = len(verb) >= 3 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    return verb + verb[-1] if closed and stressed else verb


def _inflect(verb: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    past, participle = irregular.get(verb, [_past(verb), _past(verb)])
    forms = {"past": past, "participle": participle, "gerund": _gerund(verb), "third": _third(verb)}
    return forms | {"base": verb}


_SPECIAL_FORMS = {
    "be": {"is": "third", "are": "base", "was": "past", "were": "past", "been": "participle", "being": "gerund"},
    "have": {"has": "third", "had": "past", "having": "gerund", "have": "base"},
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every look-up that the grammar makes; all keys are lower case."""

    forms: dict[str, tuple[VerbForm, ...]]
    movements: dict[str, tuple[Movement, ...]]
    sets: dict[str, frozenset[str]]
    vehicles: dict[str, Mode]
    trips: dict[str, Mode]

    def has(self, kind: str, word: str) -> bool:
        """Tell whether a word belongs to a set such as ``denied.verbs``."""
        return word in self.sets[kind]


def _tables() -> dict[str, dict[str, Any]]:
    folder = resources.files(__package__).joinpath("words")
    names = ("verbs", "irregular", "modality", "nouns", "common")
    return {name: tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8")) for name in names}


def _movements(table: dict[str, dict[str, str]]) -> dict[str, tuple[Movement, ...]]:
    found: dict[str, list[Movement]] = {}
    for frame, modes in table.items():
        for mode, words in modes.items():
            for word in words.split():
                lemma, *particles = word.split("_")
                meaning = Mode.UNKNOWN if mode == "any" else Mode(mode)
                found.setdefault(lemma, []).append(Movement(lemma, tuple(particles), frame, meaning))
    return {lemma: tuple(sorted(rows, key=lambda r: -len(r.particles))) for lemma, rows in found.items()}


def _british(verb: str) -> dict[str, str]:
    """The doubled forms beside the plain ones: travelled, refuelling."""
    if (
        len(verb) > 4
        and verb.endswith(("el", "al", "ol", "il"))
        and not verb.endswith(("eel", "eal", "oil", "ail", "ool", "eil"))
    ):
        return {"past": verb + "led", "participle": verb + "led", "gerund": verb + "ling"}
    return {}


def _forms(lemmas: set[str], irregular: dict[str, list[str]]) -> dict[str, tuple[VerbForm, ...]]:
    found: dict[str, list[VerbForm]] = {}
    for lemma in sorted(lemmas):
        special = _SPECIAL_FORMS.get(lemma)
        pairs = list(special.items()) if special else [(form, t) for t, form in _inflect(lemma, irregular).items()]
        pairs += [(form, t) for t, form in _british(lemma).items()]
        for form, tense in pairs:
            reading = VerbForm(lemma, tense)
            if reading not in found.setdefault(form, []):
                found[form].append(reading)
    return {form: tuple(rows) for form, rows in found.items()}


def _by_mode(table: dict[str, str]) -> dict[str, Mode]:
    return {
        word.replace("_", " "): Mode.UNKNOWN if mode == "any" else Mode(mode)
        for mode, words in table.items()
        for word in words.split()
    }


@cache
def lexicon() -> Lexicon:
    """Load the words once."""
    tables = _tables()
    movements = _movements(tables["verbs"])
    sets = {
        f"{section}.{key}": frozenset(_words(value))
        for name in ("modality", "nouns", "common")
        for section, rows in tables[name].items()
        for key, value in rows.items()
    }
    lemmas = set(movements) | set(sets["verbs.any"]) | set(tables["irregular"])
    for key in ("planned.verbs", "denied.verbs", "done.verbs", "reporting.verbs", "rumoured.verbs"):
        lemmas |= {word.split(" ")[0] for word in sets[key]}
    nouns = tables["nouns"]
    return Lexicon(
        forms=_forms(lemmas, tables["irregular"]),
        movements=movements,
        sets=sets,
        vehicles=_by_mode(nouns["vehicles"]),
        trips=_by_mode(nouns["trips"]),
    )


def _words(value: str) -> list[str]:
    return [word.replace("_", " ") for word in value.split()]
