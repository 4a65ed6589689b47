"""Values that are one of a few words, in any spelling that we understand, or a number; refused in words of ours."""

from collections.abc import Sequence
from typing import Any

from typer._click.types import IntParamType
from typer._types import TyperChoice

from agreetrack.cli.reading.words import meant
from agreetrack.display.wording import _


class OneOf(TyperChoice[str]):
    """One of the words, as `kind` takes `agreement`, `Agreement` or `соглашение`."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(words)

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """The word that is meant. Raises BadParameter where it is none."""
        return super().convert(meant(str(value), self.choices) or value, param, ctx)

    def get_invalid_choice_message(self, value: Any, ctx: Any) -> str:
        """What is said of a word that is none of them."""
        return _("{word} is not one of {words}").format(word=value, words=", ".join(self.choices))


class Number(IntParamType):
    """A whole number."""

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """The number. Raises BadParameter where it is none."""
        try:
            return int(value)
        except ValueError:
            self.fail(_("{word} is not a number").format(word=value), param, ctx)
