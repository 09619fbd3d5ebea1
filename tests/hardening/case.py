"""A hostile input: what it is, how it is offered, and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Case", "article"]

Setting = Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    """One row of the table in docs/hostile-inputs.md.

    ``put`` lays the input into an empty folder, where ``geo`` is then called with ``call``. It must end with ``code``,
    with ``says`` in what it prints for people (or, when it succeeds, in what it prints at all), and ``gives`` tells a
    reader what that is where ``says`` alone does not.
    """

    group: str
    what: str
    call: tuple[str, ...]
    code: int
    says: str = ""
    gives: str = ""
    put: Setting = lambda folder: None
    stdin: bytes | None = None
    unsaid: str = ""

    @property
    def row(self) -> str:
        outcome = {0: "done", 1: "exit 1", 2: "exit 2"}[self.code]
        words = self.gives or (f"“… {self.says} …”" if self.says else "nothing else changes")
        return f"| {self.what} | `geo {self.call[0]}` | {outcome} | {words} |".replace("\n", " ")


def article(group: str, what: str, name: str, content: bytes | str, code: int, says: str = "", **more: object) -> Case:
    """Offer a file to `geo places`."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    call = more.pop("call", ("places", name, "--format", "json"))
    return Case(group, what, call, code, says, put=lambda folder: write(folder / name, data), **more)  # type: ignore[arg-type]


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
