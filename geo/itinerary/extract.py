"""From one article to its itineraries."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from geo.articles.article import Article
from geo.gazetteer.place import Place
from geo.geoparse.mention import MentionKind, Resolution
from geo.itinerary.assemble import itinerary_of, support
from geo.itinerary.attribution import read_sentence
from geo.itinerary.cities import with_cities
from geo.itinerary.contexts import Contexts
from geo.itinerary.dateline import reference_date
from geo.itinerary.dates import resolve
from geo.itinerary.happenings import is_idle
from geo.itinerary.journey import Itinerary
from geo.itinerary.learnt.joining import learnt
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Reported
from geo.itinerary.relevance import tells_movement, worth_reading
from geo.itinerary.selection import is_journey
from geo.itinerary.timeline import Timeline
from geo.itinerary.traveller import Traveller
from geo.itinerary.travellers import Registry
from geo.itinerary.unit import Vocabulary
from geo.itinerary.units import is_headline
from geo.tokens import Token, sentences, tokenise

__all__ = ["journeys"]

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer


def journeys(
    article: Article, resolutions: Sequence[Resolution], gazetteer: "Gazetteer | None" = None
) -> tuple[Itinerary, ...]:
    """Read the journeys that one article reports, best supported first.

    Parameters
    ----------
    article : Article
        Only its body counts; comments and contributors' lines never make a stop.
    resolutions : sequence of Resolution
        The article's toponyms; unresolved ones are left out.
    gazetteer : Gazetteer, optional
        Asked for a country's capital ("the Ukrainian capital") and for the city of a province's name.

    Returns
    -------
    tuple of Itinerary
        One a traveller; empty where nothing travels.
    """
    resolutions = with_cities(article, resolutions, gazetteer)
    reports = _reports(article, resolutions)
    if not reports:
        return ()
    lines = lines_of(article, reports, gazetteer)
    kept = [row for row in lines if is_journey(*row, article)]
    stops = any(line.nodes for _, line, _ in lines)
    found = learnt(article, Contexts(article, resolutions), lines, kept, reports) if stops else None
    if found is None:
        made = [itinerary_of(article, traveller, line) for traveller, line, _ in kept]
    else:
        joined = found.journeys(lines, kept, lambda: Timeline(reference_date(article), lambda _: None))
        made = [found.with_modes(itinerary_of(article, who, line), who) for who, line, _ in joined]
    return tuple(sorted((m for m in made if m.stops), key=lambda i: -support(i)))


def lines_of(
    article: Article, reports: list[tuple[Traveller, Reported]], gazetteer: "Gazetteer | None" = None
) -> list[tuple[Traveller, Timeline, list[Reported]]]:
    """What the rules make of what they read: each traveller with its stops and reports."""
    timelines = _timelines(reports, gazetteer, reference_date(article))
    for traveller, _, _ in timelines:
        _name(traveller)
    return timelines


_UNNAMED = {"it": "an unnamed vehicle", "they": "unnamed travellers", "we": "unnamed travellers"}


def _name(traveller: Traveller) -> None:
    """Nobody is shown as "He": a description serves, else that the article names nobody."""
    pronouns = lexicon().sets["closed.pronouns"]
    word = traveller.display.lower()
    if word in pronouns and not traveller.names:
        heads = sorted(h for h in traveller.heads if h.isalpha() and h not in pronouns)
        traveller.display = f"the {heads[0]}" if heads else _UNNAMED.get(word, "an unnamed traveller")


_DRILLS = frozenset("exercise exercises manoeuvre manoeuvres maneuver maneuvers drill drills parade".split())


def _reports(article: Article, resolutions: Sequence[Resolution]) -> list[tuple[Traveller, Reported]]:
    tokens = tokenise(article.text)
    places = {r.mention.start: r for r in resolutions if r.resolved is not None}
    for start in _of_people(tokens, places):
        del places[start]
    group = [s for s in sentences(article.text, tokens) if article.in_body(s.start)]
    if not any(tells_movement(s, places) for s in group):
        return []
    vocabulary = Vocabulary(frozenset(t.text for t in tokens if t.text[:1].islower()))
    registry = Registry()
    registry.drill = not _DRILLS.isdisjoint(t.text.lower() for t in tokens)
    found: list[tuple[Traveller, Reported]] = []
    titled = sum(map(is_headline, group)) < len(group)
    for number, sentence in enumerate(group):
        if (titled and is_headline(sentence)) or sentence.tokens[-1].text == "?":
            continue
        if number and not worth_reading(sentence, places):
            continue
        found.extend(read_sentence(sentence, number, article.text, places, vocabulary, registry))
    return found


def _of_people(tokens: Sequence[Token], places: Mapping[int, Resolution]) -> list[int]:
    """As in "Kim Jong Un … It is not certain that Kim will go": a town's name that a person of the article bears."""
    towns = {r.mention.text for r in places.values() if _is_like_a_surname(r)}
    at = [k for k, t in enumerate(tokens[:-2]) if t.text in towns] if towns else []
    followed = [k for k in at if _is_name(tokens[k + 1], places) and _is_name(tokens[k + 2], places)]
    full = {tokens[k].text for k in followed}
    prepositions = lexicon().sets["closed.prepositions"]
    alone = [k for k in at if k and tokens[k].text in full and not tokens[k + 1].is_capitalised]
    starts = [tokens[k].start for k in alone if tokens[k - 1].text.lower() not in prepositions]
    return [start for start in starts if start in places and _is_like_a_surname(places[start])]


def _is_name(token: Token, places: Mapping[int, Resolution]) -> bool:
    return token.is_capitalised and token.text.isalpha() and token.start not in places


def _is_like_a_surname(found: Resolution) -> bool:
    town = found.resolved is not None and found.resolved.feature.startswith("P.")
    return town and found.mention.kind is MentionKind.NAME and " " not in found.mention.text


def _timelines(
    reports: list[tuple[Traveller, Reported]],
    gazetteer: "Gazetteer | None",
    published: date | None,
) -> list[tuple[Traveller, Timeline, list[Reported]]]:
    def capital(code: str) -> Place | None:
        return gazetteer.capital(code) if gazetteer is not None else None

    lines: dict[int, tuple[Traveller, Timeline, list[Reported]]] = {}
    previous: date | None = None
    last_place = None
    spoken = _sentence_dates(reports, published)
    told_of: dict[int, list[Reported]] = {}
    for traveller, report in reports:
        told_of.setdefault(id(traveller), []).append(report)
    for traveller, report in reports:
        told = told_of[id(traveller)]
        if report.background or _is_history(report, told, published):
            continue
        if traveller.kind != "vehicle" and is_idle(report, told):
            continue
        entry = lines.setdefault(id(traveller), (traveller, Timeline(published, capital), []))
        line = entry[1]
        line.previous = line.previous or previous
        if (report.pluperfect or report.order == "before") and report.sentence in spoken:
            line.previous = spoken[report.sentence]
            line.day = (report.sentence, spoken[report.sentence])
        line.last_there = line.last_there or last_place
        if report.status == "scheduled":
            report.status = _settled(report, told)
        if _came_true(report, published):
            report.status = "done"
        line.add(report)
        entry[2].append(report)
        previous, last_place = line.previous or previous, line.last_there or last_place
    for _, line, _ in lines.values():
        line.finish()
    return list(lines.values())


def _came_true(report: Reported, published: date | None) -> bool:
    """As in "broke through the ice to reach Davis on 11 May": a purpose with a date gone by was achieved."""
    if report.status != "planned" or "purpose" not in report.because or report.frame not in {"arrive", "go"}:
        return False
    dates = [resolve(t, published, None, future=False) for t in report.times] if published is not None else []
    return bool(dates) and all(d is not None and published is not None and d.end.date() < published for d in dates)


def _is_history(report: Reported, told: Sequence[Reported], published: date | None) -> bool:
    """Tell whether a report speaks of an earlier year than the journey that the article is about."""
    starts = all(p.role == "origin" for p in report.points)
    if starts or not _of_another_year(report, published) or (published is None and not report.weak):
        return False
    return any(not _of_another_year(r, published) for r in told)


def _of_another_year(report: Reported, published: date | None) -> bool:
    times = [*report.times, *(p.time for p in report.points if p.time is not None)]
    if published is None:
        return any(t.year is not None or t.long_ago for t in times)
    for words in times:
        when = resolve(words, published, None, future=False) if words.year is not None or words.long_ago else None
        if when is not None and (published - when.end.date()).days > 120:
            return True
    return False


def _sentence_dates(reports: Sequence[tuple[Traveller, Reported]], published: date | None) -> dict[int, date]:
    """The date that a sentence's main movement gives, for "the night before" beside it."""
    found: dict[int, date] = {}
    for _, report in reports:
        if report.pluperfect or report.order == "before" or report.status in {"planned", "scheduled", "rumoured"}:
            continue
        for words in report.times:
            when = None if words.from_previous else resolve(words, published, None, future=report.status == "planned")
            if when is not None:
                found.setdefault(report.sentence, when.start.date())
    return found


def _settled(report: Reported, told: Sequence[Reported]) -> str:
    """The present tense of a timetable is a plan; of a headline or a diary, it has happened."""
    narrates = report.subject is not None and report.subject.head in {"i", "we"}
    narrates = narrates and report.says is None and all(r.status == "scheduled" for r in told)
    ahead = any(t.lean > 0 or (t.shift_days or 0) > 0 for t in report.times)
    if narrates and not ahead:
        return "done"  # the present tense of a diary
    if report.times or any(p.time for p in report.points):
        return "planned"
    others = [r for r in told if r is not report and r.status != "scheduled"]
    if report.frame in {"arrive", "meet", "halt", "depart", "board"} or not others:
        planned = any(r.status == "planned" for r in others) or len(report.points) > 2
        return "planned" if planned else "done"
    return "planned"
