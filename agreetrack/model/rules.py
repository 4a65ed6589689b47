"""Recurrence rules (RFC 5545, 3.3.10) as far as they count in whole days; nothing here falls due by the hour."""

import re

from agreetrack.model.dates import full_date
from agreetrack.model.facts import Fact
from agreetrack.model.limits import LONGEST_INTERVAL, MOST_OCCURRENCES

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_VALUES = {
    "FREQ": "|".join(FREQUENCIES),
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "COUNT": r"[1-9]\d*",
    "INTERVAL": r"[1-9]\d*",
    "BYDAY": rf"[+-]?(?:[1-9]|[1-4]\d|5[0-3])?{_WEEKDAY}",
    "BYMONTH": r"[1-9]|1[0-2]",
    "BYMONTHDAY": r"[+-]?(?:[1-9]|[12]\d|3[01])",
    "BYYEARDAY": r"[+-]?(?:[1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])",
    "BYWEEKNO": r"[+-]?(?:[1-9]|[1-4]\d|5[0-3])",
    "BYSETPOS": r"[+-]?(?:[1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])",
    "WKST": _WEEKDAY,
}
_LISTS = frozenset({"BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
_MOST = {"COUNT": MOST_OCCURRENCES, "INTERVAL": LONGEST_INTERVAL}
_ONLY_WITH = {
    "BYYEARDAY": {"YEARLY"},
    "BYWEEKNO": {"YEARLY"},
    "BYMONTHDAY": {"YEARLY", "MONTHLY", "DAILY"},
}


def rule_parts(rule: str) -> dict[str, str]:
    """The parts of a rule by name, in capitals; of one that stands twice the last."""
    stated = rule.strip().upper().removeprefix("RRULE:").strip(";")
    return dict(part.partition("=")[::2] for part in stated.split(";"))


def wrong_rule(rule: str) -> Fact | None:
    """Why this is no rule that days can be counted by; None where it is one."""
    parts = rule_parts(rule)
    if "FREQ" not in parts or not all(_is_meant(name, value) for name, value in parts.items()):
        return Fact("rules.none", rule=rule)
    return _too_much(rule, parts) or _clash(rule, parts)


def _is_meant(name: str, value: str) -> bool:
    pattern = _VALUES.get(name)
    if pattern is None or not all(re.fullmatch(pattern, one) for one in _listed(name, value)):
        return False
    return name != "UNTIL" or _is_day(value)


def _listed(name: str, value: str) -> list[str]:
    return value.split(",") if name in _LISTS else [value]


def _is_day(value: str) -> bool:
    try:
        full_date(f"{value[:4]}-{value[4:6]}-{value[6:8]}")
    except ValueError:
        return False
    return True


def _too_much(rule: str, parts: dict[str, str]) -> Fact | None:
    """A number that is larger than it may be."""
    for name, most in _MOST.items():
        stated = parts.get(name, "")
        if (len(stated), stated) > (len(str(most)), str(most)):  # compared as text: it may be of any length
            return Fact("rules.too-large", rule=rule, name=name, most=most)
    return None


def _clash(rule: str, parts: dict[str, str]) -> Fact | None:
    """Parts that RFC 5545 does not let go together."""
    frequency = parts["FREQ"]
    for name in parts:
        if frequency not in _ONLY_WITH.get(name, FREQUENCIES):
            return Fact("rules.does-not-go-with-frequency", rule=rule, name=name, frequency=frequency)
    if "COUNT" in parts and "UNTIL" in parts:
        return Fact("rules.count-and-until", rule=rule)
    if "BYSETPOS" in parts and not any(name in _LISTS - {"BYSETPOS"} for name in parts):
        return Fact("rules.setpos-alone", rule=rule)
    counted = re.search(r"\d", parts.get("BYDAY", ""))
    if counted and (frequency not in ("YEARLY", "MONTHLY") or "BYWEEKNO" in parts):
        return Fact("rules.numbered-weekday", rule=rule)
    return None
