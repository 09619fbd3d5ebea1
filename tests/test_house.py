"""Promises about the code itself: what may import what, how big modules get, what a command's help holds."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "geo").rglob("*.py")) + sorted((ROOT / "maps").rglob("*.py"))
MAX_LINES = 320
# The grammar of journeys grew past the limit; these may shrink and be split, but not grow.
TO_SPLIT = {}


def imports(path, *, at_top_only=False):
    tree = ast.parse(path.read_text("utf-8"))
    nodes = tree.body if at_top_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_geo_does_not_import_maps_except_late_in_commands_and_for_a_notebook(path):
    if path.is_relative_to(ROOT / "geo"):
        uses = [m for m in imports(path) if m.split(".")[0] == "maps"]
        allowed = path.is_relative_to(ROOT / "geo" / "cli") or uses == ["maps.notebook"]
        assert not uses or allowed
        assert not [m for m in imports(path, at_top_only=True) if m.split(".")[0] == "maps"]


@pytest.mark.parametrize(
    ("library", "only_in"),
    [
        ("folium", "maps/html.py"),
        ("geopy", "geo/gazetteer/online.py"),
        ("geographiclib", "geo/coords.py"),
        ("trafilatura", "geo/articles/formats.py"),
    ],
)
def test_a_library_is_known_in_one_place(library, only_in):
    users = {name_of(p) for p in MODULES for m in imports(p) if m.split(".")[0] == library}
    assert users <= {only_in}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_slow_libraries_are_imported_late(path):
    slow = {"folium", "shapely", "trafilatura", "pypdf", "geopy", "rich", "pyarrow", "distributed", "scipy"}
    building = path.stem.endswith("build") or path.stem in {"html", "heal", "assemble", "source", "hierarchy"}
    if not building:
        assert not {m.split(".")[0] for m in imports(path, at_top_only=True)} & slow


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_readable_at_one_sitting(path):
    assert len(path.read_text("utf-8").splitlines()) <= TO_SPLIT.get(name_of(path), MAX_LINES)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_names_are_defined(path):
    tree = ast.parse(path.read_text("utf-8"))
    named = [n for n in tree.body if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "__all__"]
    if named:
        listed = {e.value for e in named[0].value.elts}
        defined = {getattr(n, "name", None) for n in tree.body}
        defined |= {
            a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom | ast.Import) for a in n.names
        }
        assigned = [t for n in tree.body if isinstance(n, ast.Assign) for t in n.targets]
        defined |= {name.id for t in assigned for name in ast.walk(t) if isinstance(name, ast.Name)}
        defined |= {getattr(n.target, "id", None) for n in tree.body if isinstance(n, ast.AnnAssign)}
        assert listed <= defined
