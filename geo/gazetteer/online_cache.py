"""What online geocoders answered, kept in SQLite, and whose turn it is to ask next."""

import json
import sqlite3
import time
from types import TracebackType
from typing import Any

from geo.errors import GazetteerError
from geo.gazetteer.layers import user_folder

__all__ = ["OnlineCache"]

_KEPT_S = 30 * 86_400
_NOTHING_KEPT_S = 86_400  # that a place is unknown may change sooner
_LONGEST_TURN_S = 60.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    service TEXT, query TEXT, most INTEGER, asked REAL, answers TEXT, PRIMARY KEY (service, query, most)
);
CREATE TABLE IF NOT EXISTS turns (service TEXT PRIMARY KEY, next REAL);
"""


class OnlineCache:
    """Answers by service and query, and the times of requests, shared by all processes of the user.

    A cache that cannot be opened, or is damaged, is no reason to fail: then nothing is remembered.
    """

    def __enter__(self) -> "OnlineCache":
        self._database = self._open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._database is not None:
            self._database.close()

    def _open(self) -> sqlite3.Connection | None:
        path = user_folder().parent / "online-cache.sqlite"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(path, timeout=30, isolation_level=None)
        except (OSError, sqlite3.Error):
            return None
        try:
            database.executescript(_SCHEMA)
        except sqlite3.Error:
            database.close()
            return None
        return database

    def get(self, service: str, query: str, limit: int) -> list[dict[str, Any]] | None:
        """What a service answered to a query lately, or None."""
        if self._database is None:
            return None
        try:
            row = self._database.execute(
                "SELECT asked, answers FROM answers WHERE service = ? AND query = ? AND most = ?",
                (service, query.strip().casefold(), limit),
            ).fetchone()
            answers: list[dict[str, Any]] = json.loads(row[1]) if row else []
        except (sqlite3.Error, ValueError):
            return None
        if row is None or time.time() - row[0] > (_KEPT_S if answers else _NOTHING_KEPT_S):
            return None
        return answers

    def put(self, service: str, query: str, limit: int, answers: list[dict[str, Any]]) -> None:
        """Remember an answer."""
        if self._database is None:
            return
        row = (
            service,
            query.strip().casefold(),
            limit,
            time.time(),
            json.dumps(answers, ensure_ascii=False, default=str),
        )
        try:
            self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error:
            return

    def wait_turn(self, service: str, delay_s: float) -> None:
        """Wait until this service may be asked again.

        Raises
        ------
        GazetteerError
            When so many processes wait that it would take a minute.
        """
        wait_s = self._take_turn(service, delay_s)
        if wait_s > _LONGEST_TURN_S:
            raise GazetteerError(f"too many requests to {service} are waiting")
        if wait_s > 0:
            time.sleep(wait_s)

    def _take_turn(self, service: str, delay_s: float) -> float:
        if self._database is None:
            return delay_s
        now = time.time()
        try:
            self._database.execute("BEGIN IMMEDIATE")
            row = self._database.execute("SELECT next FROM turns WHERE service = ?", (service,)).fetchone()
            turn = max(now, min(row[0], now + _LONGEST_TURN_S + 1)) if row else now
            self._database.execute("INSERT OR REPLACE INTO turns VALUES (?, ?)", (service, turn + delay_s))
            self._database.execute("COMMIT")
        except sqlite3.Error:
            return delay_s
        return turn - now
