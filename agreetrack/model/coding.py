"""Records to and from the builtins of JSON: one way for all, as some of their types are our own."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from agreetrack.model.dates import DayOfYear, PartialDay
from agreetrack.model.periods import Period

T = TypeVar("T")


def _read(kind: Any, value: Any) -> Any:
    """A value of one of our own types, each of which reads itself. Raises ValueError for what it cannot be."""
    return kind.read(value)


def _written(value: Any) -> str:
    """What was stated."""
    if isinstance(value, DayOfYear | PartialDay | Period):
        return str(value)
    raise NotImplementedError


def convert(value: Any, kind: type[T], *, from_attributes: bool = False) -> T:
    """The typed value of builtins. Raises msgspec.ValidationError."""
    return msgspec.convert(value, kind, dec_hook=_read, from_attributes=from_attributes)


def decoder(kind: Any) -> Callable[[bytes], Any]:
    """What reads JSON as a type. It raises msgspec.ValidationError, and DecodeError for what is no JSON."""
    return msgspec.json.Decoder(kind, dec_hook=_read).decode


def decode(text: bytes, kind: type[T]) -> T:
    """The typed value of a JSON text. Raises as a decoder does."""
    return msgspec.json.decode(text, type=kind, dec_hook=_read)


def encode(value: Any) -> bytes:
    """The JSON text of a value."""
    return msgspec.json.encode(value, enc_hook=_written)


def builtins(value: Any) -> Any:
    """A value in the builtin types of JSON."""
    return msgspec.to_builtins(value, enc_hook=_written)
