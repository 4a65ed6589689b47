"""What was found, without words: a code, and the values that a sentence on it names.

The rooms below `display` give facts; `display.phrases` has the sentence of each, and says it in the language and with
the form of dates that are asked for.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from agreetrack.model.periods import Period

Value: TypeAlias = "str | int | float | Path | date | Period | Fact | tuple[Value, ...] | None"
"""What a fact names: a text of the record or of the system as it stands, a number, a day, a period, a place in the
file system, another fact, several of these, of which a sentence lists the first ones, or nothing."""


class Fact:
    """A code such as `registry.busy` (the subject and what is so) with its values by name; two alike are equal."""

    __slots__ = ("code", "values")

    code: str
    values: Mapping[str, Value]

    def __init__(self, code: str, /, **values: Value) -> None:
        self.code = code
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fact) and (self.code, self.values) == (other.code, other.values)

    def __hash__(self) -> int:
        return hash((self.code, *self.values))

    def __repr__(self) -> str:
        """The code and the values, for logs and tests: `registry.busy(path='a.json')`."""
        return f"{self.code}({', '.join(f'{name}={value!r}' for name, value in self.values.items())})"


def first_of(values: Sequence[Value], most: int) -> Value:
    """Several values, of which a sentence names so many; of more the first ones, and how many more there are."""
    if len(values) <= most:
        return tuple(values)
    return Fact("names.and-more", names=tuple(values[:most]), count=len(values) - most)


class Unfit(ValueError):
    """A text or value is not what it should be; `fact` says why. Whoever reads a field names its place."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        self.fact = fact
