"""What each labelled text teaches the reader of journeys: the text as numbers, and what is right."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import torch

from geo.articles.article import Article
from geo.itinerary import extract
from geo.itinerary.contexts import Contexts
from geo.itinerary.learnt.encoding import MODES, STATUSES, Encoded
from geo.itinerary.learnt.network import MOST, PRONOUNS
from geo.itinerary.learnt.pieces import CLOSE, OPEN, Window, pieces, windows
from geo.itinerary.learnt.reading import parties, rule_reading
from geo.itinerary.learnt.timing import Timed, days
from geo.itinerary.selection import is_journey
from geo.tokens import tokenise
from geo.vocabulary import Mode, Status
from tests.itinerary.world import world_of

HIDDEN_PIECE = 103  # what stands for a piece that is not shown
OFTEN = 5  # times a round that a text like the examinations is read, which others write the more of
PRECISE = 2  # days: a time that spans no more tells a day better than a month does
UNDATED = 0.3  # how much it counts that a stop is given no date
Item = dict[str, Any]
Lesson = dict[str, Any]


class Part(NamedTuple):
    """What is read of a text in one go: tokens, the numbers of their pieces, where each token's begin, whose each is.

    The first and the last piece are no token's.
    """

    window: Window
    tokens: np.ndarray
    numbers: np.ndarray
    first: np.ndarray
    word: np.ndarray

    @property
    def own(self) -> slice:
        """The tokens that are told of here, in the text."""
        return slice(self.window.first, self.window.end)

    @property
    def new(self) -> slice:
        """The same among all that are read here: the last ones."""
        return slice(len(self.tokens) - (self.window.end - self.window.first), None)

    def inside(self, at: np.ndarray) -> np.ndarray:
        """Which tokens are told of here."""
        return (at >= self.window.first) & (at < self.window.end)

    def held(self, tokens: Sequence[int]) -> np.ndarray:
        """Where those of some tokens that are read here stand among all that are."""
        return np.searchsorted(self.tokens, [token for token in tokens if self.window.holds(token)])


def is_tuned(item: Item) -> bool:
    """Whether the rules were written with the text in view."""
    return isinstance(item["batch"], int)


def encoded(item: Item) -> Encoded:
    """A text as the reader sees it, with what the rules made of it."""
    known = world_of(item)
    day = date.fromisoformat(item["published"]) if item["published"] else None
    article = Article(item["id"], "", item["text"], day)
    resolutions = known.resolutions(article)
    told = extract._reports(article, resolutions)
    lines = extract.lines_of(article, told, known)  # type: ignore[arg-type]
    kept = [row for row in lines if is_journey(*row, article)]
    return Encoded(Contexts(article, resolutions), rule_reading(kept, told, parties(told)))


def lesson(item: Item) -> Lesson:
    """The numbers of a text and what is right of it."""
    text = encoded(item)
    count = min(MOST, len(text.places))
    mine = text.owner < count
    made: Lesson = {
        "words": text.words,
        "pieces": list(text.pieces),
        "signs": text.signs,
        "sentence": text.sentence,
        "paragraph": text.paragraph,
        "at": text.at[mine],
        "last": text.last[mine],
        "owner": text.owner[mine],
        "own": torch.tensor(text.owner[mine][None] == np.arange(count)[:, None]),
        "features": text.features(range(count)) if count else np.zeros((0, 0), np.float32),
        "pairs": text.pairs(range(count)) if count else np.zeros((0, 0, 0), np.float32),
        "between": text.between(np.flatnonzero(mine)),
        "names": [place.name for place in text.places[:count]],
        "kinds": [_kind(place.feature) for place in text.places[:count]],
        "tuned": is_tuned(item),
        "time_at": text.time_at,
        "time_kinds": text.time_kinds,
        "often": OFTEN if str(item["batch"]).startswith("examiner") else 1,
    }
    made |= _named(item, text)
    index = {place.name: i for i, place in reversed(list(enumerate(text.places[:count])))}
    golds = [[_stop(told, index) for told in gold["stops"]] for gold in item["itineraries"]]
    dated = Dated(text.times, text.published)
    made["routes"] = [_route(gold, count) | dated.right(gold, count) for gold in golds]
    made["all"] = _anybody(made["routes"], count)
    made["tellers"] = {
        i: [n for n, route in enumerate(made["routes"]) if route["stop"][i]]
        for i in range(count)
        if made["all"]["stop"][i]
    }
    return made


def _kind(feature: str) -> str:
    return "country" if feature.startswith("A.PCL") else {"P": "town", "A": "province"}.get(feature[:1], "other")


def _named(item: Item, text: Encoded) -> Lesson:
    """Which words name which traveller, and of which words that is known."""
    spans: dict[tuple[int, int], set[int]] = {}
    small = [word.lower() for word in text.words]
    for number, gold in enumerate(item["itineraries"]):
        for alias in gold["traveller"]:
            own = [token.text for token in tokenise(alias)]
            if not own or alias.lower() in PRONOUNS:
                continue
            wanted, words = (own, text.words) if alias[:1].isupper() else ([w.lower() for w in own], small)
            for a in range(len(words) - len(own) + 1):
                if words[a : a + len(own)] == wanted:
                    spans.setdefault((a, a + len(own) - 1), set()).add(number)
    count = len(text.words)
    taken, doubtful, named = (np.zeros(count, bool) for _ in range(3))
    heads: list[list[int]] = [[] for _ in item["itineraries"]]
    for a, b in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if taken[a : b + 1].any():
            continue
        taken[a : b + 1] = True
        whose = spans[a, b]
        doubtful[a : b + (len(whose) > 1)] = True
        if len(whose) == 1:
            named[b] = True
            heads[next(iter(whose))].append(b)
    pronouns = np.array([word in PRONOUNS for word in small])
    can = ~pronouns | named
    return {"heads": heads, "named": named, "asked": ~doubtful & can, "can": torch.tensor(can)}


def _stop(told: Mapping[str, Any], index: Mapping[str, int]) -> dict[str, Any]:
    return {
        "places": [index[name] for name in told["place"].split("|") if name in index],
        "optional": bool(told.get("opt")),
        "status": [STATUSES.index(Status(s)) for s in told["status"]],
        "mode": [MODES.index(Mode(m)) for m in told.get("mode", ())],
        "date": date.fromisoformat(told["date"]) if "date" in told else None,
    }


def _route(stops: Sequence[Mapping[str, Any]], count: int) -> dict[str, torch.Tensor]:
    """What is right of each place for one traveller, and behind all of them of each as it is visited again.

    Of places that may be named either way the first is the stop.
    """
    stop, known = np.zeros(2 * count, np.float32), np.ones(2 * count, np.float32)
    status, mode = np.zeros((2 * count, len(STATUSES)), np.float32), np.zeros((2 * count, len(MODES)), np.float32)
    before, said = (np.zeros((2 * count, 2 * count), np.float32) for _ in range(2))
    spot, both = (np.zeros((count, count), np.float32) for _ in range(2))
    visits: dict[int, int] = {}
    for order, told in enumerate(stops):
        for rank, place in enumerate(told["places"]):
            i = place + count * (place in visits)
            if i in visits:  # a third visit
                continue
            if rank or told["optional"]:
                known[i] *= stop[i]
            else:
                stop[i] = known[i] = 1.0
            status[i, told["status"]] = 1.0
            if order:
                mode[i, told["mode"]] = 1.0
            visits[i] = order
            spot[place, [j for j in told["places"] if j != place]] = 1.0
    for i, one in visits.items():
        for j, two in visits.items():
            if i < count and j < count:
                both[i, j] = i != j
            if one != two:
                said[i, j], before[i, j] = 1.0, one < two
    rows = {
        "stop": stop,
        "known": known,
        "status": status,
        "mode": mode,
        "before": before,
        "said": said,
        "spot": spot,
        "both": both,
    }
    return {name: torch.tensor(row) for name, row in rows.items()}


class Dated:
    """Which of a text's times date the stops of a journey."""

    def __init__(self, times: Sequence[Timed], published: date | None) -> None:
        self._past, self._future = (days(times, published, [ahead] * len(times)) for ahead in (False, True))

    def _of(self, day: date, *, done: bool) -> list[int]:
        """The times that mean a day, the precise ones where there are any."""
        found: list[tuple[int, int]] = []
        for n, both in enumerate(zip(self._past, self._future, strict=True)):
            for when in both[: 1 if done else 2]:
                if when is not None and when.start.date() <= day <= when.end.date():
                    found.append((n, (when.end - when.start).days))
        least = min((span for _, span in found), default=0)
        return sorted({n for n, span in found if span <= max(least, PRECISE)})

    def right(self, stops: Sequence[Mapping[str, Any]], count: int) -> dict[str, torch.Tensor]:
        """Of each visit the times that date it, the first column if none does, and how much that counts.

        A stop without a date may have one that its labeller left out; of a date that no time means nothing is known.
        """
        when, known = np.zeros((2 * count, 1 + len(self._past)), np.float32), np.zeros(2 * count, np.float32)
        if self._past and any(told["date"] for told in stops):
            visits: set[int] = set()
            for told in stops:
                done = told["status"] == [STATUSES.index(Status.DONE)]
                means = [1 + n for n in self._of(told["date"], done=done)] if told["date"] else [0]
                for place in told["places"]:
                    i = place + count * (place in visits)
                    if i not in visits and means:
                        when[i, means], known[i] = 1.0, 1.0 if told["date"] else UNDATED
                    visits.add(i)
        return {"when": torch.tensor(when), "dated": torch.tensor(known)}


def _anybody(routes: Sequence[Mapping[str, torch.Tensor]], count: int) -> dict[str, torch.Tensor]:
    """What is right of each place for the text as a whole."""
    stop, known = torch.zeros(count), torch.ones(count)
    for route in routes:
        stop = torch.maximum(stop, route["stop"][:count])
        known = torch.minimum(known, route["known"][:count])
    return {"stop": stop, "known": torch.maximum(known, stop)}


def drawn(made: Lesson, chance: random.Random, pool: Mapping[str, Sequence[str]] | None) -> list[Part]:
    """A text cut as it is when journeys are read; places by other names where there is a pool."""
    own = list(made["pieces"])
    if pool is not None:
        names: dict[int, tuple[int, ...]] = {}
        for at, last, owner in zip(made["at"], made["last"], made["owner"], strict=True):
            if owner not in names:
                names[owner] = pieces(chance.choice(pool[made["kinds"][owner]]))
            if made["signs"][at, 8] and not made["signs"][at, 19] and at <= last:  # a name, not a demonym
                own[at] = names[owner]
                own[at + 1 : last + 1] = [()] * (last - at)
    lengths = np.array([len(row) for row in own])
    starts = [*np.flatnonzero(np.diff(made["sentence"], prepend=-1)).tolist(), len(own)]
    return [_part(own, lengths, window) for window in windows(lengths, starts)]


def _part(own: Sequence[tuple[int, ...]], lengths: np.ndarray, window: Window) -> Part:
    tokens = window.read()
    numbers = np.array([OPEN, *(n for token in tokens for n in own[token]), CLOSE], np.int64)
    before = np.cumsum(lengths[tokens]) - lengths[tokens]
    first = np.where(lengths[tokens] > 0, 1 + before, before)  # a word that is left out is at the end of the one before
    return Part(window, tokens, numbers, first, np.repeat(tokens, lengths[tokens]))


def names_by_kind(lessons: Sequence[Lesson]) -> dict[str, list[str]]:
    """All places' names, to be exchanged for others of their kind."""
    found: dict[str, set[str]] = {}
    for made in lessons:
        for name, kind in zip(made["names"], made["kinds"], strict=True):
            found.setdefault(kind, set()).add(name)
    return {kind: sorted(names) for kind, names in found.items()}
