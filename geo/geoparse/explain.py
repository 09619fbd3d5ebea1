"""Why each mention of an article was placed where it was: candidates, scores and evidence, as plain data."""

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.articles.article import Article
from geo.geoparse.evidence import FEATURES
from geo.geoparse.groups import group_mentions
from geo.geoparse.mention import Hints, Unresolved
from geo.geoparse.outlets import hints_of_metadata, merged
from geo.geoparse.recogniser import recognise_mentions
from geo.geoparse.resolver import Judgement, judge, resolve_mentions, sense_book, shipped_weights

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["explain"]

_NO_HINTS = Hints()


def explain(
    article: Article, gazetteer: "Gazetteer", hints: Hints = _NO_HINTS, *, most: int = 5
) -> list[dict[str, Any]]:
    """Lay open how an article's mentions were decided.

    Parameters
    ----------
    most : int
        Candidates and pieces of evidence to show for each mention.

    Returns
    -------
    list of dict
        One a mention, in text order: ``start``, ``end``, ``text``, ``kind``, ``recogniser`` (its probability),
        ``place`` (id or None), ``confidence``, ``because`` (sentences), ``reason`` (why there is no place, or None),
        ``parents`` and ``cue`` (what the text says of it), ``candidates`` (``id``, ``name``, ``country``, ``admin1``,
        ``feature``, ``belief``, ``score`` and ``evidence``: what each feature adds to the score, strongest first).
    """
    hints = merged(hints, hints_of_metadata(article, gazetteer))
    mentions = recognise_mentions(article, gazetteer)
    if not mentions:
        return []
    book, weights = sense_book(gazetteer), shipped_weights()
    groups = group_mentions(article.text, mentions, book.is_known)
    judgement = judge(groups, mentions, book, hints, weights.passes)
    resolutions = resolve_mentions(article, mentions, gazetteer, hints)
    rows: dict[int, dict[str, Any]] = {}
    for g, group in enumerate(groups):
        candidates = _candidates(judgement, g, weights.passes[-1], most)
        for i in group.members:
            mention, resolution = mentions[i], resolutions[i]
            rows[i] = {
                "start": mention.start, "end": mention.end, "text": mention.text, "kind": mention.kind.value,
                "recogniser": mention.probability, "place": resolution.resolved.id if resolution.resolved else None,
                "confidence": resolution.confidence, "because": list(resolution.because),
                "reason": resolution.place.reason if isinstance(resolution.place, Unresolved) else None,
                "parents": list(group.parents), "cue": group.cue, "candidates": candidates,
            }  # fmt: skip
    return [rows[i] for i in sorted(rows)]


def _candidates(judgement: Judgement, g: int, weights: "np.ndarray[Any, Any]", most: int) -> list[dict[str, Any]]:
    board = judgement.board
    start, end = board.starts[g], board.starts[g + 1]
    found = []
    for row in start + np.argsort(-judgement.belief[start:end], kind="stable")[:most]:
        place = board.senses[g].places[row - start]
        share = weights * board.matrix[row]
        strongest = [k for k in np.argsort(-np.abs(share)) if abs(share[k]) >= 0.01][:most]
        found.append({
            "id": place.id, "name": place.name, "country": place.country, "admin1": place.admin1,
            "feature": place.feature, "belief": round(float(judgement.belief[row]), 4),
            "score": round(float(judgement.scores[row]), 3),
            "evidence": [{"what": FEATURES[k], "adds": round(float(share[k]), 3)} for k in strongest],
        })  # fmt: skip
    return found
