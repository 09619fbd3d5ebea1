"""Scores of a geoparser against annotated articles: recognition, resolution, end to end, and confidence.

The measures are those of the field (Gritta et al. 2018, "What's missing in geographical parsing?"; Jurgens et al. 2015
for AUC): exact and overlapping spans; of gold toponyms with coordinates the share within 161 km (A161) and 20 km,
median and mean error, and the area under the curve of the logarithm of the error, 0 best. ``given`` counts what was
found and placed, ``e2e`` all that there was: what was missed or not placed is as far off as a place can be.
"""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import CorpusError

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer
    from geo.geoparse.mention import Hints, Resolution

__all__ = ["Span", "evaluate", "read_spans", "score", "score_table", "spans_of"]

FARTHEST_KM = 20039.0
_EARTH_DIAMETER_KM = 12742.0176
Documents = Mapping[str, Sequence["Span"]]


@dataclass(frozen=True, slots=True)
class Span:
    """A toponym of an annotated or a parsed article; ``kind`` is the gold feature (``P.PPL``) where one is given."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    kind: str = ""
    confidence: float | None = None

    @property
    def is_placed(self) -> bool:
        """Whether it has coordinates."""
        return self.lat is not None and self.lon is not None


def evaluate(
    gold: Path | str,
    predicted: Path | str | None = None,
    *,
    hints: "Mapping[str, Hints] | None" = None,
    gazetteer: "Gazetteer | None" = None,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Score a geoparser's output, or this geoparser, against annotated articles.

    Parameters
    ----------
    gold : path
        JSON lines ``{"id", "text", "toponyms": [{"start", "end", "lat", "lon", "type"?}]}``.
    predicted : path, optional
        The same shape without texts; when absent the texts of ``gold`` are parsed.
    hints : mapping, optional
        Article id to what is known of its outlet.

    Raises
    ------
    CorpusError
        When a file cannot be read, naming the line.
    """
    rows = _rows(Path(gold))
    truth = {str(row["id"]): read_spans(row) for row in rows}
    if predicted is not None:
        answers: Documents = {str(row["id"]): read_spans(row) for row in _rows(Path(predicted))}
    else:
        progress(f"parsing {len(rows)} articles")
        answers = _parse(rows, gazetteer, hints or {})
    return score(truth, answers)


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read ({error}); give a JSON Lines file") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                row["id"], row["toponyms"]  # noqa: B018
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusError(f'{path}, line {number}: not an object with "id" and "toponyms" ({error})') from error
            rows.append(row)
    if not rows:
        raise CorpusError(f"{path}: holds no article")
    return rows


def read_spans(row: Mapping[str, Any]) -> list[Span]:
    """Read the toponyms of one line (CorpusError: not toponyms); of two on one span, one with coordinates counts."""
    spans: dict[tuple[int, int], Span] = {}
    for t in row["toponyms"]:
        if not _is_toponym(t):
            raise CorpusError(f"article {row.get('id')}: {str(t)[:200]} has no start and end, or not numbers")
        span = Span(t["start"], t["end"], t.get("lat"), t.get("lon"), t.get("type") or "", t.get("confidence"))
        known = spans.get((span.start, span.end))
        if known is None or (not known.is_placed and span.is_placed):
            spans[span.start, span.end] = span
    return sorted(spans.values(), key=lambda s: (s.start, s.end))


def _is_toponym(t: Any) -> bool:
    whole = isinstance(t, Mapping) and isinstance(t.get("start"), int) and isinstance(t.get("end"), int)
    return whole and all(isinstance(t.get(k), float | int | None) for k in ("lat", "lon", "confidence"))


def spans_of(resolutions: "Iterable[Resolution]") -> list[Span]:
    """Turn resolutions into spans."""
    spans = []
    for r in resolutions:
        place = r.resolved
        lat, lon = place.at.latlon if place else (None, None)
        spans.append(Span(r.mention.start, r.mention.end, lat, lon, r.mention.kind.value, r.confidence))
    return spans


def _parse(rows: Sequence[dict[str, Any]], gazetteer: "Gazetteer | None", hints: "Mapping[str, Hints]") -> Documents:
    from geo.articles.article import Article
    from geo.gazetteer.store import Gazetteer
    from geo.geoparse import geoparse
    from geo.geoparse.mention import Hints

    gazetteer = gazetteer or Gazetteer.open()
    parsed = {}
    for row in rows:
        if "text" not in row:
            raise CorpusError(f'article {row["id"]}: has no "text" to parse; give predictions as well')
        outlet = row.get("outlet")
        article = Article(str(row["id"]), row.get("title") or "", row["text"], outlet=outlet)
        parsed[article.id] = spans_of(geoparse(article, gazetteer, hints.get(article.id, Hints())))
    return parsed


def score(gold: Documents, predicted: Documents) -> dict[str, Any]:
    """Score predictions against gold, article by article.

    Returns
    -------
    dict
        ``exact`` and ``overlap`` (P, R, F1, tp, pred, gold), ``given``, ``given0`` and ``e2e`` (n, A161, A20, median,
        mean, AUC), ``e2e161`` (P, R, F1), ``by`` feature class, and ``calibration`` where there are confidences.
    """
    tally = _Tally()
    for article, truth in gold.items():
        tally.add(truth, predicted.get(article, ()))
    return tally.result(len(gold), sum(1 for a in gold if a not in predicted))


class _Tally:
    """What is counted over the articles."""

    def __init__(self) -> None:
        self.exact = self.overlap = self.said = self.there = 0
        self.right = self.placed = 0
        self.given: list[float] = []
        self.found: list[float] = []
        self.e2e: list[float] = []
        self.by: dict[str, list[tuple[bool, float]]] = defaultdict(list)
        self.sure: list[tuple[float, bool]] = []

    def add(self, gold: Sequence[Span], said: Sequence[Span]) -> None:
        self.said += len(said)
        self.there += len(gold)
        ours = {(s.start, s.end) for s in said}
        self.exact += sum(1 for g in gold if (g.start, g.end) in ours)
        pairs = _overlapping(gold, said)
        self.overlap += len(pairs)
        unplaceable = {j for i, j in pairs.items() if not gold[i].is_placed}
        self.placed += sum(1 for j, s in enumerate(said) if s.is_placed and j not in unplaceable)
        near: dict[int, bool] = {}
        for i, g in enumerate(gold):
            if g.is_placed:
                near[i] = self._place(g, said[pairs[i]] if i in pairs else None)
        self._confidences(gold, said, pairs, near)

    def _place(self, gold: Span, said: Span | None) -> bool:
        km = FARTHEST_KM
        if said is not None:
            if said.is_placed:
                km = _km(gold, said)
                self.given.append(km)
            self.found.append(km)
        self.e2e.append(km)
        self.right += km <= 161
        self.by[gold.kind[:1] or "-"].append((said is not None, km))
        return km <= 161

    def _confidences(
        self, gold: Sequence[Span], said: Sequence[Span], pairs: Mapping[int, int], near: Mapping[int, bool]
    ) -> None:
        back = {j: i for i, j in pairs.items()}
        for j, s in enumerate(said):
            if s.confidence is None or not s.is_placed:
                continue
            i = back.get(j)
            if i is not None and not gold[i].is_placed:
                continue
            exact = i is not None and (gold[i].start, gold[i].end) == (s.start, s.end)
            self.sure.append((s.confidence, exact and i is not None and near[i]))

    def result(self, articles: int, missing: int) -> dict[str, Any]:
        found = {
            "articles": articles, "without_prediction": missing,
            "exact": _prf(self.exact, self.said, self.there), "overlap": _prf(self.overlap, self.said, self.there),
            "e2e161": _prf(self.right, self.placed, len(self.e2e)),
            "given": _errors(self.given), "given0": _errors(self.found), "e2e": _errors(self.e2e),
            "by": {kind: _group(pairs) for kind, pairs in sorted(self.by.items(), key=lambda kv: -len(kv[1]))},
        }  # fmt: skip
        if self.sure:
            found["calibration"] = _calibration(self.sure)
        return found


def _overlapping(gold: Sequence[Span], said: Sequence[Span]) -> dict[int, int]:
    """Pair gold with predictions one to one, the largest shared part of both first."""
    shares = []
    for i, g in enumerate(gold):
        for j, s in enumerate(said):
            common = min(g.end, s.end) - max(g.start, s.start)
            if common > 0:
                shares.append((-common / (max(g.end, s.end) - min(g.start, s.start)), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(shares):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _km(a: Span, b: Span) -> float:
    """Great-circle distance on a sphere, as the published scores use it."""
    lat1, lon1, lat2, lon2 = (math.radians(v or 0.0) for v in (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(h)))


def _prf(right: int, said: int, there: int) -> dict[str, float]:
    p, r = right / said if said else 0.0, right / there if there else 0.0
    return {"P": p, "R": r, "F1": 2 * p * r / (p + r) if p + r else 0.0, "tp": right, "pred": said, "gold": there}


def _errors(km: Sequence[float]) -> dict[str, float]:
    n = len(km)
    if not n:
        return {"n": 0}
    ordered = sorted(km)
    logs = [math.log(1 + min(k, FARTHEST_KM)) for k in ordered]
    area = sum(a + b for a, b in zip(logs, logs[1:], strict=False)) / 2 / (n - 1) if n > 1 else logs[0]
    middle = ordered[n // 2] if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2
    return {
        "n": n, "A161": sum(k <= 161 for k in km) / n, "A20": sum(k <= 20 for k in km) / n,
        "median": middle, "mean": sum(km) / n, "AUC": area / math.log(FARTHEST_KM),
    }  # fmt: skip


def _group(pairs: Sequence[tuple[bool, float]]) -> dict[str, float]:
    found = [km for hit, km in pairs if hit]
    return {
        "n": len(pairs), "recall": len(found) / len(pairs),
        "A161_given": sum(km <= 161 for km in found) / len(found) if found else 0.0,
        "A161_e2e": sum(km <= 161 for _, km in pairs) / len(pairs),
    }  # fmt: skip


def _calibration(sure: Sequence[tuple[float, bool]], bins: int = 10) -> dict[str, float]:
    """Expected calibration error, and how many mentions are above 0.9 and how often those are right."""
    cells: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in sure:
        cells[min(int(confidence * bins), bins - 1)].append((confidence, right))
    gaps = (abs(sum(c for c, _ in cell) - sum(r for _, r in cell)) for cell in cells.values())
    high = [right for confidence, right in sure if confidence > 0.9]
    return {
        "expected_error": sum(gaps) / len(sure),
        "share_above_0.9": len(high) / len(sure),
        "right_above_0.9": sum(high) / len(high) if high else 0.0,
    }


_CLASSES = {"A": "countries, provinces, counties", "P": "settlements", "H": "waters", "L": "regions, parks",
            "S": "sites", "T": "mountains, islands", "-": "class not given"}  # fmt: skip


def score_table(scores: Mapping[str, Any]) -> str:
    """Lay scores out as text for a terminal."""
    lines = [f"articles {scores['articles']} (without prediction {scores['without_prediction']})"]
    for name in ("exact", "overlap", "e2e161"):
        s = scores[name]
        counts = f"({s['tp']} of {s['pred']} said, {s['gold']} there)"
        lines.append(f"{name:8s} P {s['P']:.3f}  R {s['R']:.3f}  F1 {s['F1']:.3f}  {counts}")
    for name in ("given", "given0", "e2e"):
        s = scores[name]
        if s["n"]:
            lines.append(
                f"{name:8s} n {s['n']:5d}  A161 {s['A161']:.3f}  A20 {s['A20']:.3f}  "
                f"median {s['median']:.1f} km  mean {s['mean']:.0f} km  AUC {s['AUC']:.3f}"
            )
    for kind, s in scores["by"].items():
        lines.append(
            f"  {_CLASSES.get(kind, kind):30s} n {s['n']:5d}  recall {s['recall']:.3f}  "
            f"A161 given {s['A161_given']:.3f}  e2e {s['A161_e2e']:.3f}"
        )
    if "calibration" in scores:
        c = scores["calibration"]
        lines.append(
            f"confidence: expected error {c['expected_error']:.3f}; {c['share_above_0.9']:.0%} above 0.9, "
            f"of which {c['right_above_0.9']:.1%} are right"
        )
    return "\n".join(lines)
