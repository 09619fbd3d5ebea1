"""What of a corpus' journeys and claims a map shows."""

from dataclasses import replace

from geo.articles.article import Article, Evidence
from geo.claims.claim import DistanceClaim, Finding, Measured
from geo.coords import LonLat
from geo.corpus import choose as module
from geo.corpus.choose import choose
from geo.gazetteer.place import Place
from geo.itinerary.journey import Itinerary, Leg, Stop
from geo.routes import NoRoute
from geo.story import Story
from geo.vocabulary import Mode, Status, Verdict

PLACES = [Place(f"test:{n}", f"Town {n}", LonLat(n, 10.0)) for n in range(30)]


def journey(article, traveller, *numbers):
    stops = [Stop(PLACES[n], None, Status.DONE, (Evidence(article, n, n + 4, "Town"),)) for n in numbers]
    pairs = zip(stops, stops[1:], strict=False)
    legs = tuple(Leg(a, b, Mode.ROAD, Status.DONE) for a, b in pairs)
    return Itinerary(f"{traveller}'s way", traveller, tuple(stops), legs)


def finding(article, verdict, off):
    claim = DistanceClaim(article, 0, 4, "100 km", None, None, 100.0, "100 km")
    return Finding(claim, Measured(100.0), off, 2.0, verdict, "because")


def story(number, itineraries=(), findings=()):
    article = f"a{number}"
    routes = tuple(tuple(NoRoute(leg, "") for leg in one.legs) for one in itineraries)
    return Story(article, (Article(article, article, "Town " * 20),), (), tuple(itineraries), routes, tuple(findings))


def test_the_most_disputed_claims_are_kept_and_only_their_articles(monkeypatch):
    monkeypatch.setattr(module, "CLAIMS", 3)
    verdicts = [Verdict.AGREE, Verdict.DISAGREE, Verdict.UNCHECKABLE, Verdict.CLOSE, Verdict.DISAGREE, Verdict.AGREE]
    stories = [story(n, findings=[finding(f"a{n}", verdict, 10.0 * n)]) for n, verdict in enumerate(verdicts)]
    chosen = choose(stories)
    assert [f.claim.article_id for f in chosen.findings] == ["a4", "a1", "a3"]
    assert {a.id for a in chosen.articles} == {"a4", "a1", "a3"}
    assert chosen.claims == 6


def test_articles_that_fall_out_on_the_way_are_let_go(monkeypatch):
    monkeypatch.setattr(module, "CLAIMS", 2)
    monkeypatch.setattr(module, "CANDIDATES", 2)
    stories = [story(n, findings=[finding(f"a{n}", Verdict.DISAGREE, float(n))]) for n in range(50)]
    assert [f.claim.article_id for f in choose(stories).findings] == ["a49", "a48"]


def test_the_same_journey_of_two_articles_is_told_once():
    stories = [story(n, [journey(f"a{n}", "Ada Brook", 1, 2, 3)]) for n in range(2)]
    chosen = choose(stories)
    assert [len(one.stops) for one in chosen.itineraries] == [3]
    assert (chosen.journeys, len(chosen.articles)) == (2, 2)


def test_likenesses_that_chain_into_a_journey_that_nobody_made_are_not_shown():
    ways = [journey(f"a{n}", "Ada Brook", n, n + 1) for n in range(12)]
    chosen = choose(story(n, [one]) for n, one in enumerate(ways))
    assert all(len(one.stops) <= 4 for one in chosen.itineraries)


def test_a_journey_of_more_legs_goes_before_one_of_fewer(monkeypatch):
    monkeypatch.setattr(module, "CANDIDATES", 1)
    short, long = journey("a0", "Ada Brook", 1, 2), journey("a1", "Ben Cole", 3, 4, 5)
    chosen = choose([story(0, [short]), story(1, [replace(long)])])
    assert [one.traveller for one in chosen.itineraries] == ["Ben Cole"]
