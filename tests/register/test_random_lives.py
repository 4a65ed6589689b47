"""Random lives of agreements: whatever is recorded, the ledger stays whole, and undoing it all gives back the start."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questions import standing

from agreetrack.formats.records import export_json
from agreetrack.model.errors import AgreetrackError
from agreetrack.model.periods import period
from agreetrack.register.events import amending, ending, entering, extending, noticing, suspending
from agreetrack.register.occasion import Occasion
from agreetrack.register.records import adding
from agreetrack.store import Author, Registry

SIGNED = date(2015, 2, 9)
A_DAY = timedelta(days=1)
parties = st.sampled_from(["A", "B", "C"])
spans = st.sampled_from([period("P1Y"), period("P5Y"), period("P6M")])
later = st.integers(0, 4000).map(lambda days: SIGNED + timedelta(days=days))


@st.composite
def steps(draw: st.DrawFn) -> tuple[Any, dict[str, Any]]:
    """A use case and what it is given beside registry, occasion and ref."""
    on = draw(later)
    day = draw(later)
    return draw(
        st.sampled_from(
            [
                (extending.extend, {"on": on, "by": draw(spans)}),
                (extending.extend, {"on": on, "until": day, "retroactive": True}),
                (extending.extend, {"on": on, "by": draw(spans), "start": day, "retroactive": True}),
                (extending.renew, {"on": on}),
                (noticing.give_notice, {"on": on, "party": draw(parties)}),
                (noticing.suspend_notice, {"on": on}),
                (noticing.withdraw_notice, {"on": on}),
                (suspending.suspend, {"on": on}),
                (suspending.resume, {"on": on}),
                (ending.terminate, {"on": on, "last_day": day}),
                (ending.close, {"on": on}),
                (entering.instrument, {"on": on, "party": draw(parties), "type": "ratification"}),
                (amending.amend, {"on": on, "stated": {"notice.period": "P3M"}}),
            ]
        )
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["none", "express", "tacit", "indefinite"]), st.lists(steps(), max_size=7), later)
def test_a_life_is_whole_and_can_be_taken_back(mode: str, lived: list[tuple[Any, dict[str, Any]]], asked: date) -> None:
    with TemporaryDirectory() as folder:
        registry = Registry(Path(folder) / "agreements.json")
        exports = [b"[]\n"]
        stated = {
            "ref": "X-1",
            "title": "t",
            "parties": [{"name": name} for name in "ABC"],
            "signed": "2015-02-09",
            "entry_into_force": "signature",
            "term": "P5Y",
            "renewal": {"mode": mode},
            "notice": {"period": "P6M"},
            "survival": "P2Y",
        }
        adding.add(registry, occasion(), stated)
        exports.append(exported(registry))
        for use_case, given_ in lived:
            try:
                changed = use_case(registry, occasion(), "X-1", **given_)
            except AgreetrackError:
                assert exported(registry) == exports[-1]
                continue
            if changed.seq is not None:
                exports.append(exported(registry))
        ledger_is_whole(registry, asked)
        for before in reversed(exports[:-1]):
            with registry.change(author("undo")) as transaction:
                transaction.undo()
            assert exported(registry) == before


def ledger_is_whole(registry: Registry, asked: date) -> None:
    found = standing(registry.find("X-1"), asked, knowing=date(2100, 1, 1))
    for before, after in pairwise(found.ledger):
        assert before.through is not None
        assert after.start == before.through + A_DAY


def exported(registry: Registry) -> bytes:
    return export_json(registry.records())


def occasion() -> Occasion:
    return Occasion(day=date(2026, 11, 22), at=datetime(2026, 11, 22, 8, tzinfo=UTC), who="anna", command="test")


def author(command: str) -> Author:
    return Author(who="anna", at=datetime(2026, 11, 22, 8, tzinfo=UTC), command=command)
