"""An option of which the value is one of a few words, in any spelling that we understand."""

from collections.abc import Sequence
from typing import Any

from typer._types import TyperChoice

from agreetrack.cli.reading.words import meant


class OneOf(TyperChoice[str]):
    """One of the words, as `kind` takes `agreement`, `Agreement` or `соглашение`."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(words)

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """The word that is meant; what is none is refused as Typer refuses it."""
        return super().convert(meant(str(value), self.choices) or value, param, ctx)
