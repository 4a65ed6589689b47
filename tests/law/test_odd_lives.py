"""Lives that hardly any agreement has: what is said of one day holds when that day has come."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from law.generated import Chance
from law.odd import odd
from questions import among, standing

from agreetrack.law.findings import ENDED, Leaving, Standing
from agreetrack.model.errors import InvalidData
from agreetrack.model.record import Record
from agreetrack.model.validation import read_record, write_record

Life = tuple[tuple[Record, ...], date]
A_DAY = timedelta(days=1)
ENDS = {"expiry": "expired", "termination": "terminated"}
thorough = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    chance = Chance(
        lambda options: draw(st.sampled_from(list(options))), lambda low, high: draw(st.integers(low, high))
    )
    documents, day = odd(chance)
    try:
        return tuple(read_record(document, "it") for document in documents), day
    except InvalidData:
        assume(False)
        raise


def held(life: Life, day: date | None = None, knowing: date | None = None) -> Standing:
    records, on = life
    return standing(records[0], day or on, knowing or day or on, find=among(*records))


def known_by(life: Life, day: date) -> bool:
    """Whether nothing is recorded of a later day, which would change what was foreseen."""
    return all(event.date <= day for record in life[0] for event in record.events)


@thorough
@given(lives())
def test_a_standing_does_not_contradict_itself(life: Life) -> None:
    found, day = held(life), life[1]
    if found.status in ENDED:
        assert found.expires is None or found.expires < day
    if found.status in ("in-force", "provisional", "ending"):
        assert found.expires is None or found.expires >= day
    assert (found.status == "ending") <= bool(found.ends and found.ends >= day)
    assert found.ends is None or found.expires is None or found.expires <= found.ends
    assert found.act is None or found.act.by is None or found.act.by >= day
    assert found.happens is None or found.happens.date >= day


@thorough
@given(lives())
def test_the_ledger_has_no_hole_and_holds_the_day_as_its_status_says(life: Life) -> None:
    found, day = held(life), life[1]
    for before, after in pairwise(found.ledger):
        assert before.through is not None
        assert after.start == before.through + A_DAY
    of_day = [
        span.kind
        for span in found.ledger
        if (span.start is None or span.start <= day) and (span.through is None or day <= span.through)
    ]
    if found.status in ("in-force", "ending") and not found.presumed:
        assert of_day == ["period"]
    if found.status in ENDED:
        assert "period" not in of_day


@thorough
@given(lives())
def test_what_happens_by_itself_comes(life: Life) -> None:
    found = held(life)
    assume(found.happens is not None)
    assert found.happens is not None
    happens, knowing = found.happens, found.knowing
    then = held(life, happens.latest + A_DAY, knowing)
    if happens.kind in ENDS:
        assert then.status == ENDS[happens.kind]
    if happens.kind == "renewal":
        assert then.status in ("in-force", "ending", "contested", "provisional", "signed")
        assert happens.to in (None, then.expires)
    if happens.kind == "entry-into-force":
        assert held(life, happens.latest, knowing).status in ("in-force", "ending", "contested")


def noticed(life: Life, party: str, day: date) -> Leaving | None:
    """What a notice of a party received on a day comes to."""
    (record, *others), _on = life
    document = write_record(record)
    given_now = {"kind": "notice", "date": day.isoformat(), "party": party}
    changed = read_record({**document, "events": [*document.get("events", []), given_now]}, "it")
    found = held(((changed, *others), day))
    return next((one for one in found.leaving if one.party == party), None)


@thorough
@given(lives())
def test_a_notice_on_the_last_day_for_it_is_in_time(life: Life) -> None:
    found, record = held(life), life[0][0]
    giver = next((party.name for party in record.parties if party.us), "A")
    kinds = {event.__struct_config__.tag for event in record.events}
    assume(known_by(life, life[1]) and found.status == "in-force" and found.act and found.act.kind == "notice")
    assume("succession" not in kinds and giver not in [one.party for one in found.leaving])
    assert found.act is not None
    assert found.act.by is not None
    in_time = noticed(life, giver, found.act.by)
    assert in_time is not None
    assert in_time.ends is not None
    if found.act.period and found.act.otherwise:
        assert in_time.ends in (found.act.otherwise.date, found.act.otherwise.or_date)


@thorough
@given(lives())
def test_what_follows_an_act_is_what_is_said_of_it_on_its_day(life: Life) -> None:
    found = held(life)
    assume(known_by(life, life[1]) and found.act and found.act.by and found.act.otherwise)
    assert found.act is not None
    otherwise, then = found.act.otherwise, held(life, found.act.by, found.knowing)
    assert otherwise is not None
    said = [then.happens, then.act and then.act.otherwise]
    assert (otherwise.kind, otherwise.date) in [(one.kind, one.date) for one in said if one]
