"""Which itineraries tell of one journey: matched by traveller, place and time.

A name of its own joins ("Femke Bos", "Bos", a ship's name) where times and places go together. What is only described
("a convoy", "migrants") is joined by its places and dates, never by the noun; two names never are one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product

from geo.gazetteer.place import Place
from geo.itinerary.containment import contains
from geo.itinerary.journey import Itinerary
from geo.itinerary.lexicon import lexicon
from geo.itinerary.traveller import which
from geo.itinerary.visits import Told, alike, one_time, told_by
from geo.vocabulary import Mode, Status

__all__ = ["Profile", "best_name", "profile_of", "same_journey"]

_NEXT_DAYS, _WEEK, _FORTNIGHT, _WEEKS, _MONTH, _EXPEDITION = 4, 7, 14, 21, 30, 60
_VAGUE = frozenset("he she it they we i you him her them us who others some most many few none nobody".split())
_ARTICLES = frozenset({"the", "a", "an"})
_ANY_VEHICLE = frozenset("convoy caravan column fleet group squad team delegation".split())


@dataclass(frozen=True, slots=True)
class Profile:
    """What an itinerary is matched by.

    Attributes
    ----------
    names : frozenset of tuple
        Names of its own, in lower-case words, without articles and titles.
    nouns : frozenset of str
        What it is described as: "ship", "migrants".
    kinds : frozenset of str
        What kinds of traveller these nouns are; empty where they can be any.
    display : str
        The noun or name that it goes by.
    phrase : tuple of str
        All its words: "humpback whale".
    modes : mapping of int to Mode
        By what each stop is reached.
    days : tuple of date
        First and last day of its stops, and of its articles where a stop is undated; empty where neither is known.
    """

    names: frozenset[tuple[str, ...]]
    nouns: frozenset[str]
    kinds: frozenset[str]
    display: str
    phrase: tuple[str, ...]
    told: tuple[Told, ...]
    modes: Mapping[int, Mode]
    articles: frozenset[str]
    days: tuple[date, ...]


def profile_of(one: Itinerary, published: Mapping[str, date]) -> Profile:
    """Gather what an itinerary is matched by."""
    phrases = [one.traveller, *one.aliases]
    told = told_by([one], published)
    articles = frozenset(e.article_id for stop in one.stops for e in stop.evidence)
    days = sorted(
        d for t in told if t.stop.when is not None for d in (t.stop.when.start.date(), t.stop.when.end.date())
    )
    if any(t.stop.when is None for t in told):
        days = sorted([*days, *(published[a] for a in articles if a in published)])
    nouns = frozenset(w for w in map(_noun, phrases) if w)
    return Profile(
        names=frozenset(n for n in map(_name, phrases) if n),
        nouns=nouns,
        kinds=_kinds(nouns),
        display=_noun(one.traveller),
        phrase=tuple(w.lower() for w in _words(one.traveller) if w.isalpha()),
        told=tuple(told),
        modes={at: leg.mode for at, stop in enumerate(one.stops) for leg in one.legs if leg.destination is stop},
        articles=articles,
        days=tuple(days[:1] + days[-1:]),
    )


def best_name(group: Sequence[Itinerary]) -> str:
    """The fullest name of its own among itineraries, the one told most among equals; else what the first is called."""
    names = [n for i in group for n in (i.traveller, *i.aliases) if _name(n)]
    return max(names, key=lambda n: (len(_name(n)), names.count(n), n), default=group[0].traveller)


def same_journey(a: Profile, b: Profile) -> bool:
    """Tell whether two itineraries tell of one journey: one traveller, places in common, at one time."""
    if a.kinds and b.kinds and not a.kinds & b.kinds:
        return False
    if a.names and b.names:
        return _same_name(a, b) and _go_together(a, b)
    return _same_group(a, b)


def _words(phrase: str) -> list[str]:
    words = phrase.replace("’s", "").replace("'s", "").split()
    while words and words[0].lower() in _ARTICLES:
        words = words[1:]
    return words


def _name(phrase: str) -> tuple[str, ...]:
    """A name of its own, or nothing for a description, a pronoun, a title alone."""
    words = _words(phrase)
    if not words or not words[-1][:1].isupper() or (len(words) == 1 and words[0].lower() in _common()):
        return ()
    described = not words[0][:1].isupper() and "of" not in words
    prefixes = lexicon().sets["domains.ship_prefixes"]
    return () if described else tuple(w.lower().strip(".,") for w in words if w.lower().strip(".") not in prefixes)


@cache
def _common() -> frozenset[str]:
    """Nouns for travellers, also where they open a sentence."""
    sets = lexicon().sets
    return _VAGUE.union(lexicon().vehicles, *(sets[kind] for kind in ("person.any", "group.any", "witness.any")))


def _noun(phrase: str) -> str:
    words = _words(phrase)
    return words[-1].lower() if words and not _name(phrase) else ""


def _bare(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the titles before it."""
    titles = lexicon().sets["domains.titles"]
    while len(name) > 1 and name[0] in titles:
        name = name[1:]
    return name


def _same_name(a: Profile, b: Profile) -> bool:
    full_a, full_b = (max(p.names, key=lambda n: (len(_bare(n)), n)) for p in (a, b))
    if _nested(full_a, full_b) or any(len(n) > 1 for n in a.names & b.names):
        return True
    both_full = min(len(_bare(full_a)), len(_bare(full_b))) > 1
    return not both_full and any(_nested(m, n) for m, n in product(a.names, b.names))


def _nested(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether one name is the other, its beginning or its end: Kim, Bos, the Halcyon."""
    if a == b:
        return True
    short, long = sorted((_bare(a), _bare(b)), key=len)
    if "of" in long and "of" not in short:  # the crew of the Prince Khaled are not the ship
        return False
    outer = len(short) > 1 and (short[0], short[-1]) == (long[0], long[-1])
    return outer or long[: len(short)] == short or long[-len(short) :] == short


def _kinds(nouns: frozenset[str]) -> frozenset[str]:
    sets, vehicles = lexicon().sets, lexicon().vehicles
    if nouns & _ANY_VEHICLE:
        return frozenset()
    modes = {str(vehicles[noun]) for noun in nouns if noun in vehicles}
    living = {kind for kind in ("person", "group", "animal", "cargo") if nouns & sets[f"{kind}.any"]}
    return frozenset(modes | living)


@dataclass(frozen=True, slots=True)
class _Shared:
    """How much two itineraries have in common; ``sure`` places and ``towns`` are those that neither doubts."""

    places: int
    sure: int
    towns: int
    meetings: int
    fulfilled: int
    slowly_fulfilled: int
    disputed: int
    beyond_start: int


def _shared(a: Profile, b: Profile) -> _Shared:
    pairs = [(x, y) for x, y in product(a.told, b.told) if _one_place(x.stop.place, y.stop.place) and one_time(x, y)]
    sure = [(x, y) for x, y in pairs if {x.stop.status, y.stop.status} <= {Status.DONE, Status.PLANNED}]
    towns = {x.stop.place.id for x, y in sure if alike(x.stop.place, y.stop.place) and not x.stop.place.is_country}
    return _Shared(
        places=len({x.stop.place.id for x, _ in pairs}),
        sure=len({x.stop.place.id for x, _ in sure}),
        towns=len(towns),
        meetings=sum(x.stop.when is not None and y.stop.when is not None for x, y in sure),
        fulfilled=sum(x.stop.status is not y.stop.status for x, y in sure),
        slowly_fulfilled=sum(x.stop.status is not y.stop.status and _slow(a, x) and _slow(b, y) for x, y in sure),
        disputed=sum((x.stop.status is Status.DENIED) != (y.stop.status is Status.DENIED) for x, y in pairs),
        beyond_start=sum(x.arrives or y.arrives for x, y in pairs),
    )


def _slow(one: Profile, told: Told) -> bool:
    """Tell whether a stop is reached on the ground or by sea: who flies is soon on another trip."""
    return one.modes.get(told.at, Mode.UNKNOWN) not in {Mode.UNKNOWN, Mode.AIR}


def _one_place(a: Place, b: Place) -> bool:
    return alike(a, b) or contains(a, b) or contains(b, a)


def _gap(a: Profile, b: Profile) -> int | None:
    """The days between two itineraries, 0 where they overlap, None where one has no day."""
    if not a.days or not b.days:
        return None
    apart = max(a.days[0], b.days[0]) - min(a.days[-1], b.days[-1])
    return max(apart, timedelta()).days


def _go_together(a: Profile, b: Profile) -> bool:
    """Tell whether two trips of one name are one: the nearer in time, the less they need to have in common."""
    gap, shared = _gap(a, b), _shared(a, b)
    short = max(len(n) for n in a.names) == 1 == max(len(n) for n in b.names)
    if gap is None or gap <= _NEXT_DAYS:
        near = not a.days or not b.days or (max(*a.days, *b.days) - min(*a.days, *b.days)).days <= _WEEKS
        return bool(shared.places) or (near and not short)
    known = shared.meetings or shared.fulfilled or shared.disputed or shared.places > 2
    if gap <= _MONTH and shared.beyond_start and known:
        return True
    if gap <= _FORTNIGHT and not short and _continues(a, b):
        return True
    return gap <= _EXPEDITION and shared.slowly_fulfilled > 0


def _continues(a: Profile, b: Profile) -> bool:
    """Tell whether the later report begins in the country, not that of the start, where the earlier one ends."""
    first, second = sorted((a, b), key=lambda p: p.days)
    earlier, later = ([t.stop.place.country for t in p.told if t.stop.status is Status.DONE] for p in (first, second))
    return bool(earlier and later) and earlier[-1] == later[0] != "" and earlier[-1] != earlier[0]


def _same_group(a: Profile, b: Profile) -> bool:
    """Tell whether travellers of whom at most one has a name are one by where they were and when."""
    shared, gap = _shared(a, b), _gap(a, b)
    if a.articles & b.articles:  # told apart by one article, unless it calls the one what the other is
        other_words = a.display != b.display and (a.display in b.nouns or b.display in a.nouns)
        other_words = other_words and which(" ".join(a.phrase)) == which(" ".join(b.phrase))
        return other_words and bool(a.display and b.display) and shared.towns > 0
    if gap is not None and gap > _WEEKS:
        return False
    called_alike = a.display in b.nouns or b.display in a.nouns
    if gap is None:
        return shared.towns > 2 or (shared.towns > 1 and called_alike)
    if called_alike and not (a.names or b.names) and shared.disputed and gap <= _NEXT_DAYS:
        return True  # "the convoy had set out from A, not from B"
    if a.phrase == b.phrase and len(a.phrase) > 1 and gap <= _WEEK:
        return shared.towns > 0  # "the humpback whale"
    if shared.towns == 0 or shared.meetings + shared.fulfilled == 0:
        return shared.towns > 2
    return shared.sure > 1 or called_alike
