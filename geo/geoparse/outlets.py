"""What is known of an article's home from its metadata, or from the other articles of its outlet."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from geo.articles.article import Article
from geo.geoparse.mention import Hints, MentionKind, Resolution

if TYPE_CHECKING:
    from geo.gazetteer.place import Place
    from geo.gazetteer.store import Gazetteer

__all__ = ["hints_of_metadata", "home_of", "homes", "merged"]

# Country-code domains of news sites; generic use of a code (.tv, .co, .me, .io, .ai) is left out.
_DOMAINS = {
    "uk": "GB", "ca": "CA", "au": "AU", "nz": "NZ", "ie": "IE", "in": "IN", "za": "ZA", "ng": "NG", "ke": "KE",
    "gh": "GH", "ug": "UG", "tz": "TZ", "zm": "ZM", "zw": "ZW", "pk": "PK", "bd": "BD", "lk": "LK", "np": "NP",
    "ph": "PH", "sg": "SG", "my": "MY", "hk": "HK", "jp": "JP", "kr": "KR", "cn": "CN", "tw": "TW", "th": "TH",
    "vn": "VN", "id": "ID", "de": "DE", "fr": "FR", "it": "IT", "es": "ES", "pt": "PT", "nl": "NL", "be": "BE",
    "ch": "CH", "at": "AT", "se": "SE", "no": "NO", "dk": "DK", "fi": "FI", "is": "IS", "pl": "PL", "cz": "CZ",
    "sk": "SK", "hu": "HU", "ro": "RO", "bg": "BG", "gr": "GR", "hr": "HR", "si": "SI", "rs": "RS", "ua": "UA",
    "ru": "RU", "by": "BY", "ee": "EE", "lv": "LV", "lt": "LT", "tr": "TR", "il": "IL", "lb": "LB", "jo": "JO",
    "eg": "EG", "sa": "SA", "ae": "AE", "qa": "QA", "kw": "KW", "ir": "IR", "iq": "IQ", "br": "BR", "ar": "AR",
    "cl": "CL", "pe": "PE", "mx": "MX", "uy": "UY", "ve": "VE", "ec": "EC", "bo": "BO", "jm": "JM", "tt": "TT",
    "gov": "US", "mil": "US",
}  # fmt: skip
_HOST = re.compile(r"^(?:https?://)?((?:[\w-]+\.)+([a-z]{2,4}))(?:[/:?#]|$)", re.IGNORECASE)
_PAPER = re.compile(
    r"^(?:the )?(.+?) (?:daily |sunday |evening |morning |weekly |free )?(?:times|post|herald|tribune|journal|gazette|"
    r"news|chronicle|star|sun|globe|press|mail|observer|review|dispatch|courier|telegraph|mercury|register|examiner|"
    r"inquirer|sentinel|advertiser|argus|bee|banner|record|bulletin|reporter|leader|echo|beacon|citizen|express)\b",
    re.IGNORECASE,
)
_MOST_HOMES = 8
_WIDE_PAPERS = frozenset({"new york", "washington", "london", "los angeles"})


def hints_of_metadata(article: Article, gazetteer: "Gazetteer") -> Hints:
    """Read the outlet's country from its domain, and its town from its name ("Fargo Herald"); empty when unknown."""
    country = _country(article.url) or _country(article.outlet)
    near: tuple[Place, ...] = ()
    paper = _PAPER.match(article.outlet or "")
    if paper and paper.group(1).lower() not in _WIDE_PAPERS:
        near = tuple(
            place
            for place in gazetteer.candidates(paper.group(1))[:_MOST_HOMES]
            if not place.is_country and (not country or place.country == country)
        )
    return Hints((country,) if country else (), near)


def _country(address: str | None) -> str:
    host = _HOST.match(address or "")
    return _DOMAINS.get(host.group(2).lower(), "") if host else ""


def merged(given: Hints, found: Hints) -> Hints:
    """Let what the user says stand before what metadata say."""
    return Hints(given.countries or found.countries, given.near or found.near)


def home_of(parsed: Iterable[Sequence[Resolution]], *, most: int = 4) -> Hints:
    """Learn an outlet's home from its articles: the towns and counties that most of them name.

    Parameters
    ----------
    parsed : iterable
        The resolutions of each article of one outlet, without hints.

    Returns
    -------
    Hints
        Empty unless some town or county is in at least two articles and in a quarter of them.
    """
    seen: Counter[str] = Counter()
    places: dict[str, Place] = {}
    articles = 0
    for resolutions in parsed:
        articles += 1
        named = {r.resolved.id: r.resolved for r in resolutions if r.resolved and r.mention.kind is MentionKind.NAME}
        places |= named
        seen.update(named.keys())
    local = [(n, i) for i, n in seen.items() if places[i].feature[:1] == "P" or places[i].feature == "A.ADM2"]
    local = sorted((pair for pair in local if pair[0] >= max(2, articles / 4)), key=lambda pair: (-pair[0], pair[1]))
    near = tuple(places[i] for _, i in local[:most])
    return Hints((near[0].country,) if near else (), near)


def homes(outlets: Mapping[str, str], parsed: Mapping[str, Sequence[Resolution]]) -> dict[str, Hints]:
    """Learn for each article the home of its outlet from the outlet's other articles.

    Parameters
    ----------
    outlets : mapping
        Article id to outlet.
    parsed : mapping
        Article id to its resolutions, made without hints.
    """
    groups: dict[str, list[str]] = {}
    for article, outlet in outlets.items():
        groups.setdefault(outlet, []).append(article)
    return {
        article: home_of(parsed[other] for other in groups[outlet] if other != article and other in parsed)
        for article, outlet in outlets.items()
    }
