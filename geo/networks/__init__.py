"""Railways, roads and sea lanes, and journeys laid on them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.networks.laying import lay
    from geo.networks.network import Network, Networks
    from geo.networks.tracing import measure_all, trace

__all__ = ["Network", "Networks", "lay", "measure_all", "trace"]

_HOMES = {"Network": "network", "Networks": "network", "lay": "laying", "measure_all": "tracing", "trace": "tracing"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the map and the gazetteer need none of this."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
