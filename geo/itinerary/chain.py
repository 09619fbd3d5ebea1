"""Which stop each stop is reached from: done and planned ones in a chain, rumoured and denied ones as branches."""

from collections.abc import Callable, Sequence

from geo.vocabulary import Status

__all__ = ["leaves_from"]


def leaves_from(statuses: Sequence[Status], together: Callable[[int, int], bool]) -> list[int | None]:
    """Say for each stop the index of the stop that its leg leaves from, None for the first.

    Parameters
    ----------
    statuses : sequence of Status
        The stops', in travel order.
    together : callable
        Whether two stops are told by one report: rumoured stops of one report follow each other.
    """
    origins: list[int | None] = []
    last: int | None = None
    last_done: int | None = None
    for k, status in enumerate(statuses):
        origin = last
        if status in {Status.RUMOURED, Status.DENIED}:
            beside = k - 1 if k and statuses[k - 1] is status and together(k - 1, k) else None
            origin = beside if beside is not None else last_done if last_done is not None else last
        origins.append(origin)
        if status is Status.DONE:
            last_done = k
        if status in {Status.DONE, Status.PLANNED} or last is None:
            last = k
    return origins
