"""Against a real HTTP server of the test's own, on 127.0.0.1."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import pytest

from geo.coords import LonLat
from geo.errors import UsageError
from geo.gazetteer.online import ask, lookup_online, services
from geo.gazetteer.place import Place
from geo.gazetteer.rank import Match

NOMINATIM = [
    {
        "place_id": 7, "osm_type": "node", "osm_id": 42, "lat": "42.4306", "lon": "130.6431", "addresstype": "town",
        "name": "Khasan", "display_name": "Khasan, Primorye, Russia", "boundingbox": ["42.4", "42.5", "130.6", "130.7"],
        "address": {"country_code": "ru"},
    },
]  # fmt: skip
PHOTON = {
    "features": [{
        "geometry": {"coordinates": [130.6431, 42.4306], "type": "Point"},
        "properties": {"name": "Khasan", "countrycode": "RU", "osm_id": 42, "osm_type": "N", "osm_value": "town",
                       "extent": [130.6, 42.5, 130.7, 42.4]},
    }]
}  # fmt: skip
GEONAMES = {
    "geonames": [{
        "geonameId": 2039557, "name": "Khasan", "lat": "42.43", "lng": "130.64", "countryCode": "RU", "fcl": "P",
        "fcode": "PPL", "population": 742, "countryName": "Russia", "adminName1": "Primorye",
    }]
}  # fmt: skip
OFFLINE = (Match(Place("geonames:1", "Khasan", LonLat(77, 28), country="IN"), 0.5, "khasan", "exact"),)


class Server(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen, self.status, self.body = [], 200, None


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self):
        url = urlparse(self.path)
        self.server.seen.append((url.path, parse_qs(url.query), self.headers["User-Agent"], time.monotonic()))
        kinds = {"/search": NOMINATIM, "/api": PHOTON, "/api/": PHOTON, "/searchJSON": GEONAMES}
        body = self.server.body if self.server.body is not None else json.dumps(kinds[url.path]).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server(monkeypatch, tmp_path):
    monkeypatch.setenv("GEO_DATA_HOME", str(tmp_path))
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    for service in ("NOMINATIM", "PHOTON", "GEONAMES"):
        monkeypatch.setenv(f"GEO_{service}_DOMAIN", f"http://127.0.0.1:{made.server_port}")
    monkeypatch.setenv("GEO_GEONAMES_USERNAME", "tester")
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.mark.parametrize("service", ["nominatim", "photon", "geonames"])
def test_answers_become_places(server, service):
    (place,) = ask("Khasan", service, delay_s=0)
    assert (place.name, place.country, place.feature) == ("Khasan", "RU", "P.PPL")
    assert (round(place.at.lon, 2), round(place.at.lat, 2)) == (130.64, 42.43)
    if service != "geonames":
        assert place.bbox == (130.6, 42.4, 130.7, 42.5)


def test_a_geonames_answer_keeps_its_id(server):
    assert ask("Khasan", "geonames", delay_s=0)[0].id == "geonames:2039557"


def test_online_answers_come_before_offline_ones(server):
    first, second = lookup_online("Khasan", "nominatim", offline=OFFLINE, delay_s=0)
    assert (first.place.country, first.how, second) == ("RU", "nominatim", OFFLINE[0])


def test_a_question_is_asked_once(server):
    for query in ("Khasan", "Khasan", " khasan "):
        ask(query, "nominatim", delay_s=0)
    assert len(server.seen) == 1


def test_the_user_agent_says_who_asks(server, monkeypatch):
    monkeypatch.setenv("GEO_CONTACT", "desk@example.org")
    ask("Khasan", "nominatim", delay_s=0)
    agent = server.seen[0][2]
    assert agent.startswith("geo-route-maps/")
    assert "desk@example.org" in agent


def test_requests_keep_their_distance(server):
    for i in range(3):
        ask(f"Khasan {i}", "nominatim", delay_s=0.15)
    times = [seen[3] for seen in server.seen]
    assert min(b - a for a, b in zip(times, times[1:], strict=False)) >= 0.1


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (503, b"{}", "no usable answer"),
        (429, b"{}", "fewer requests"),
        (200, b"<html>", "no usable answer"),
        (200, b'[{"lat": "999", "lon": "0", "display_name": "Nowhere"}]', "no usable answer"),
    ],
)
def test_a_failure_falls_back_offline_with_a_message(server, status, body, words):
    server.status, server.body = status, body
    said = []
    assert lookup_online("Khasan", "nominatim", offline=OFFLINE, say=said.append, delay_s=0) == OFFLINE
    assert words in said[0]
    assert "offline" in said[0]


def test_a_failure_is_not_remembered(server):
    server.status = 503
    lookup_online("Khasan", "nominatim", delay_s=0)
    server.status = 200
    assert ask("Khasan", "nominatim", delay_s=0)


def test_no_server_at_all_falls_back_offline(server, monkeypatch):
    monkeypatch.setenv("GEO_NOMINATIM_DOMAIN", "http://127.0.0.1:9")
    said = []
    assert lookup_online("Khasan", "nominatim", offline=OFFLINE, say=said.append, delay_s=0) == OFFLINE
    assert said


def test_nothing_found_says_so(server):
    server.body = b"[]"
    said = []
    assert lookup_online("Xyzzy", "nominatim", offline=OFFLINE, say=said.append, delay_s=0) == OFFLINE
    assert "knows no 'Xyzzy'" in said[0]


def test_an_unknown_service_and_a_missing_key_are_usage_errors(server, monkeypatch):
    with pytest.raises(UsageError, match="nominatim"):
        ask("Khasan", "oracle")
    monkeypatch.delenv("GEO_GEONAMES_USERNAME")
    with pytest.raises(UsageError, match="GEO_GEONAMES_USERNAME"):
        ask("Khasan", "geonames")
    assert "photon" in services()


def test_a_damaged_cache_is_no_reason_to_fail(server, tmp_path):
    (tmp_path / "online-cache.sqlite").write_bytes(b"rubbish" * 1000)
    assert ask("Khasan", "nominatim", delay_s=0)
