"""Why an obligation binds on a day or does not, as a fact."""

from agreetrack.law.binding import Binding
from agreetrack.model.facts import Fact


def binding_answer(binding: Binding) -> Fact:
    """Whether it binds, and why."""
    reason = binding_reason(binding)
    return Fact("binding.yes" if binding.binds else "binding.no", why=reason)


def binding_reason(binding: Binding) -> Fact:
    """Why it binds or does not, with the days that are known."""
    since, until = binding.since, binding.until
    match binding.why:
        case "in-force":
            return Fact("binding.in-force-through", until=until) if until else Fact("binding.in-force")
        case "provisional":
            return Fact("binding.provisional-through", until=until) if until else Fact("binding.provisional")
        case "survives" if until:
            return Fact("binding.survives-through", since=since, until=until)
        case "survives":
            return Fact("binding.survives", since=since)
        case "not-yet":
            return Fact("binding.only-from", since=since) if since else Fact("binding.not-yet")
        case "gap":
            return Fact("binding.gap", since=since, until=until)
        case "suspended" if until:
            return Fact("binding.suspended-through", since=since, until=until)
        case "suspended":
            return Fact("binding.suspended", since=since)
        case "ended":
            return Fact("binding.ended", until=until)
        case "left":
            return Fact("binding.left", party=binding.party, until=until)
        case "dropped":
            return Fact("binding.dropped", since=since)
    return Fact("binding.closed")
