"""A sign of life on a terminal for work that takes a while, gone once it is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5
"""After so many seconds it is shown."""

Step = Callable[[], None]
"""Says that one of the parts that were counted is done."""


class _Sign:
    """A bar that is drawn only from its time on; what was done until then is in it at once."""

    def __init__(self, text: str, total: int | None, terminal: TextIO, colour: bool) -> None:
        self._text, self._total, self._terminal, self._colour = text, total, terminal, colour
        self._lock, self._over = Lock(), False
        self._done = 0
        self._progress: Progress | None = None

    def show(self) -> None:
        with self._lock:
            if not self._over:
                self._progress = _bar(self._terminal, self._colour, self._total)
                self._progress.add_task(self._text, total=self._total, completed=self._done)
                self._progress.start()

    def step(self) -> None:
        with self._lock:
            self._done += 1
            if self._progress is not None:
                self._progress.update(self._progress.task_ids[0], completed=self._done)

    def end(self) -> None:
        with self._lock:
            self._over = True
            if self._progress is not None:
                self._progress.stop()


@contextmanager
def shown(
    text: str, terminal: TextIO, colour: bool, total: int | None = None, patience: float = PATIENCE
) -> Iterator[Step]:
    """Show what is being done while it lasts, with how far it is where `total` says how many parts there are."""
    sign = _Sign(text, total, terminal, colour)
    timer = Timer(patience, sign.show)
    timer.daemon = True
    timer.start()
    try:
        yield sign.step
    finally:
        timer.cancel()
        sign.end()


def _bar(terminal: TextIO, colour: bool, total: int | None) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(file=terminal, force_terminal=True, no_color=not colour, highlight=False, emoji=False)
    counted = [MofNCompleteColumn()] if total else []
    text = TextColumn("{task.description}", markup=False)
    return Progress(text, BarColumn(), *counted, TimeElapsedColumn(), console=console, transient=True)
