"""Under which names a party stood: who succeeds a party takes over what it owes."""

from agreetrack.law.course import Course
from agreetrack.law.parties import named
from agreetrack.model.events import PartySuccession


def present_name(course: Course, name: str) -> str:
    """The name under which a party stands now: its own, or that of its last successor."""
    found = named(course.record.parties, name)
    for event in _successions(course):
        if named(course.record.parties, event.from_).casefold() == found.casefold():
            found = event.to
    return named(course.parties, found)


def first_name(course: Course, name: str) -> str:
    """The name under which a party stood at first: its own, or that of the party it succeeded."""
    found = named(course.record.parties, named(course.parties, name))
    for event in reversed(_successions(course)):
        if named(course.parties, event.to).casefold() == found.casefold():
            found = named(course.record.parties, event.from_)
    return found


def _successions(course: Course) -> list[PartySuccession]:
    return [known.event for known in course.known if isinstance(known.event, PartySuccession)]
