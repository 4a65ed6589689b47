"""The clauses of an agreement, each with the days on which it holds, by some of its events, in one reading."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from .days import A_DAY, day, first_of_month, last_day, length

Fields = dict[str, Any]
JOINING = ("accession", "succession")


class Open(Exception):
    """The text of the law does not decide this."""


def dated(event: Fields) -> date:
    return day(event["date"])


def effective(event: Fields) -> date:
    return day(event.get("effective") or event["date"])


class Text:
    """What the record and its amendments say, and when it entered into force."""

    def __init__(self, record: Fields, events: Sequence[Fields], way: str, eve: bool) -> None:
        self.record, self.events, self.way, self.eve = record, events, way, eve
        self.changes = sorted((one for one in events if one["kind"] == "amendment"), key=effective)

    def clause(self, name: str, on: date) -> Any:
        held = self.record.get(name)
        for change in self.changes:
            if effective(change) <= on and name in change["set"]:
                held = change["set"][name]
        return held

    def counting(self, on: date) -> str:
        return self.clause("counting", on) or self.way

    def mode(self, on: date) -> str | None:
        return (self.clause("renewal", on) or {}).get("mode")

    def until(self, text: str, end_day: str | None) -> date:
        """The last day of a term given as a date."""
        end = day(text)
        eve = end_day == "excluded" or (end_day is None and self.eve and (end + A_DAY).day != 1)
        return end - A_DAY if eve else end

    def entry(self) -> date | None:
        stated = self.record.get("entry_into_force")
        if isinstance(stated, dict):
            return self._by_instruments(stated)
        if stated is None and self.record.get("term_from") != "provisional":
            stated = self.record.get("term_from")
        return self._whole(stated) if stated else None

    def _whole(self, stated: str) -> date:
        """A stated day; where only its month or year is known, what follows from it is not."""
        text = self.record["signed"] if stated == "signature" else stated
        if len(text) < len("2015-02-09"):
            raise Open
        return day(text)

    def anchor(self) -> date | None:
        stated = self.record.get("term_from")
        if stated == "provisional":
            return next((effective(one) for one in self.events if one["kind"] == "provisional"), None)
        return self._whole(stated) if stated else self.entry()

    def _by_instruments(self, rule: Fields) -> date | None:
        names = [party["name"] for party in self.record["parties"]]
        arrived: dict[str, date] = {}
        for event in self.events:
            if event["kind"] == "instrument":
                arrived.setdefault(event["party"], dated(event))
                if event["type"] in JOINING and event["party"] in names:
                    raise Open
        if "also" in rule:
            return waited(rule, day(rule["on"])) if "on" in rule else None
        awaited = set(names if rule["after"] == "all" else rule.get("among", ()))
        number = len(names) if rule["after"] == "all" else rule["after"]
        for on in sorted(arrived.values()):
            come = {name for name, when in arrived.items() if when <= on}
            if awaited <= come and len(come) >= number:
                return waited(rule, on)
        return None

    def own_entry(self, party: str) -> date | None:
        """The day on which the agreement entered into force for a party that never left."""
        rule, common = self.record.get("entry_into_force"), self.entry()
        sent = [dated(one) for one in self.events if one["kind"] == "instrument" and one["party"] == party]
        if common is None or not isinstance(rule, dict) or not sent:
            return common
        return max(common, waited(rule, sent[0]))


def waited(rule: Any, on: date) -> date:
    """The day that an entry rule makes of the day of an instrument."""
    if not isinstance(rule, dict):
        return on
    on = last_day(on, length(rule.get("wait")) or (0, 0), "anniversary")
    return first_of_month(on, rule["month"]) if "month" in rule else on
