"""Online tiles, offered only when the user asks for them by name; names and addresses are xyzservices'."""

import difflib
import re
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from geo.errors import RenderError

__all__ = ["Tiles", "tiles_named"]


@dataclass(frozen=True, slots=True)
class Tiles:
    """One set of online tiles: where the page fetches them, and whom it names."""

    name: str
    url: str
    subdomains: str
    attribution: str
    max_zoom: int

    @property
    def host(self) -> str:
        """The host as the page says it to the reader."""
        return (urlsplit(self.url.replace("{s}.", "").replace("{r}", "")).hostname or "").lower()

    @property
    def origin(self) -> str:
        """What the content security policy must allow."""
        parts = urlsplit(self.url.replace("{s}", "*"))
        return f"{parts.scheme}://{parts.netloc}"

    def plain(self) -> dict[str, Any]:
        """Plain values for the page."""
        return asdict(self) | {"host": self.host}


def tiles_named(name: str) -> Tiles:
    """Find tiles by xyzservices' name.

    Raises
    ------
    RenderError
        When there are none of that name, they need a key, or xyzservices is not installed.
    """
    try:
        import xyzservices.providers
    except ImportError as error:
        raise RenderError("--tiles needs xyzservices; pip install xyzservices") from error
    known = {provider.name: provider for provider in xyzservices.providers.flatten().values()}
    try:
        provider = xyzservices.providers.query_name(name)
    except ValueError as error:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise RenderError(f"no tiles are called {name!r}{hint}") from error
    if provider.requires_token():
        raise RenderError(
            f"tiles {name!r} need a key, and a key in a file that is passed on is not secret; choose others"
        )
    kept = {key: f"{{{key}}}" for key in "xyzsr"}
    url = str(provider.url).format_map({**provider, **kept})
    if not re.match(r"https://[\w.*{}-]+/", url):
        raise RenderError(f"tiles {name!r} are not served over https; choose others")
    subdomains = provider.get("subdomains", "abc")
    return Tiles(
        provider.name,
        url,
        subdomains if isinstance(subdomains, str) else "".join(subdomains),
        provider.attribution,
        int(provider.get("max_zoom", 18)),
    )
