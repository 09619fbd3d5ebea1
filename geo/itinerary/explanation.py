"""Why an itinerary reads as it does: the words that decided, stop by stop and leg by leg."""

from geo.itinerary.journey import Itinerary

__all__ = ["explain"]


def explain(itinerary: Itinerary) -> tuple[str, ...]:
    """List, in plain lines, what made each stop and leg, who says so and where reports disagree.

    Returns
    -------
    tuple of str
        First the traveller, then each stop with its status, time words and quotation, each leg, each remark.
    """
    known = f" (also {', '.join(itinerary.aliases)})" if itinerary.aliases else ""
    lines = [f"traveller: {itinerary.traveller}{known}"]
    for number, stop in enumerate(itinerary.stops, 1):
        when = f", {stop.time_words}" if stop.time_words else ""
        reason = "; ".join(stop.because)
        lines.append(f"{number}. {stop.place.name}: {stop.status.value}{when} — {reason}")
        for quote in stop.evidence:
            says = f"{quote.says}: " if quote.says else ""
            lines.append(f"   {quote.article_id}: {says}“{' '.join(quote.text.split())}”")
    for leg in itinerary.legs:
        reason = "; ".join(leg.because) or "no word says how"
        lines.append(
            f"{leg.origin.place.name} → {leg.destination.place.name}: {leg.mode.value}, {leg.status.value} — {reason}"
        )
    lines.extend(f"contradiction: {c.about}" for c in itinerary.contradictions)
    lines.extend(f"implausible: {remark}" for remark in itinerary.remarks)
    return tuple(lines)
