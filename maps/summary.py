"""The answer of a story in a few sentences: what is done, what is talk, which figures hold."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.vocabulary import Status, Verdict

if TYPE_CHECKING:
    from maps.document import ClaimMark, Journey, PlaceMark

__all__ = ["tell_checks", "tell_journey", "tell_pile"]


_LONGEST_WAY = 9
_LONGEST_LIST = 6
_NOT_DONE = {
    Status.PLANNED: "planned",
    Status.RUMOURED: "only rumoured",
    Status.DENIED: "denied or called off",
}


def tell_journey(journey: "Journey") -> str:
    """One sentence on a journey."""
    done = [s.stop.place.name for s in journey.stops if s.stop.status is Status.DONE]
    names = list(dict.fromkeys(done))
    who = journey.traveller or journey.title
    head = f"{who}: " if who else ""
    parts = [f"{head}{_way(names)} is reported as done" if names else f"{head}nothing is reported as done"]
    for status, word in _NOT_DONE.items():
        others = dict.fromkeys(s.stop.place.name for s in journey.stops if s.stop.status is status)
        if others:
            parts.append(f"{_and(_few(list(others)))} {'is' if len(others) == 1 else 'are'} {word}")
    told = "; ".join(parts)
    return f"{told[:1].upper()}{told[1:]}."


def _way(names: list[str]) -> str:
    """The way in one line: a long one by how it begins and how it ends, since every stop has its card."""
    if len(names) <= _LONGEST_WAY:
        return " → ".join(names)
    return " → ".join([*names[:3], f"{len(names) - 6} more", *names[-3:]])


def _few(names: list[str]) -> list[str]:
    if len(names) <= _LONGEST_LIST:
        return names
    kept = _LONGEST_LIST - 2
    return [*names[:kept], f"{len(names) - kept} more"]


def tell_pile(journeys: "Sequence[Journey]", places: "Sequence[PlaceMark]") -> str:
    """One sentence on articles about many things: what they name most, and how many journeys they report."""
    named = [mark for mark in places if mark.mentions][:5]
    moving = sum(1 for journey in journeys if journey.legs)
    most = f"Named most: {_and([f'{mark.place.name} ({mark.mentions})' for mark in named])}." if named else ""
    told = f"{moving} journeys are reported." if moving > 1 else "One journey is reported." if moving else ""
    return " ".join(part for part in (most, told) if part)


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def tell_checks(claims: "Sequence[ClaimMark]") -> str:
    """One sentence on the claims."""
    if not claims:
        return "The articles claim no distance."
    counts = Counter(c.finding.verdict for c in claims)
    words = {
        Verdict.AGREE: ("agrees", "agree"),
        Verdict.CLOSE: ("is close", "are close"),
        Verdict.DISAGREE: ("disagrees", "disagree"),
        Verdict.UNCHECKABLE: ("cannot be checked", "cannot be checked"),
    }
    if len(claims) == 1:
        only = claims[0].finding
        verdict = {Verdict.AGREE: "agrees with", Verdict.CLOSE: "is close to", Verdict.DISAGREE: "disagrees with"}
        if only.verdict in verdict:
            return f"The one distance claimed, {only.claim.as_written}, {verdict[only.verdict]} what is measured."
        return f"The one distance claimed, {only.claim.as_written}, cannot be checked."
    told = ", ".join(f"{n} {words[v][n > 1]}" for v in Verdict if (n := counts[v]))
    return f"Of {len(claims)} distances claimed, {told}."
