"""What would hold of the agreements, were other settings the office's."""

from msgspec import structs

from agreetrack.law.consequences import Affected, affected
from agreetrack.law.view import Lookup
from agreetrack.model.refs import folded
from agreetrack.register.occasion import Occasion
from agreetrack.register.settings.office import Settings
from agreetrack.register.working_days import calendar_of
from agreetrack.store import Registry


def affected_by(registry: Registry, occasion: Occasion, settings: Settings) -> tuple[Affected, ...]:
    """The agreements of which other things would hold."""
    after = structs.replace(occasion, assume=settings.counting, calendar=calendar_of(settings.countries))
    known = {folded(record.ref): record for record in registry.listing()}
    before, then = (one.view(Lookup(lambda ref: known.get(folded(ref)))) for one in (occasion, after))
    return tuple(affected(((record, record) for record in known.values()), before, then))
