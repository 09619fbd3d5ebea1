"""The sentence that gives a finding's reason, and the working behind it."""

from geo.claims.claim import DirectionVerdict, DistanceClaim, Endpoint, EndpointKind, Finding
from geo.claims.judge import CLOSE_SHARE, Judgement
from geo.claims.measure import NetworkLengths, Straight
from geo.coords import compass_word
from geo.gazetteer.place import Place
from geo.units import format_figure, format_km
from geo.vocabulary import Hedge, Mode, Verdict

__all__ = [
    "contradiction",
    "doubtful_ends",
    "hours",
    "judged",
    "no_network",
    "reading",
    "uncheckable",
    "unknown_road",
    "unlikely",
    "vague",
    "with_direction",
    "with_longer_way",
    "working",
]

_BY = {Mode.RAIL: "by rail", Mode.ROAD: "by road", Mode.SEA: "by sea", Mode.FOOT: "by road", Mode.AIR: "by air"}
_HEDGE_WORDS = {
    Hedge.ABOUT: "about ",
    Hedge.MORE_THAN: "more than ",
    Hedge.LESS_THAN: "less than ",
    Hedge.UP_TO: "up to ",
    Hedge.NEARLY: "nearly ",
    Hedge.JUST_OVER: "just over ",
}
_LONGER_SHARE = 1.25


def _claimed(claim: DistanceClaim) -> str:
    return f"“{_HEDGE_WORDS.get(claim.hedge, '')}{' '.join(claim.as_written.split())}”"


def _name(end: Endpoint | None) -> str:
    if end is None:
        return "an unnamed place"
    if end.kind is EndpointKind.POINT:
        return end.place.name
    if end.kind is EndpointKind.PARALLEL:
        return f"the {end.place.name}"
    whose = f"{end.place.name}'s {end.kind.value}"
    return f"{whose} with {end.neighbour.name}" if end.neighbour else whose


def _measure(km: float, claim: DistanceClaim) -> str:
    """Print a measured length, in the claim's own unit as well when that is not the kilometre."""
    written = claim.as_written.lower()
    unit = "nautical miles" if "nautical" in written or "nm" in written else "miles" if "mi" in written else ""
    return f"{format_figure(km)} ({format_figure(km, unit=unit)})" if unit else format_figure(km)


def _line(claim: DistanceClaim, straight: Straight) -> str:
    """Say what the straight measurement gave."""
    if not straight.between_points:
        ends = [end for end in (claim.origin, claim.destination) if end is not None]
        ends.sort(key=lambda end: (end.kind is not EndpointKind.POINT, end.place.is_country))
        point = ends[0]
        return f"From {_name(point)} {straight.how} it is {_measure(straight.km, claim)}"
    origin, destination = _name(claim.origin), _name(claim.destination)
    return f"In a straight line {destination} is {_measure(straight.km, claim)} from {origin}"


def uncheckable(claim: DistanceClaim, reason: str) -> str:
    """Say why nothing could be measured."""
    return f"{_claimed(claim)} cannot be checked: {reason}."


def unlikely(claim: DistanceClaim, straight: Straight) -> str:
    """Say that the figure and the two places do not belong together."""
    origin, destination = _name(claim.origin), _name(claim.destination)
    return (
        f"between {origin} and {destination}, as the names were read, it is {_measure(straight.km, claim)}; "
        "so much more that another place was probably meant"
    )


def doubtful_ends(claim: DistanceClaim, straight: Straight) -> str:
    """Say that the places which the words probably mean do not bear the figure out, so that others may be meant."""
    return (
        f"no grammar says between which places; between {_name(claim.origin)} and {_name(claim.destination)}, "
        f"the likeliest ({claim.likelihood or 0.0:.0%}), it is {_measure(straight.km, claim)}, so that another place "
        "may be meant"
    )


def vague(claim: DistanceClaim, straight: Straight) -> str:
    """Say that an end is too large an area for the figure to be checked."""
    area = straight.vague.name if straight.vague else "an area"
    return (
        f"{_claimed(claim)} cannot be checked: {area} is an area, and its middle, "
        f"{format_km(straight.km)} away, is not what such a figure is measured from."
    )


def ashore(claim: DistanceClaim, straight: Straight, other: Place, shore: float) -> str:
    """Say that a figure lies between an island's nearest shore and its middle."""
    island = straight.vague.name if straight.vague else "the island"
    return (
        f"From {other.name} it is {format_km(shore)} to the nearest shore of {island} and {format_km(straight.km)} to "
        f"its middle, which bears out {_claimed(claim)}."
    )


def contradiction(claim: DistanceClaim, straight: Straight) -> str:
    """Say that a claim's two figures cannot both be right, and which one the map bears out."""
    first, other = claim.km or 0.0, claim.other_km or 0.0
    better = "neither fits well"
    offs = sorted((abs(f - straight.km), f) for f in (first, other))
    if offs[0][0] <= 0.15 * straight.km:
        better = f"the {'first' if offs[0][1] == first else 'second'} figure is the nearer"
    return (
        f"The two figures of {_claimed(claim)} contradict each other: the first is {format_km(first)}, "
        f"the second {format_km(other)}; measured, it is {_measure(straight.km, claim)} {straight.how}, "
        f"so {better}."
    )


def no_network(claim: DistanceClaim, straight: Straight, networks: NetworkLengths) -> str:
    """Say that the network a claim names gives no length."""
    mode = Mode.ROAD if claim.mode is Mode.FOOT else claim.mode
    why = networks.reasons.get(mode, "the data have no route") if mode else "the data have no route"
    by = _BY[mode] if mode else ""
    return (
        f"{_claimed(claim)} {by} cannot be checked: {why.rstrip('.')}; "
        f"in a straight line it is {_measure(straight.km, claim)}."
    )


def unknown_road(claim: DistanceClaim, straight: Straight, networks: NetworkLengths) -> str:
    """Say that a figure is as much longer than the straight line as roads are, which the data cannot tell of."""
    return (
        f"{_line(claim, straight)}; by road it may well be as far as {_claimed(claim)}, for roads are mostly a tenth "
        f"to a half longer, but {networks.reasons[Mode.ROAD].rstrip('.')}."
    )


def judged(
    claim: DistanceClaim, straight: Straight, networks: NetworkLengths, by: Mode | None, judgement: Judgement
) -> str:
    """Say what was measured, against what, and why the verdict."""
    measured_km = straight.km if by is None else networks.km[by]
    verdict = _verdict_words(claim, judgement, measured_km)
    if judgement.verdict is Verdict.CLOSE and abs(judgement.difference_km) > CLOSE_SHARE * measured_km:
        verdict += f" ({_excuse(straight, by)})"
    if by is None:
        return f"{_line(claim, straight)}, {verdict}."
    length = _measure_rough(networks.km[by], claim)
    if claim.mode is None:
        return f"{_line(claim, straight)}, but {_BY[by]} it is about {length}, {verdict}."
    origin, destination = _name(claim.origin), _name(claim.destination)
    line = format_figure(straight.km)
    way = _BY[by].capitalize()
    return f"{way} it is about {length} from {origin} to {destination} ({line} in a straight line), {verdict}."


def _excuse(straight: Straight, by: Mode | None) -> str:
    """Say why a figure that is off by more than the usual share still counts as close."""
    if by is not None:
        return "the road's length is an estimate"
    if straight.between_points:
        return f"the places' own size, some {format_km(straight.extent_km)}, could explain it"
    return "one seldom crosses at the nearest point"


def _measure_rough(km: float, claim: DistanceClaim) -> str:
    written = claim.as_written.lower()
    if "nautical" in written or "nm" in written:
        return f"{format_km(km)} ({round(km / 1.852):,} nautical miles)"
    return f"{format_km(km)} ({round(km / 1.609344):,} miles)" if "mi" in written else format_km(km)


def _verdict_words(claim: DistanceClaim, judgement: Judgement, measured_km: float) -> str:
    claimed = _claimed(claim)
    if judgement.verdict is Verdict.AGREE:
        bound = claim.hedge in {Hedge.MORE_THAN, Hedge.LESS_THAN, Hedge.UP_TO}
        return f"so {claimed} holds" if bound else f"which bears out {claimed}"
    if judgement.too_loose:
        return f"so {claimed} is true but far too loose to inform"
    share = abs(judgement.difference_km) / measured_km
    way = "too long" if judgement.difference_km > 0 else "too short"
    amount = f"{share:.0%}" if share < 1.5 else f"{share + 1:.1f} times the real length, that is"
    if judgement.verdict is Verdict.CLOSE:
        return f"so {claimed} is close, {format_km(abs(judgement.difference_km))} or {share:.0%} {way}"
    if share >= 1.5:
        return f"so {claimed} is {amount.removesuffix(', that is')}"
    return f"so {claimed} is wrong, {format_km(abs(judgement.difference_km))} or {amount} {way}"


def hours(
    claim: DistanceClaim, mode: Mode, length_km: float, along: bool, span: tuple[float, float], verdict: Verdict
) -> str:
    """Say what speed a time of travel implies and whether that is plausible."""
    claimed_hours = claim.hours or 1.0
    way = f"about {format_km(length_km)} {_BY[mode] if mode is not Mode.FOOT else 'on foot'}"
    source = "" if along or mode is Mode.AIR else ", reckoned from the straight line"
    word = {Verdict.AGREE: "plausible", Verdict.CLOSE: "unusual but possible"}.get(verdict, "not plausible")
    origin, destination = _name(claim.origin), _name(claim.destination)
    usual = f"{_hours(span[0])} to {_hours(span[1])} would be usual"
    return (
        f"From {origin} to {destination} it is {way}{source}, so {_claimed(claim)} means "
        f"{length_km / claimed_hours:,.0f} km/h on average, which is {word}: {usual}."
    )


def _hours(value: float) -> str:
    if value >= 72:
        return f"{value / 24:.0f} days"
    return f"{value:.1f} hours" if value >= 1 else f"{value * 60:.0f} minutes"


def with_direction(because: str, claim: DistanceClaim, bearing: float, verdict: DirectionVerdict) -> str:
    """Add to a reason what the direction really is."""
    real = f"{compass_word(bearing)} ({bearing:.0f}°)"
    words = {
        DirectionVerdict.AGREE: f"the direction, {real}, agrees with “{claim.direction}”",
        DirectionVerdict.LOOSE: f"the direction is {real}, so “{claim.direction}” is loose",
        DirectionVerdict.DISAGREE: f"the direction is {real}, not {claim.direction}",
    }
    return f"{because.removesuffix('.')}; {words[verdict]}."


def with_longer_way(
    because: str, claim: DistanceClaim, straight: Straight, networks: NetworkLengths, finding: Finding
) -> str:
    """Add that the railway (or else the road) is longer, or fits no better, where the claim was judged straight."""
    if claim.km is None or finding.agrees_by is not None or claim.straight_said or claim.mode is Mode.AIR:
        return because
    nouns = ((Mode.RAIL, "the railway"), (Mode.ROAD, "the road"))
    known = [(noun, km) for mode, noun in nouns if (km := networks.km.get(mode)) is not None]
    longer = [(noun, km) for noun, km in known if km > _LONGER_SHARE * straight.km]
    if finding.verdict is Verdict.DISAGREE and claim.km > straight.km and known:
        told = ", or ".join(f"{noun}, about {format_km(km)}" for noun, km in known)
        return f"{because.removesuffix('.')}; nor does it fit {told}."
    if longer:
        return f"{because.removesuffix('.')}; {longer[0][0]} is longer, about {format_km(longer[0][1])}."
    return because


def reading(claim: DistanceClaim) -> tuple[str, ...]:
    """Say how the words were read, one line each."""
    amount = f"{claim.km:,.1f} km" if claim.km is not None else f"{claim.hours or 0:g} hours"
    lines = [
        f"words: “{' '.join(claim.text.split())}”",
        f"figure: {claim.as_written} = {amount}"
        + (f", rounded to within {claim.rounding_km:.3g} km" if claim.km is not None else ""),
        f"from {_name(claim.origin)} to {_name(claim.destination)}",
    ]
    if claim.likelihood is not None:
        lines.append(
            f"the ends are the likeliest by what is learnt, {claim.likelihood:.0%}; no rule of grammar gives them"
        )
    if claim.hedge is not Hedge.EXACT:
        lines.append(f"hedge: {claim.hedge.value}")
    if claim.other_km is not None:
        lines.append(f"second figure: {claim.other_km:,.1f} km")
    if claim.mode is not None:
        lines.append(f"way of going: {claim.mode.value}")
    if claim.direction is not None:
        lines.append(f"direction: {claim.direction}, seen from {_name(claim.origin)}")
    return tuple(lines)


def working(finding: Finding, straight: Straight, networks: NetworkLengths) -> tuple[str, ...]:
    """List the arithmetic behind a finding, one line each."""
    lines = [f"straight: {straight.km:,.1f} km {straight.how} (geodesic on WGS84)"]
    lines += [f"{mode.value}: {km:,.0f} km along the network" for mode, km in networks.km.items()]
    lines += [f"{mode.value}: none, {reason}" for mode, reason in networks.reasons.items()]
    if straight.extent_km:
        lines.append(f"the places' own extent: {straight.extent_km:.1f} km")
    if finding.tolerance_km is not None and finding.difference_km is not None:
        lines.append(
            f"difference {finding.difference_km:+,.1f} km, tolerance for agree ±{finding.tolerance_km:,.1f} km"
        )
    if finding.bearing_deg is not None:
        lines.append(f"initial bearing {finding.bearing_deg:.1f}°, {finding.compass}")
    lines.append(f"verdict: {finding.verdict.value}" + (f" ({finding.agrees_by.value})" if finding.agrees_by else ""))
    return tuple(lines)
