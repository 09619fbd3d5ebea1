"""Why a mention was placed where it was, in words a reader understands."""

from typing import Any

from numpy.typing import NDArray

from geo.geoparse.evidence import FEATURES, Board
from geo.geoparse.groups import Group
from geo.geoparse.lexicon import WORD_CLASS

__all__ = ["explain_choice", "why_unresolved"]

_SAID = {
    "in the parent named": "the text names it with {parent}",
    "in the grandparent named": "the text goes on to {grandparent}",
    "parent in a list": "it stands beside {parent}",
    "kind as said": "the text calls it a {cue}",
    "kind other than said": "the text calls it a {cue}",
    "not in the parent named": "it lies in {parent}",
    "country of hint": "it lies in the outlet's country",
    "near hint 30": "it is near the outlet's home",
    "near hint 100": "it is near the outlet's home",
    "near hint 400": "it is near the outlet's home",
    "distance to hint": "it is near the outlet's home",
    "division of hint": "it lies in the outlet's home region",
    "country vote": "other places of the article are in {country}",
    "log country vote": "other places of the article are in {country}",
    "country vote × settlement": "other places of the article are in {country}",
    "division vote": "other places of the article are in the same province or state",
    "log division vote": "other places of the article are in the same province or state",
    "division vote × settlement": "other places of the article are in the same province or state",
    "county vote": "other places of the article are in the same county",
    "parent unit of others": "other places of the article lie in it",
    "near others 30": "it is within a few tens of km of other places of the article",
    "near others 120": "it is near other places of the article",
    "near others 500": "it is in the same part of the world as other places of the article",
    "nearest other": "it is near other places of the article",
    "prominence": "it is the best known place of that name",
    "first": "it is the best known place of that name",
    "behind": "it is the best known place of that name",
    "lone name × prominence": "it is the best known place of that name",
    "capital": "it is a capital",
    "capital among capitals": "the article is about countries and capitals",
    "small among capitals": "the article is about countries and capitals",
    "country": "it is a country",
    "demonym of country": "the word speaks of its people",
}
_TOLD = {k: _SAID[feature] for k, feature in reversed(list(enumerate(FEATURES))) if feature in _SAID}
_MOST, _LEAST = 3, 0.05


def explain_choice(board: Board, g: int, row: int, rival: int | None, weights: NDArray[Any]) -> tuple[str, ...]:
    """Name what spoke most for the chosen candidate against its next rival."""
    group = board.groups[g]
    if rival is None:
        only = (
            "the word speaks of its people" if group.demonym else "it is the only place of that name in the gazetteer"
        )
        return (only,)
    gain = (weights * (board.matrix[row] - board.matrix[rival])).tolist()
    country = board.senses[g].sketches[row - board.starts[g]].country
    said: list[str] = []
    for column in sorted([k for k in _TOLD if gain[k] >= _LEAST], key=gain.__getitem__, reverse=True):
        template = _TOLD[column]
        sentence = template.format(
            parent=group.parents[0] if group.parents else "",
            grandparent=group.parents[1] if len(group.parents) > 1 else "",
            cue={"settlement": "town", "admin2": "county", "admin1": "province"}.get(group.cue, group.cue),
            country=country or "the same area",
        )
        if sentence not in said:
            said.append(sentence)
        if len(said) == _MOST:
            break
    return tuple(said) or ("it fits the article slightly better than its namesakes",)


def why_unresolved(group: Group) -> str:
    """Say why a name has no place."""
    words = group.name.lower().split()
    if any(WORD_CLASS.get(w.rstrip(".")) == "road" for w in words):
        return f"{group.name} reads as a road; roads are not in the gazetteer"
    if len(words) == 1 and WORD_CLASS.get(words[0]) == "compass":
        return f"“{group.name}” alone leaves open which country or region it is a part of"
    if group.demonym:
        return f"no place is known whose people are called {group.name}"
    return f"no place named {group.name} is in the gazetteer"
