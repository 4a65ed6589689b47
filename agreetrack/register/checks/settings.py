"""What is wrong with the settings that a registry holds: a value that can be none, or one that nothing knows."""

from collections.abc import Iterator

from agreetrack.model.errors import Finding, InvalidData, Said
from agreetrack.register.settings.office import problems, refuse_unknown_countries
from agreetrack.store import Registry


def setting_findings(registry: Registry) -> list[Finding]:
    """Every problem of the settings, each with its place. Raises AgreetrackError where holidays cannot be looked up."""
    try:
        stated = registry.settings()
    except InvalidData as error:  # where the file itself is damaged, reading the agreements tells it again
        return [_finding("settings", error.fact)]
    wrong = problems(stated)
    found = [_finding(problem.field, problem.fact) for problem in wrong]
    if all(problem.field != "settings.countries" for problem in wrong):
        found += _unknown_countries(stated)
    return found


def _unknown_countries(stated: dict[str, str]) -> Iterator[Finding]:
    try:
        refuse_unknown_countries(stated)
    except InvalidData as error:
        yield _finding("settings.countries", error.fact)


def _finding(field: str, problem: Said) -> Finding:
    return Finding(None, "error", field, problem)
