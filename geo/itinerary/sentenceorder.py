"""In which order one sentence tells its movements: "after …ing" comes first, "before …ing" last."""

from geo.itinerary.movement import Reported
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Mode

__all__ = ["told_order"]

_CONTINUE = frozenset({"continue", "proceed", "go", "press", "push", "carry", "move"})


def told_order(found: list[tuple[Traveller, Reported]]) -> list[tuple[Traveller, Reported]]:
    """Within a sentence, what "after …ing" and "having …" tell comes first, what "before …ing" tells last."""
    past = False
    back_in: int | None = None
    modes: dict[int, Mode] = {}
    for traveller, report in found:
        if report.trigger in _CONTINUE and report.mode is Mode.UNKNOWN:
            report.mode = modes.get(id(traveller), Mode.UNKNOWN)
        modes[id(traveller)] = report.mode
        if report.pluperfect and past and not report.order:
            report.pluperfect = False
        if report.instead and report.status == "done":
            for other, earlier in found:
                if other is traveller and earlier.at < report.at and earlier.status == "planned":
                    earlier.status = "denied"
        if report.because[1:2] and report.order == "before" and all(p.role == "origin" for p in report.points):
            arrived = next((r for t, r in found if t is traveller and r.order == "" and r.frame == "arrive"), None)
            if arrived is not None and arrived.mode is Mode.UNKNOWN:
                arrived.mode = report.mode
        past = past or (not report.pluperfect and report.because[1:2] == ("finite past",))
        if report.pluperfect:
            back_in = report.clause
        elif (
            back_in == report.clause
            and report.status == "done"
            and report.order == ""
            and report.because[1:2] == ("finite past",)
        ):
            report.pluperfect = True
    rank = {"before": 0.0}

    def key(pair: tuple[Traveller, Reported]) -> float:
        opens = pair[1].order == "during" and not pair[1].of_trip and all(r.at >= pair[1].at for _, r in found)
        if pair[1].order == "after" and not any(r.at < pair[1].at for _, r in found):
            return 3.0
        return 2.0 if opens else rank.get(pair[1].order, 1.0)

    return sorted(found, key=key)
