from itertools import combinations

from geo.coords import LonLat
from maps.labelling import FACES, Anchor, Label, place_labels, text_width

NAMES = {
    "countries": [["Landia", 2.0, [[10.0, 10.0]]]],
    "seas": [["Big Sea", 30.0, 10.0, 5, 20.0]],
    "towns": [["Alpha", 10.0, 10.1, 900, 1], ["Beta", 10.1, 10.1, 800, 0], ["Gamma", 14.0, 12.0, 900, 0]],
}


def project(at: LonLat) -> tuple[float, float]:
    return 100 + at.lon * 20, 500 - at.lat * 20


def box(label: Label) -> tuple[float, float, float, float]:
    face = FACES[label.kind]
    width, height = text_width(label.text, face) / 2, face.size * 0.6
    return label.x - width, label.y - height, label.x + width, label.y + height


def test_names_never_overlap_and_the_storys_own_come_first() -> None:
    anchors = [Anchor("Khasan", "stop", LonLat(10, 10), 13), Anchor("Next door", "stop", LonLat(10.6, 10), 13)]
    labels = place_labels(anchors, NAMES, project, (1000, 800), 6)
    assert [label.text for label in labels][:2] == ["Khasan", "Next door"]
    for a, b in combinations(map(box, labels), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_name_keeps_off_the_line_where_it_can() -> None:
    anchor = Anchor("Harbour", "stop", LonLat(10, 10), 13)
    (free,) = (x for x in place_labels([anchor], NAMES, project, (1000, 800), 6) if x.text == "Harbour")
    line = [(300.0, 300.0), (500.0, 300.0)]
    (moved,) = (x for x in place_labels([anchor], NAMES, project, (1000, 800), 6, lines=[line]) if x.text == "Harbour")
    assert free.x > 300
    assert moved.x < 300


def test_wide_scripts_count_as_wide() -> None:
    face = FACES["town"]
    assert text_width("東京都", face) > text_width("abc", face) * 1.5
    assert text_width("é", face) == text_width("e\u0301", face)
