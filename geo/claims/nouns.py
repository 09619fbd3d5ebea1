"""Noun phrases that refer to places: "the eastern Ukrainian city of Bakhmut", "the Polish border", "the capital"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from geo.claims.items import PlaceMention, Ref, RefKind, is_wide
from geo.claims.parallels import read_parallel
from geo.claims.phrases import load_phrases
from geo.gazetteer.place import Place
from geo.numerals import may_begin
from geo.tokens import Token

__all__ = ["Capital", "NounReader", "Settle"]

_DETERMINERS = frozenset("the a an this that its their his her our one another".split())
_DEFINITE = frozenset("the this that its their his her our".split())
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_JOINTS = frozenset({"-", "–", "/", "‑"})
_FUNCTION = frozenset(
    "of in at on to from by with for and or but nor as than over under near between into onto off about around "
    "across through along beside behind beyond inside outside within without until till against toward towards "
    "it he she they we you i who which what where when why how there here not no is are was were be been being am "
    "has have had do does did will would can could may might must shall should said says say told if that then "
    "because while whereas after before since although though so yet up down out away apart per via each every".split()
)
# what stands at a place and may be named by it: "the base at Incirlik"
_SPOTS = frozenset(
    "base plant camp station airport airfield mine refinery dam shipyard port harbour harbor site crossing reactor "
    "outpost post checkpoint".split()
)
_BEFORE_NAMES = frozenset(
    "the nearby neighbouring neighboring central downtown mainland northern southern eastern western greater historic "
    "war-torn besieged occupied rebel-held old inner".split()
)
_ROUGHLY = frozenset("some about around nearly almost over roughly".split())
# seas and continents lend their names to what lies on them: "the Pacific port"
_LENT = frozenset({"H.SEA", "H.OCN", "L.CONT"})
_LOCATIONS = frozenset({"there", "here"})
_LONGEST = 10

Capital = Callable[[Place], Place | None]
Settle = Callable[[Place, str], Place]


class NounReader:
    """Reads noun phrases over one row of tokens."""

    def __init__(self, tokens: Sequence[Token], mentions: Mapping[int, PlaceMention], capital: Capital):
        self.tokens, self.mentions, self.capital = tokens, mentions, capital
        self.settle: Settle = lambda place, _: place
        self.end, self.amounts = len(tokens), frozenset[int]()
        self.phrases = load_phrases()

    def word(self, at: int) -> str:
        """Return the word at a token in lower case; empty outside the sentence."""
        return self.tokens[at].text.lower() if 0 <= at < self.end else ""

    def name_at(self, at: int) -> PlaceMention | None:
        """Return a mention that names a place (no demonym) here, a leading "the" or "nearby" skipped."""
        if self.word(at) in _BEFORE_NAMES and at not in self.mentions:
            at += 1
        mention = self.mentions.get(at)
        return mention if mention and mention.is_name and at < self.end else None

    def read(self, at: int) -> Ref | None:
        """Read the noun phrase that begins at a token."""
        parallel = read_parallel([self.word(i) for i in range(at, at + 5)])
        if parallel is not None:
            circle, size = parallel
            return Ref(RefKind.PARALLEL, at, at + size, circle.name, circle)
        mention = self.mentions.get(at)
        ref = self._headed(at)
        if ref is None and mention and mention.is_name:
            ref = self._possessed(at, mention) or self._part(at, mention)
            ref = ref or (None if self._is_epithet(mention) else self._named(at, mention))
        after = self.mentions.get(at + 1)
        if ref is None and after and after.is_name and self.word(at) in _BEFORE_NAMES:
            ref = _from(self._named(at + 1, after), at)
        word, after_it = self.word(at + 1), self.word(at + 2)
        paired = self.word(at) == "the" and word in {"former", "latter"}
        if ref is None and paired and (not after_it.isalpha() or after_it in _FUNCTION):
            return Ref(RefKind.ANAPHOR, at, at + 2, f"the {word}", word=word)
        if ref is None and self.word(at) in _LOCATIONS and self.word(at + 1) not in self.phrases.located:
            ref = Ref(RefKind.ANAPHOR, at, at + 1, self.word(at), word=self.word(at))
        return ref

    def _possessed(self, at: int, mention: PlaceMention) -> Ref | None:
        """Read "Yemen's Hodeidah", "Ukraine's eastern Kharkiv": the second name is meant."""
        if self.word(mention.last) not in _POSSESSIVE:
            return None
        for step in (1, 2, 3):
            after = self.mentions.get(mention.last + step)
            if after is not None:
                return _from(self._named(after.first, after), at) if after.is_name else None
            if not self.word(mention.last + step).isalpha() or self.word(mention.last + step) in _FUNCTION:
                break
        return None

    def _is_epithet(self, mention: PlaceMention) -> bool:
        """Tell "Pacific" in "the country's main Pacific port", where a sea or a continent only says which kind."""
        after, wide = self.word(mention.last), mention.place is not None and mention.place.feature in _LENT
        named = self.tokens[mention.last : mention.last + 1]
        plain = bool(named) and named[0].text.islower() and after.isalpha()
        return wide and plain and (after in self.phrases.classes or after == "capital")

    def _part(self, at: int, mention: PlaceMention) -> Ref | None:
        """Read "India's southern tip": some part of a country, which has no point of its own."""
        place = mention.place
        wide = place is not None and (place.is_country or place.feature_class in {"A", "L"})
        if not wide or self.word(mention.last) not in _POSSESSIVE:
            return None
        return Ref(RefKind.PLACE, at, mention.last + 1, f"{mention.text}'s …")

    def _headed(self, at: int) -> Ref | None:
        """Read a phrase that ends in a noun we know: border, coast, capital, city and their like."""
        first, determiner, owners = at, "", list[PlaceMention]()
        if self.word(at) in _DETERMINERS and at not in self.mentions:
            determiner, at = self.word(at), at + 1
        elif at not in self.mentions and not self._opens(at):
            return None
        while at < min(first + _LONGEST, self.end) and at not in self.amounts:
            mention = self.mentions.get(at)
            word = self.word(at)
            if mention:
                lent = mention.place is not None and mention.place.feature in _LENT
                if owners and mention.is_name and self.word(at - 1) not in _JOINTS | {"and"} | _POSSESSIVE and not lent:
                    return None
                owners.append(mention)
                at = mention.last + (self.word(mention.last) in _POSSESSIVE)
            elif word in _JOINTS or (word == "and" and owners and at + 1 in self.mentions):
                at += 1
            elif self._is_head(at):
                return self._close(first, at, determiner, owners)
            elif word in _FUNCTION or word in self.phrases.located or not (word[:1].isalnum() or word[:1] == "$"):
                return None
            else:
                at += 1
        return None

    def _opens(self, at: int) -> bool:
        word = self.word(at)
        return self._is_head(at) or word in self.phrases.adjectives or word in {"central", "downtown", "nearby"}

    def _is_head(self, at: int) -> bool:
        phrases, word, after = self.phrases, self.word(at), self.word(at + 1)
        state_line = word == "line" and (self.word(at - 1) in {"state", "county"} or self._behind_unit(at))
        if word in phrases.border or state_line:
            return after not in phrases.not_border_before
        if word in phrases.coast:
            return after not in {"guard", "guards", "guardsmen", "road", "town", "city", "highway", "village"}
        plain = word in phrases.classes or word == "capital" or word in phrases.territory
        return plain and (at + 1 in self.mentions or not (after in phrases.classes or after == "capital"))

    def _behind_unit(self, at: int) -> bool:
        """Tell whether a province stands right before a token: "the Texas line"."""
        before = (self.mentions.get(k) for k in range(at - 1, at - 1 - _LONGEST, -1))
        owner = next((m for m in before if m is not None and m.last == at), None)
        return owner is not None and owner.place is not None and owner.place.feature.startswith("A.ADM")

    def _close(self, first: int, head: int, determiner: str, owners: list[PlaceMention]) -> Ref | None:
        word = self.word(head)
        if word in self.phrases.border or word == "line":
            return self._border(first, head, determiner, owners)
        if word in self.phrases.coast:
            return self._coast(first, head, determiner, owners)
        if word in self.phrases.territory and word not in self.phrases.classes:
            owner = owners[-1] if owners else None
            return Ref(RefKind.PLACE, first, head + 1, owner.text, owner.place) if owner else None
        if word == "capital":
            return self._capital(first, head, determiner, owners)
        return self._classed(first, head, determiner, owners)

    def _border(self, first: int, head: int, determiner: str, owners: list[PlaceMention]) -> Ref | None:
        sited = self._sited(head + 1)
        if sited is not None and sited.place is not None and not sited.place.is_country:
            return _from(self._named(sited.first, sited), first)
        places = list(owners)
        last = head + 1
        while self.word(last) in {"with", "of", "between", "and", "separating"}:
            mention = self.mentions.get(last + 1) or self.name_at(last + 1)
            if mention is None or (self.word(last) == "and" and len(places) != 1):
                break
            places.append(mention)
            last = mention.last
        if not places:
            return Ref(RefKind.ANAPHOR, first, last, "the border", word="border") if determiner in _DEFINITE else None
        neighbour = places[1] if len(places) > 1 else None
        return Ref(
            RefKind.BORDER,
            first,
            last,
            places[0].text,
            places[0].place,
            neighbour.place if neighbour else None,
        )

    def _coast(self, first: int, head: int, determiner: str, owners: list[PlaceMention]) -> Ref | None:
        after = self.name_at(head + 2) if self.word(head + 1) in {"of", "in"} else None
        if after is None and self.word(head) == "mainland":
            after = self.name_at(head + 1)
        owner = after or (owners[-1] if owners else None)
        if owner is None:
            return Ref(RefKind.ANAPHOR, first, head + 1, "the coast", word="coast") if determiner in _DEFINITE else None
        return Ref(RefKind.COAST, first, after.last if after else head + 1, owner.text, owner.place)

    def _capital(self, first: int, head: int, determiner: str, owners: list[PlaceMention]) -> Ref | None:
        minor = any(self.word(i) in self.phrases.capital_kinds for i in range(first, head))
        of = self.name_at(head + 2) if self.word(head + 1) == "of" else None
        last = of.last if of else head + 1
        named = self._apposed(last, self.name_at(last))
        if named:
            return _from(named, first)
        owner = of or (owners[-1] if owners else None)
        if minor and owner is not None and owner.place is not None and owner.place.is_country:
            return Ref(RefKind.ANAPHOR, first, last, "the capital", owner.place, word="minor capital")
        if owner is not None:
            place = self.capital(owner.place) if owner.place else None
            return Ref(RefKind.PLACE, first, last, f"the capital of {owner.text}", place, word="capital")
        if determiner not in _DEFINITE:
            return None
        return Ref(RefKind.ANAPHOR, first, last, "the capital", word="minor capital" if minor else "capital")

    def _apposed(self, at: int, direct: PlaceMention | None) -> Ref | None:
        """Read the name beside a noun: "the capital Maputo", "the capital, Bamako,"."""
        if direct and direct.first == at and not (direct.place and direct.place.is_country):
            return self._named(at, direct)
        if self.word(at) in {",", ":", "(", "–", "—"}:
            mention = self.mentions.get(at + 1)
            if mention and mention.is_name and mention.place and mention.place.feature_class in "PSHT":
                return self._named(at + 1, mention)
        return None

    def _classed(self, first: int, head: int, determiner: str, owners: list[PlaceMention]) -> Ref | None:
        after = head + 1
        if self.word(after) == "of":
            named = self.name_at(after + 1)
            if named:
                return _from(self._named(named.first, named), first)
            amount = after + 1 < self.end and (may_begin(self.tokens[after + 1]) or self.word(after + 1) in _ROUGHLY)
            if not amount or determiner not in _DEFINITE:
                return None
        word = self.word(head)
        if word in _SPOTS and (determiner in _DEFINITE or owners):
            sited = self._sited(after)
            if sited:
                return _from(self._named(sited.first, sited), first)
        named = self.name_at(after)
        definite = determiner in _DEFINITE or bool(owners)
        apposed = self._apposed(after, named) if definite or named else None
        if apposed and self._fits(apposed, word):
            owner = owners[-1].place if owners else None
            return replace(apposed, first=first, owner=owner)
        attributed = self._attributed(head, word, owners)
        if attributed:
            return _from(attributed, first, head + 1)
        possessed = bool(owners) and self.word(owners[0].last) in _POSSESSIVE
        if not definite or determiner in {"a", "an", "one", "another"} or (owners and not determiner and not possessed):
            return None
        owner = next((o.place for o in reversed(owners) if o.place is None or o.place.feature not in _LENT), None)
        near = determiner == "this"
        return Ref(RefKind.ANAPHOR, first, head + 1, f"the {word}", owner, word=word, near=near)

    def _sited(self, at: int) -> PlaceMention | None:
        """Read the "at Incirlik" of "the base at Incirlik" and of "Europe's largest plant, at Enerhodar"."""
        at += self.word(at) == ","
        found = self.name_at(at + 1) if self.word(at) in {"at", "in", "near", "outside"} else None
        return None if found is None or is_wide(self._named(found.first, found)) else found

    def _attributed(self, head: int, word: str, owners: list[PlaceMention]) -> Ref | None:
        """Read "the Vostochny launch site", "Heathrow airport": the name before the noun is the place's own."""
        owner = owners[-1] if owners else None
        if owner is None or not owner.is_name or self.word(owner.last) in _POSSESSIVE or head - owner.last > 1:
            return None
        place, named = owner.place, self._named(owner.first, owner)
        lends = place is not None and (place.is_country or place.feature in _LENT)
        lends = lends or (is_wide(named) and not self._fits(named, word))
        return None if lends else named  # "the Pacific port" is not the Pacific, "the Silk Road city" no road

    def _fits(self, ref: Ref, word: str) -> bool:
        """Tell whether a noun can be said of the place beside it: "the river, Kyiv" it cannot."""
        features = self.phrases.classes[word][0]
        fitting = features + "P" if "A" in features else features  # a district may be told by its town's name
        return ref.place is None or (ref.place.feature_class or "P") in fitting

    def _named(self, first: int, mention: PlaceMention) -> Ref:
        """Take a name with the parents behind it: "Concord, New Hampshire,"."""
        last, place = mention.last, mention.place
        while place is not None and self.word(last) == ",":
            parent = self.mentions.get(last + 1)
            if parent is None or not parent.is_name or not _contains(parent.place, place):
                break
            if self.word(parent.last) in _POSSESSIVE:  # "Puntarenas, Costa Rica's main port"
                break
            last = parent.last
        settled = self.settle(place, mention.text) if place is not None and not self._is_unit(mention.last) else place
        return Ref(RefKind.PLACE, first, last, mention.text, settled)

    def _is_unit(self, at: int) -> bool:
        """Tell whether the noun behind a name makes it a province: "Kharkiv region"."""
        return self.word(at) in {"region", "province", "oblast", "state", "district", "county", "governorate", "krai"}


def _contains(parent: Place | None, place: Place) -> bool:
    if parent is None or not parent.country or parent.country != place.country or parent.id == place.id:
        return False
    if parent.is_country:
        return not place.is_country
    if parent.feature == "A.ADM2":
        return place.feature_class not in {"A", "L"} and parent.admin2 == place.admin2 != ""
    is_unit = parent.feature.startswith("A.ADM1") or parent.feature.startswith("L.RGN")
    return is_unit and place.feature_class not in {"A", "L"} and parent.admin1 in {place.admin1, ""}


def _from(ref: Ref, first: int, last: int | None = None) -> Ref:
    return replace(ref, first=first, last=last or ref.last)
