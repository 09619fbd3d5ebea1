"""Mentions of one article that stand or fall together, and what the words around them say of their place."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from geo.gazetteer.names import normalise
from geo.geoparse.mention import Mention, MentionKind

__all__ = ["Group", "group_mentions"]


@dataclass(slots=True)
class Group:
    """One name in one sense in one article.

    Attributes
    ----------
    parents : tuple of str
        Names that the text puts after it: "Paris, Texas" has ``("Texas",)``.
    listed : bool
        Whether the parent may be but the next item of a list: "in Georgia, Texas and Ohio".
    cue : str
        The kind of place that the words around say it is, or empty.
    members : list of int
        Indices of the mentions.
    """

    name: str
    demonym: bool
    parents: tuple[str, ...] = ()
    cue: str = ""
    listed: bool = False
    members: list[int] = field(default_factory=list)


_CUES = {
    "settlement": "city town village hamlet suburb municipality capital township".split(),
    "admin2": "county counties parish parishes borough district districts raion township".split(),
    "admin1": "state province provinces oblast region governorate prefecture territory krai".split(),
    "water": "river lake sea ocean bay gulf strait creek reservoir canal harbor harbour sound fjord lagoon".split(),
    "relief": (
        "mountain mountains mount mt mt. hill hills peak island islands isle valley ridge volcano desert peninsula"
    ).split(),
    "airport": "airport airfield airbase airstrip".split(),
    "country": "republic kingdom".split(),
}  # fmt: skip
_CUE_OF = {word: kind for kind, words in _CUES.items() for word in words}


_HEADS = frozenset(
    "region oblast krai province governorate state county district prefecture territory island islands peninsula "
    "river lake sea bay gulf strait canal reservoir dam falls mountain mountains hills valley desert pass glacier "
    "airport airfield airbase air naval military army nuclear power spaceport cosmodrome space launch missile test "
    "border crossing bridge station port harbour harbor terminal refinery camp prison crater volcano plateau delta "
    "basin coast front enclave corridor heights archipelago republic autonomous special international regional "
    "domestic municipal".split()
)
_FOLLOWING = re.compile(r"((?: [A-Za-z]+){1,3})")
_LIES_IN = re.compile(r",? in (?:the )?")
Known = Callable[[str], bool]


def group_mentions(text: str, mentions: Sequence[Mention], known: Known = lambda _: False) -> list[Group]:
    """Group an article's mentions by name and by the parent that the text gives them.

    A mention without a parent joins the last group of its name that has one; one sense holds for a document
    unless the text itself says otherwise. A name whose next words make a longer name that is ``known``
    ("Vostochny spaceport") stands for that one.
    """
    parents = _parents(text, mentions)
    by_name: dict[tuple[str, bool], list[Group]] = {}
    pending: list[tuple[int, str, tuple[str, bool]]] = []
    for i, mention in enumerate(mentions):
        demonym = mention.kind is MentionKind.DEMONYM
        name = mention.text if demonym else _with_head(text, mention, known)
        key = (normalise(name), demonym)
        groups = by_name.setdefault(key, [])
        if not parents[i]:
            pending.append((i, name, key))
            continue
        same = next((g for g in groups if _agree(g.parents, parents[i])), None)
        if same is None:
            same = Group(name, demonym, parents[i], listed=_listed(text, mentions, i))
            groups.append(same)
        _add(same, i, _cue(text, mention))
    for i, name, key in pending:
        if not by_name[key]:
            by_name[key].append(Group(name, key[1]))
        _join(by_name[key], i, _cue(text, mentions[i]))
    return [group for groups in by_name.values() for group in groups]


def _with_head(text: str, mention: Mention, known: Known) -> str:
    following = _FOLLOWING.match(text, mention.end)
    words = following.group(1).split() if following else []
    if not words or words[0].lower() not in _HEADS:
        return mention.text
    for count in range(len(words), 0, -1):
        longer = f"{mention.text} {' '.join(words[:count])}"
        if known(longer):
            return longer
    return mention.text


def _add(group: Group, i: int, cue: str) -> None:
    group.members.append(i)
    group.cue = group.cue or cue


def _join(groups: list[Group], i: int, cue: str) -> None:
    earlier = [g for g in groups if g.members and min(g.members) < i]
    _add(earlier[-1] if earlier else groups[0], i, cue)


def _agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return normalise(a[0]) == normalise(b[0])


def _parents(text: str, mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
    """For each mention, the names that say where it lies: "Paris, Lamar County, Texas", "Kochi in India"."""
    found: list[tuple[str, ...]] = [()] * len(mentions)
    for i in range(len(mentions) - 2, -1, -1):
        here, after = mentions[i], mentions[i + 1]
        if here.kind is MentionKind.DEMONYM or after.kind is MentionKind.DEMONYM:
            continue
        if _leads_to_parent(text[here.end : after.start], after):
            found[i] = (after.text, *found[i + 1])[:3]
    return found


def _leads_to_parent(between: str, after: Mention) -> bool:
    """Tell whether what stands between two names says that the first lies in the second: in "Boise ID" nothing."""
    if _LIES_IN.fullmatch(between):
        return True
    sign = between.strip()
    if not 0 < len(between) <= 3 or "\n" in between or sign not in (",", "(", ""):
        return False
    return bool(sign) or after.text.isupper() or "." in after.text


def _listed(text: str, mentions: Sequence[Mention], i: int) -> bool:
    """Tell whether a third name follows after "and" or a comma, or one stands before a comma."""
    if i and text[mentions[i - 1].end : mentions[i].start].strip() in (",", "and", ", and"):
        return True
    if i + 2 >= len(mentions):
        return False
    return text[mentions[i + 1].end : mentions[i + 2].start].strip() in (",", "and", ", and", "or", ", or", "&")


def _cue(text: str, mention: Mention) -> str:
    """Read the kind of place from the word after the name, or from "the city of" before it."""
    after = text[mention.end : mention.end + 24].split(None, 1)
    if after and text[mention.end : mention.end + 1] == " ":
        kind = _CUE_OF.get(after[0].strip(".,;:").lower())
        if kind:
            return kind
    before = text[max(0, mention.start - 40) : mention.start].lower().split()
    if len(before) >= 2 and before[-1] == "of":
        return _CUE_OF.get(before[-2], "")
    if before:
        kind = _CUE_OF.get(before[-1], "")
        return kind if kind in ("water", "relief") or before[-1] in ("city", "town", "village") else ""
    return ""
