"""How many days before a date there are warnings of it: as settled for all, and as an agreement states for itself."""

from msgspec import Struct

from agreetrack.model.record import Watched
from agreetrack.register.settings.office import Settings


class LeadTimes(Struct, frozen=True):
    """Lead times in days, the longest first: of terms, of those of treaties, and of obligations."""

    terms: tuple[int, ...] = (180, 90, 30, 7, 1)
    treaties: tuple[int, ...] = (365, 180, 90, 30, 7, 1)
    obligations: tuple[int, ...] = (30, 7, 0)

    def of(self, record: Watched) -> tuple[int, ...]:
        """The lead times of an agreement's term: its own, where it states any; each once, the longest first."""
        if record.lead_times is not None:
            return _longest_first(record.lead_times)
        return self.treaties if record.kind == "treaty" else self.terms


def settled(settings: Settings) -> LeadTimes:
    """The lead times that hold for all who use the registry."""
    return LeadTimes(
        terms=_longest_first(settings.days("lead_times")),
        treaties=_longest_first(settings.days("treaty_lead_times")),
        obligations=_longest_first(settings.days("obligation_lead_times")),
    )


def _longest_first(days: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(days), reverse=True))
