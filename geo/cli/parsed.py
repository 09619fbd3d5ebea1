"""What `geo places`, `geo check`, `geo route` and `geo render` do with what `geo parse` wrote instead of articles."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.output import Table, json_out, message, table_out, write_csv
from geo.errors import UsageError

if TYPE_CHECKING:
    from geo.claims.claim import Finding

__all__ = ["parsed_findings", "parsed_source", "print_parsed_places"]

SUFFIXES = (".jsonl", ".parquet", ".geoparquet")
HEADS = ("place", "country", "kind", ">lat", ">lon", ">mentions", ">articles", "id")
CSV_HEADS = ("id", "name", "lat", "lon", "country", "feature", "mentions", "articles")
SHOWN = 200
"""Rows of the table; the other formats have all."""


def parsed_source(sources: Sequence[str] | None) -> Path | None:
    """The parsed corpus that is given as the only source, or None when the sources are articles.

    Raises
    ------
    UsageError
        When a parsed corpus stands among other sources.
    """
    likely = [Path(s) for s in sources or () if Path(s).suffix.lower() in SUFFIXES]
    if not likely:
        return None
    from geo.corpus.parsed import is_parsed

    parsed = [path for path in likely if is_parsed(path)]
    if parsed and len(sources or ()) > 1:
        raise UsageError(f"{parsed[0]} is what `geo parse` wrote; give it alone, without other sources")
    return parsed[0] if parsed else None


def print_parsed_places(source: Path, form: str, *, quiet: bool = False) -> None:
    """Print the places of a parsed corpus, most named first: table, json, csv or geojson."""
    from geo.corpus.digest import corpus_places
    from geo.documents import place_features, places_document

    found = corpus_places(source)
    summaries = [summary for summary, _ in found]
    if form in ("json", "geojson"):
        document = places_document((), (), summaries) if form == "json" else place_features(summaries)
        rows = document["places"] if form == "json" else [f["properties"] for f in document["features"]]
        for row, (_, articles) in zip(rows, found, strict=True):
            row["articles_count"] = articles
        json_out(document)
    elif form == "csv":
        places = [(s.place, s.mentions, articles) for s, articles in found]
        write_csv(CSV_HEADS, ((p.id, p.name, p.at.lat, p.at.lon, p.country, p.feature, n, a) for p, n, a in places))
    else:
        cells = [
            (s.place.name, s.place.country, s.place.feature, f"{s.place.at.lat:.3f}", f"{s.place.at.lon:.3f}",
             str(s.mentions), str(articles), s.place.id)
            for s, articles in found[:SHOWN]
        ]  # fmt: skip
        table_out(Table(HEADS, tuple(cells), title="Named in the corpus"))
        if len(found) > SHOWN:
            message(f"{len(found) - SHOWN:,} more places; --format csv, json or geojson has all", quiet=quiet)
    if not found:
        message("geo: this corpus names no place that the gazetteer knows", quiet=quiet)


def parsed_findings(source: Path) -> "tuple[Finding, ...]":
    """The findings of a parsed corpus, disputed first.

    Raises
    ------
    UsageError
        When it was parsed without ``--full``.
    """
    from geo.corpus.parsed import read_stories
    from geo.corpus.stats import RANK, share_off

    stories = read_stories(source)
    if stories is None:
        raise UsageError(f"{source}: no claims were looked for in it; parse the articles with `geo parse --full`")
    findings = [finding for story in stories for finding in story.findings]
    return tuple(sorted(findings, key=lambda f: (RANK[f.verdict], -share_off(f))))
