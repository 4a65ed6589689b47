"""What the rows of an index rest on besides the records: the law, the holidays, and what is settled for all."""

from msgspec import Struct

from agreetrack.law.version import version
from agreetrack.model.record import Counting
from agreetrack.register.occasion import Occasion
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.working_days import library_version


class Basis(Struct, frozen=True):
    """The versions of the law and of the library of holidays, the counting assumed, the countries, the lead times."""

    law: int
    holidays: str | None
    assume: Counting
    countries: tuple[str, ...]
    leads: LeadTimes

    def serves(self, occasion: Occasion, leads: LeadTimes | None) -> bool:
        """Whether what is asked on an occasion, with these lead times where they matter, rests on the same."""
        now = basis(occasion.assume, occasion.calendar.countries, leads or self.leads)
        return self == now and occasion.knowing in (None, occasion.day)


def basis(assume: Counting, countries: tuple[str, ...], leads: LeadTimes) -> Basis:
    """What is judged with this program rests on."""
    return Basis(version(), library_version(countries), assume, countries, leads)
