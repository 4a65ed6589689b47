"""Links followed to their ends, without recursion: however long a chain is, however many paths lead to one record."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator

Ahead = Callable[[str], Iterable[str]]
"""Gives the refs that a record of a ref links to."""


def circles(starts: Iterable[str], ahead: Ahead, known: Container[str] = ()) -> Iterator[Collection[str]]:
    """All that the links lead to from these refs on, each once, what is linked to before what links to it.

    Refs that lead to one another come together, any other one alone. What is `known` already is left out, and so is
    all that only it leads to; it is asked of while this runs, so that what came out may be put there.
    """
    walk = _Walk(ahead)
    for start in starts:
        if start not in known and start not in walk.met:
            yield from walk.from_(start, known)


class _Walk:
    """One search, depth first, for strongly connected components (R. Tarjan, 1972)."""

    def __init__(self, ahead: Ahead) -> None:
        self.met: dict[str, int] = {}
        self._ahead = ahead
        self._back: dict[str, int] = {}
        self._open: dict[str, None] = {}

    def from_(self, start: str, known: Container[str]) -> Iterator[Collection[str]]:
        """The circles that are found from a ref on which no earlier start led to."""
        path = [(start, self._meet(start))]
        while path:
            ref, links = path[-1]
            link = next((one for one in links if one not in known), None)
            if link is None:
                path.pop()
                if path:
                    self._reach(path[-1][0], self._back[ref])
                if self._back[ref] == self.met[ref]:
                    yield self._closed(ref)
            elif link not in self.met:
                path.append((link, self._meet(link)))
            elif link in self._open:
                self._reach(ref, self.met[link])

    def _meet(self, ref: str) -> Iterator[str]:
        self.met[ref] = self._back[ref] = len(self.met)
        self._open[ref] = None
        return iter(self._ahead(ref))

    def _reach(self, ref: str, place: int) -> None:
        """Remember the earliest ref on the path that this one leads back to."""
        self._back[ref] = min(self._back[ref], place)

    def _closed(self, ref: str) -> Collection[str]:
        """The circle that begins with a ref: all that was met since, and not closed yet."""
        circle: dict[str, None] = {}
        while ref in self._open:
            circle[self._open.popitem()[0]] = None
        return circle.keys()
