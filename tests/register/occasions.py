"""Days as text, and the occasions on which a registry is used."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from agreetrack.register.occasion import Occasion

Add = Callable[..., str]


def on(text: str) -> date:
    return date.fromisoformat(text)


def occasion(day: str = "2026-11-22", **more: Any) -> Occasion:
    return Occasion(day=on(day), at=datetime(2026, 11, 22, 8, tzinfo=UTC), who="anna", command="test", **more)
