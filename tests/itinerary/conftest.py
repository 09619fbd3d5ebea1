"""What the tests of the grammar share."""

import pytest

from geo.itinerary import extract


@pytest.fixture
def grammar_alone(monkeypatch):
    """Read by the rules alone, so that a new training of the network changes nothing in the tests of the grammar."""
    monkeypatch.setattr(extract, "learnt", lambda *_: None)
