"""What "the city", "the capital", "the border", "there" and a bare "away" mean, from the words before them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.items import Ref, RefKind, is_islet
from geo.claims.phrases import load_phrases
from geo.gazetteer.place import Place

__all__ = ["Context", "Gap"]

# no noun points back over more references than these: a thousand words and more
_LONGEST_MEMORY = 100


@dataclass(frozen=True, slots=True)
class Gap:
    """An end that the text leaves open, and why."""

    reason: str


@dataclass(slots=True)
class Context:
    """Remembers the references of a text in order and answers what a later one stands for.

    Attributes
    ----------
    country, capital, seat : callable
        Country place by ISO code; capital of a country; seat of the province that a place lies in.
    dateline : Place or None
        Where the article says that it was written: what "here" and "this town" mean.
    placed : tuple of (int, Endpoint, Endpoint or Gap) or None
        The token of the last claim's figure, what that claim places, and what from.
    elided : frozenset of int
        Where figures start, in the text, that leave out their unit.
    """

    country: Callable[[str], Place | None]
    capital: Callable[[Place], Place | None]
    seat: Callable[[Place], Place | None]
    named: list[tuple[int, Ref]] = field(default_factory=list)
    dateline: Place | None = None
    demonyms: list[tuple[int, Place]] = field(default_factory=list)
    placed: tuple[int, Endpoint, Endpoint | Gap] | None = None
    elided: frozenset[int] = frozenset()

    def see(self, ref: Ref) -> None:
        """Remember a reference that names a place."""
        if ref.place is None or ref.kind is RefKind.ANAPHOR:
            return
        if ref.owner is not None and not _is_region(ref.owner):
            self.named.append((ref.first - 1, replace(ref, place=ref.owner, name=ref.owner.name, owner=None)))
        self.named.append((ref.first, ref))

    def endpoint(self, ref: Ref, other: Endpoint | Gap | None = None) -> Endpoint | Gap:
        """Turn a reference into an end of a claim; ``other`` is the claim's other end, where known."""
        beside = other.place if isinstance(other, Endpoint) else None
        if ref.kind is RefKind.PLACE:
            return Endpoint(ref.place) if ref.place else Gap(f"“{ref.name}” could not be placed")
        if ref.kind is RefKind.ANAPHOR:
            return self._antecedent(ref, beside)
        if ref.place is None:
            return Gap(f"“{ref.name}” could not be placed")
        if ref.kind is RefKind.PARALLEL:
            return Endpoint(ref.place, EndpointKind.PARALLEL)
        kind = EndpointKind.BORDER if ref.kind is RefKind.BORDER else EndpointKind.COAST
        if kind is EndpointKind.COAST:
            shore = self._shore(ref.place, beside)
            return Endpoint(shore or ref.place, kind)
        return self._border(ref.place, ref.neighbour, beside)

    def _shore(self, place: Place, beside: Place | None) -> Place | None:
        """Return the country whose coast "the Black Sea coast" is: that of the place that lies off it."""
        is_sea = place.feature in {"H.SEA", "H.OCN", "H.GULF", "H.BAY", "H.STRT"} and beside is not None
        return self.country(beside.country) if is_sea and beside is not None and beside.country else None

    def _border(self, place: Place, neighbour: Place | None, beside: Place | None) -> Endpoint:
        if neighbour is None and beside is not None and beside.country not in {"", place.country}:
            neighbour = self.country(beside.country)
        return Endpoint(place, EndpointKind.BORDER, neighbour)

    def placed_since(self, token: int) -> Endpoint | None:
        """Return what the last claim placed, where its figure stands no earlier than a token."""
        return self.placed[1] if self.placed is not None and self.placed[0] >= token else None

    def told_from(self, place: Place, since: int) -> Place | None:
        """Return what a claim since a token places from ``place``: that is what the text speaks of."""
        if self.placed is None or self.placed[0] < since or not isinstance(self.placed[2], Endpoint):
            return None
        return self.placed[1].place if self.placed[2].place.id == place.id else None

    def before(self, token: int, *, exclude: frozenset[str] = frozenset(), since: int = -1) -> Ref | None:
        """Return the last place named before a token, countries and provinces left out."""
        for first, ref in self._back_from(token):
            if first < since:
                return None
            place = ref.place if ref.is_place else None
            if place is not None and not _is_region(place) and place.id not in exclude:
                return ref
        return None

    def _back_from(self, token: int) -> Iterator[tuple[int, Ref]]:
        """Go back over the references that begin before a token, the last first."""
        at = bisect_left(self.named, token, key=lambda seen: seen[0])
        return reversed(self.named[max(0, at - _LONGEST_MEMORY) : at])

    def places_between(self, start: int, end: int) -> list[Place]:
        """List the places, no countries or provinces, that are named in a range of tokens, the last first."""
        places = []
        for first, ref in self._back_from(end):
            if first < start:
                break
            if ref.is_place and ref.place is not None and not _is_region(ref.place):
                places.append(ref.place)
        return places

    def first_in(self, start: int, end: int, *, exclude: frozenset[str] = frozenset()) -> Ref | None:
        """Return the first place, no country, that is named in a range of tokens."""
        for at in range(bisect_left(self.named, start, key=lambda seen: seen[0]), len(self.named)):
            first, ref = self.named[at]
            if first >= end:
                return None
            place = ref.place if ref.is_place else None
            if place is not None and not _is_region(place) and place.id not in exclude:
                return ref
        return None

    def resolve_anaphors(self, refs: Iterable[Ref]) -> None:
        """Count "the capital" and "the city" as naming what they stand for, once all names are seen."""
        stand = []
        for ref in refs:
            end = self._antecedent(ref, None)
            named = ref.word not in {"former", "latter"}
            if named and isinstance(end, Endpoint) and end.kind is EndpointKind.POINT:
                stand.append((ref.first, replace(ref, kind=RefKind.PLACE, place=end.place, name=end.place.name)))
        self.named = sorted([*self.named, *stand], key=lambda seen: seen[0])

    def last_two(self, token: int) -> tuple[Ref, Ref] | None:
        """Return the last two different settlements named before a token: "the two cities"."""
        last = self.before(token)
        if last is None or last.place is None:
            return None
        earlier = self.before(last.first, exclude=frozenset({last.place.id}))
        return (earlier, last) if earlier else None

    def home(self, token: int) -> str:
        """Guess the country that "the capital" or "the border" is of: the last one spoken of, else the commonest."""
        for _, ref in self._back_from(token):
            if ref.place and ref.place.country:
                return ref.place.country
        for _, place in self._demonyms_from(token):
            if place.country:
                return place.country
        counts = Counter(ref.place.country for _, ref in self.named if ref.place and ref.place.country)
        return counts.most_common(1)[0][0] if counts else ""

    def _demonyms_from(self, token: int) -> Iterator[tuple[int, Place]]:
        at = bisect_left(self.demonyms, token, key=lambda seen: seen[0])
        return reversed(self.demonyms[max(0, at - _LONGEST_MEMORY) : at])

    def _antecedent(self, ref: Ref, beside: Place | None) -> Endpoint | Gap:
        open_end = Gap(f"the text does not say what “{ref.name}” is")
        code = (beside.country if beside else "") or self.home(ref.first)
        if ref.word == "capital":
            country = self.country(code) if code else None
            capital = self.capital(country) if country else None
            return Endpoint(capital) if capital else open_end
        if ref.word == "minor capital":
            named = self._last_place(ref.first)
            near = named if beside is None or ref.place is not None else beside
            seat = (self.seat(near) or named) if near else None
            return Endpoint(seat) if seat else open_end
        if ref.word in {"border", "coast"}:
            country = self.country(code) if code else None
            if country is None:
                return open_end
            if ref.word == "coast":
                return Endpoint(country, EndpointKind.COAST)
            return Endpoint(country, EndpointKind.BORDER, self._other_country(ref.first, code))
        exclude = frozenset({beside.id}) if beside else frozenset()
        dateline = self.dateline if ref.word == "here" or ref.near else None
        if dateline is not None and dateline.id not in exclude:
            return Endpoint(dateline)
        if ref.word in {"former", "latter"}:
            pair = self.last_two(ref.first)
            return self.endpoint(pair[ref.word == "latter"]) if pair else open_end
        if ref.word in {"there", "here", ""}:
            found = self.before(ref.first, exclude=exclude)
        else:
            found = self._of_class(ref, exclude)
        return self.endpoint(found) if found else open_end

    def _last_place(self, token: int) -> Place | None:
        ref = self.before(token)
        return ref.place if ref else None

    def _other_country(self, token: int, code: str) -> Place | None:
        """Return the country spoken of last before a token, other than one's own."""
        spoken = [(f, r.place) for f, r in self._back_from(token) if r.place]
        spoken += self._demonyms_from(token)
        for _, place in sorted(spoken, key=lambda s: -s[0]):
            if place.country and place.country != code:
                return self.country(place.country)
        return None

    def _of_class(self, ref: Ref, exclude: frozenset[str]) -> Ref | None:
        """Return the last place named that a noun may be said of: a crossing rather than a town, if there is one."""
        features, fewest, most = load_phrases().classes.get(ref.word, ("PSLTHRUV", 0, 0))
        if ref.word == "city" and not fewest:
            large = self._of_class(replace(ref, word="metropolis"), exclude)
            if large is not None:
                return large
        kind = features, fewest, most
        found = None
        for _, seen in self._back_from(ref.first):
            if not seen.is_place or not self._may_be(seen.place, ref, exclude, kind):
                continue
            if features[0] != "S" or (seen.place is not None and seen.place.feature_class == "S"):
                return seen
            found = found or seen
        return found

    @staticmethod
    def _may_be(place: Place | None, ref: Ref, exclude: frozenset[str], kind: tuple[str, int, int]) -> bool:
        features, fewest, most = kind
        if place is None or place.id in exclude:
            return False
        fitting = place.feature_class in features or (features == "T" and is_islet(place))
        if place.feature and not fitting:
            return False
        if ref.place is not None and ref.place.country and place.country not in {"", ref.place.country}:
            return False
        return not place.population or (place.population >= fewest and (not most or place.population <= most))

    def later(self, ref: Ref, end: int, exclude: frozenset[str]) -> Ref | None:
        """Return what a noun points forward to, in the same sentence: "the town lies …, locals in X said"."""
        features = load_phrases().classes.get(ref.word, ("P", 0, 0))[0]
        for at in range(bisect_right(self.named, ref.first, key=lambda seen: seen[0]), len(self.named)):
            first, seen = self.named[at]
            if first >= end:
                return None
            place = seen.place
            ahead = seen.is_place and place is not None and place.id not in exclude
            if ahead and place is not None and (not place.feature or place.feature_class in features):
                return seen
        return None


def _is_region(place: Place) -> bool:
    return (place.feature_class in {"A", "L", "H"} or place.is_country) and not is_islet(place)
