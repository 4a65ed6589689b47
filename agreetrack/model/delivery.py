"""What became of something that was handed over to be delivered."""

from typing import Literal

from msgspec import Struct

from agreetrack.model.errors import Said

Fate = Literal["delivered", "refused", "failed", "doubtful"]
"""It arrived; it never will, as it stands; it may another time; it may have arrived, and nobody said so."""


class Arrival(Struct, frozen=True):
    """What became of one message, with the reason where it did not surely arrive."""

    fate: Fate
    reason: Said = ""
