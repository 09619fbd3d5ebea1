"""A parsed corpus as a story that a map can show: places with their counts, journeys and disputed claims first.

Fifty thousand articles do not fit on a page. What a reader asks of them does: which places are named, how often and
when, which journeys are best supported, and which figures are wrong. The counts stand in a digest of our own words,
a paragraph a period; of the articles, only those behind a journey or a claim that is shown are kept.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geo
from geo import datasets
from geo.articles.article import Article, Section, SectionKind
from geo.coords import LonLat
from geo.corpus.choose import Chosen, choose
from geo.corpus.parsed import ParsedArticle, counts_of, read_parsed, read_stories
from geo.corpus.stats import PlaceTally, tally_places
from geo.errors import PlaceNotFound
from geo.gazetteer.place import Place
from geo.geoparse.mention import Mention, Resolution
from geo.story import PlaceSummary, Story

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer
    from geo.world import World

__all__ = ["corpus_places", "corpus_story"]

PLACES = 1000
"""So many of the most named places are shown."""

TIMES_NAMED = 12
"""In so many periods at most does the digest name one place: those that name it most."""

MANY_DAYS, MANY_MONTHS = 45, 60
DIGEST = "the corpus in counts"

Progress = Callable[[str], None]


def corpus_places(source: Path, *, limit: int | None = None) -> tuple[tuple[PlaceSummary, int], ...]:
    """The places of a parsed corpus, most named first, each with the number of articles that name it.

    The summaries hold no article ids: a corpus has too many.

    Raises
    ------
    CorpusError
        When it is not what `geo parse` writes.
    """
    tally = tally_places(source)
    named = tally.mentions.most_common(limit)
    return tuple((PlaceSummary(_place(tally.places[key]), n, ()), tally.articles[key]) for key, n in named)


def corpus_story(
    source: Path, world: "World", *, title: str | None = None, progress: Progress = lambda _: None, **ways: Any
) -> Story:
    """Tell a parsed corpus as a story; ``ways`` (via, avoid) go to the laying of routes.

    Raises
    ------
    CorpusError
        When it is not what `geo parse` writes.
    """
    from geo.networks import lay

    progress("counting places")
    counted = _Counted.of(source)
    progress("choosing journeys and claims")
    stories = read_stories(source)
    chosen = choose(stories) if stories is not None else None
    shown = chosen or Chosen()
    progress("laying routes")
    ways |= {"gazetteer": world.gazetteer, "outlines": world.outlines}
    routes = tuple(lay(itinerary, world.networks, **ways) for itinerary in shown.itineraries)
    number = f"{counted.tally.counts.articles:,} articles"
    article, resolutions = _digest(counted, world.gazetteer, f"{number}, parsed into {source.name}.", _remark(chosen))
    return Story(
        title=title or f"{number}: {source.name}",
        articles=(article, *shown.articles),
        resolutions=resolutions,
        itineraries=shown.itineraries,
        routes=routes,
        findings=shown.findings,
        data_versions=datasets.versions(),
        made=datetime.now().astimezone().replace(microsecond=0),
        generator=f"geo {geo.__version__}",
        tallies=dict(counted.tally.mentions.most_common(PLACES)),
        articles_read=counted.tally.counts.articles,
    )


def _remark(chosen: Chosen | None) -> str:
    if chosen is None:
        return "Claims and journeys were not looked for; `geo parse --full` does."
    return (
        f"It claims {chosen.claims:,} distances, of which the {len(chosen.findings):,} most disputed are shown, and "
        f"tells {chosen.journeys:,} journeys, of which {len(chosen.itineraries):,} are shown, the best supported."
    )


@dataclass(slots=True)
class _Counted:
    """What one pass over the mentions keeps: mentions by place, also by day, and articles by day."""

    tally: PlaceTally = field(default_factory=PlaceTally)
    articles: Counter[date | None] = field(default_factory=Counter)
    mentions: defaultdict[str, Counter[date | None]] = field(default_factory=lambda: defaultdict(Counter))

    @classmethod
    def of(cls, source: Path) -> "_Counted":
        counted = cls()
        for article in read_parsed(source):
            counted._add(article)
        counted.tally.counts = counts_of(source) or counted.tally.counts
        return counted

    def _add(self, article: ParsedArticle) -> None:
        self.tally.add(article)
        named = [t["place_id"] for t in article.toponyms if t["place_id"]]
        if named:
            self.articles[article.published] += 1
        for key in named:
            self.mentions[key][article.published] += 1

    def periods(self) -> Callable[[date | None], tuple[str, str]]:
        """How a day is told, to sort by and to read: by day, month or year, as the corpus is long."""
        days = [day for day in self.articles if day]
        if len(days) <= MANY_DAYS:
            return lambda day: (day.isoformat(), f"{day.day} {day:%B %Y}") if day else ("", "No date")
        if len({(day.year, day.month) for day in days}) <= MANY_MONTHS:
            return lambda day: (f"{day:%Y-%m}", f"{day:%B %Y}") if day else ("", "No date")
        return lambda day: (f"{day:%Y}", f"{day:%Y}") if day else ("", "No date")


def _digest(
    counted: _Counted, gazetteer: "Gazetteer", head: str, remark: str
) -> tuple[Article, tuple[Resolution, ...]]:
    """The counts in words, a paragraph a period, and where in them each place is named."""
    written = _Written([f"{head} {remark}"])
    for title, articles, named in _paragraphs(counted):
        written.add(f"\n\n{title}: {articles:,} article{'' if articles == 1 else 's'} naming places. ")
        for number, (key, n) in enumerate(named):
            place = _known(counted.tally.places[key], gazetteer)
            written.add("; " if number else "Most named: ")
            written.name(place)
            written.add(f" {n:,}")
        written.add(".")
    text = "".join(written.pieces)
    body = (Section(0, len(text), SectionKind.BODY),)
    return Article(DIGEST, "The corpus in counts", text, sections=body, digest=True), tuple(written.resolutions)


@dataclass(slots=True)
class _Written:
    """A text under way, and the places named in it so far."""

    pieces: list[str]
    resolutions: list[Resolution] = field(default_factory=list)
    length: int = field(init=False)

    def __post_init__(self) -> None:
        self.length = sum(map(len, self.pieces))

    def add(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def name(self, place: Place) -> None:
        mention = Mention(DIGEST, self.length, self.length + len(place.name), place.name)
        self.resolutions.append(Resolution(mention, place, 1.0))
        self.add(place.name)


def _paragraphs(counted: _Counted) -> Iterator[tuple[str, int, list[tuple[str, int]]]]:
    """Each period: its words, its articles, and the places that it names, most named first."""
    period = counted.periods()
    articles: Counter[tuple[str, str]] = Counter()
    for day, n in counted.articles.items():
        articles[period(day)] += n
    named: defaultdict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for key, _ in counted.tally.mentions.most_common(PLACES):
        times: Counter[tuple[str, str]] = Counter()
        for day, n in counted.mentions[key].items():
            times[period(day)] += n
        for when, n in times.most_common(TIMES_NAMED):
            named[when].append((key, n))
    for when in sorted(articles):
        yield when[1], articles[when], sorted(named[when], key=lambda row: -row[1])


def _known(toponym: dict[str, Any], gazetteer: "Gazetteer") -> Place:
    """The gazetteer's row of a place, or what the corpus tells of one that it does not have (a layer since removed)."""
    try:
        return gazetteer.get(toponym["place_id"])
    except PlaceNotFound:
        return _place(toponym)


def _place(toponym: dict[str, Any]) -> Place:
    name = toponym["place"] or toponym["name"]
    at = LonLat(toponym["lon"], toponym["lat"])
    return Place(toponym["place_id"], name, at, country=toponym["country"] or "", feature=toponym["feature"] or "")
