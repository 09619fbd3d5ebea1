"""Claims written for the tests: loading, hand-made resolutions, and scoring by ends and figure."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.articles.article import Article
from geo.claims.claim import DistanceClaim, Endpoint
from geo.claims.extract import find_claims
from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.geoparse.mention import Mention, MentionKind, Resolution

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class HandGazetteer:
    """Countries and capitals of the test items; the finder of claims asks for nothing else."""

    countries: dict[str, Place]
    capitals: dict[str, Place]

    def country(self, code: str) -> Place | None:
        return self.countries.get(code) or Place(f"country:{code}", code, LonLat(0, 0), country=code, feature="A.PCLI")

    def capital(self, code: str) -> Place | None:
        return self.capitals.get(code)

    def candidates(self, name: str) -> tuple[Place, ...]:
        return ()

    def demonym(self, word: str) -> tuple[Place, ...]:
        return ()

    def prominence(self, place: Place) -> float:
        return float(place.population)

    def nearest(self, at: LonLat, **_: Any) -> tuple[Place, ...]:
        return ()


def load(name: str = "claims.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines() if line.strip()]


def place_of(name: str, row: dict[str, Any]) -> Place:
    key = f"test:{row['name']}" if row["feature"].startswith("A.PCL") else f"test:{name}"
    return Place(
        key,
        row["name"],
        LonLat(row["lon"], row["lat"]),
        country=row["country"],
        admin1=row.get("admin1", ""),
        feature=row["feature"],
        population=row.get("population", 0),
    )


def resolutions_of(item: dict[str, Any]) -> tuple[Resolution, ...]:
    """Resolve every whole-word occurrence of the item's names, longest first."""
    text, taken, found = item["text"], [], []
    for name in sorted(item["places"], key=len, reverse=True):
        row = item["places"][name]
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            kind = MentionKind.DEMONYM if row.get("demonym") else MentionKind.NAME
            mention = Mention(item["id"], *match.span(), match.group(), kind)
            found.append(Resolution(mention, place_of(name, row), 1.0))
    return tuple(sorted(found, key=lambda r: r.mention.start))


def gazetteer_of(items: Iterable[dict[str, Any]]) -> HandGazetteer:
    countries: dict[str, Place] = {}
    capitals: dict[str, Place] = {}
    for item in items:
        for name, row in item["places"].items():
            if row["feature"].startswith("A.PCL"):
                countries.setdefault(row["country"], place_of(name, row))
        for code, row in item.get("capitals", {}).items():
            capitals[code] = place_of(row["name"], row)
    return HandGazetteer(countries, capitals)


def claims_of(item: dict[str, Any], gazetteer: HandGazetteer) -> tuple[DistanceClaim, ...]:
    article = Article(item["id"], "", item["text"])
    return find_claims(article, resolutions_of(item), gazetteer)  # type: ignore[arg-type]


def end_name(end: Endpoint | None) -> str | None:
    if end is None:
        return None
    kind = "border" if end.kind.value == "point" and end.place.is_country else end.kind.value
    return end.place.name + (f"|{kind}" if kind != "point" else "")


def gold_end(item: dict[str, Any], end: str | None) -> str | None:
    if end is None:
        return None
    name, bar, kind = end.partition("|")
    if name.startswith("capital of"):
        return next(iter(item["capitals"].values()))["name"]
    row = item["places"][name]
    if not kind and row["feature"].startswith("A.PCL"):
        return str(row["name"]) + "|border"
    return str(row["name"]) + bar + kind


def matches(item: dict[str, Any], gold: dict[str, Any], claim: DistanceClaim) -> bool:
    """Both ends and the figure right; their order counts where the claim has a direction."""
    want = [gold_end(item, gold["from"]), gold_end(item, gold["to"])]
    have = [end_name(claim.origin), end_name(claim.destination)]
    figure = gold.get("km", gold.get("hours"))
    said = claim.km if "km" in gold else claim.hours
    if said is None or abs(said - figure) > max(0.006 * figure, 0.005):  # gold hours are rounded to hundredths
        return False
    want, have = [[n and n.casefold() for n in names] for names in (want, have)]
    return want == have or ("direction" not in gold and want == have[::-1])


@dataclass
class Score:
    right: int = 0
    missed: int = 0
    wrong: int = 0
    invented: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.wrong)


def score(items: list[dict[str, Any]], gazetteer: HandGazetteer, finder: Any = claims_of) -> tuple[Score, list[str]]:
    """Count claims with both ends right, missed and wrong ones, and those invented in texts that hold none."""
    total, faults = Score(), []
    for item in items:
        claims = list(finder(item, gazetteer))
        if not item["claims"]:
            total.invented += len(claims)
            faults += [f"{item['id']} INVENTED {_show(c)} in: {item['text']}" for c in claims]
            continue
        golds = [g for g in item["claims"] if g["from"] and g["to"]]
        whole = [c for c in claims if c.origin and c.destination]
        for gold in golds:
            hit = next((c for c in whole if matches(item, gold, c)), None)
            if hit:
                whole.remove(hit)
                total.right += 1
            else:
                total.missed += 1
                ends = f"{gold['from']} > {gold['to']} {gold.get('km', gold.get('hours'))}"
                faults.append(f"{item['id']} MISSED {ends}: {item['text']}")
        total.wrong += len(whole)
        faults += [f"{item['id']} WRONG {_show(c)}" for c in whole]
    return total, faults


def _show(c: DistanceClaim) -> str:
    return f"{end_name(c.origin)} > {end_name(c.destination)} {c.km or c.hours} [{c.text}] {c.open_reason or ''}"


@dataclass(frozen=True)
class HandWorld:
    """A world whose networks have the published lengths that a test item carries."""

    outlines: Any
    lengths: dict[str, float]
    gazetteer: Any = None
    networks: Any = None


def judge_all(items: list[dict[str, Any]], gazetteer: HandGazetteer, outlines: Any) -> tuple[int, int, list[str]]:
    """Check every gold claim that was found; return verdicts right, verdicts held, and the faults."""
    from geo.claims import check as checking
    from geo.claims.measure import NetworkLengths
    from geo.vocabulary import Mode

    right, held, faults = 0, 0, []
    for item in items:
        claims = list(claims_of(item, gazetteer))
        for gold in item["claims"]:
            claim = next((c for c in claims if matches(item, gold, c)), None)
            if claim is None or "verdict" not in gold:
                continue
            lengths = {Mode(m): km for m, km in gold.get("network", {}).items()}
            world = HandWorld(outlines, {})
            finding = checking.check(claim, world, ask=lambda *_, found=lengths: NetworkLengths(found, {}))  # type: ignore[arg-type]
            wrong_way = finding.direction_verdict and gold.get("direction_verdict") not in {
                None,
                finding.direction_verdict,
            }
            good = finding.verdict.value == gold["verdict"] and not wrong_way
            held, right = held + 1, right + good
            if not good:
                faults.append(f"{item['id']} {finding.verdict.value} not {gold['verdict']}: {finding.because}")
    return right, held, faults
