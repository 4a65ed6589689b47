"""Agreements and obligations of every kind, as whoever looks for what is due reads them."""

import sys
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from msgspec.structs import replace

from agreetrack.model.coding import convert
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Record

sys.path.append(str(Path(__file__).parents[1] / "law"))
from agreements import days, periods, records

A_DAY = timedelta(days=1)


@st.composite
def obligations(draw: st.DrawFn, number: int) -> Obligation:
    start = draw(days)
    stated = draw(
        st.sampled_from(
            [
                {"kind": "continuing"},
                {"kind": "once", "due": start},
                {"kind": "once", "within": draw(periods), "of": draw(st.sampled_from(["signature", "end"]))},
                {"kind": "recurring", "every": draw(periods), "from": start},
                {"kind": "recurring", "rrule": "FREQ=YEARLY", "from": start},
            ]
        )
    )
    reported = {"date": start + A_DAY * draw(st.integers(-40, 400)), "occurrence": start}
    status = draw(st.sampled_from([None, "met", "partly-met", "waived"]))
    done = [] if status is None or stated["kind"] == "continuing" else [{**reported, "status": status}]
    more = {"id": draw(st.sampled_from(["clauses", "once", "a"])) + str(number), "text": "clauses"}
    return convert({**more, **stated, "occurrences": done}, Obligation)


@st.composite
def watched_records(draw: st.DrawFn, number: int) -> Record:
    owed = tuple(draw(obligations(place)) for place in range(draw(st.sampled_from([0, 0, 0, 1, 2]))))
    leads = draw(st.sampled_from([None, None, None, (730,), (0,), (3650, 30), ()]))
    kind = draw(st.sampled_from([None, "treaty", "agreement"]))
    return replace(draw(records()), ref=f"X-{number}", kind=kind, obligations=owed, lead_times=leads)
