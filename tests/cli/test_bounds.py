"""What a registry may hold, however much of it: every command answers, and says where it stops."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from agreetrack.model import limits

Agreetrack = Callable[..., Any]
Document = dict[str, Any]
Kept = Callable[[Iterable[Document]], None]

DEEPER_THAN_THE_STACK = 1_100


@pytest.fixture
def kept(home: Path) -> Kept:
    """Writes a registry of these agreements, as another program would."""

    def writing(records: Iterable[Document]) -> None:
        table = {f"{number}": one for number, one in enumerate(records, 1)}
        (home.parent / "agreements.json").write_text(json.dumps({"agreements": table}), encoding="utf-8")

    return writing


def stated(ref: str, *parents: str, **fields: Any) -> Document:
    """An agreement that goes on by itself and falls with others, unless told otherwise."""
    return {
        "ref": ref,
        "title": f"Agreement {ref}",
        "parties": [{"name": "Aland"}, {"name": "Borduria"}],
        "signed": "2015-02-09",
        "entry_into_force": "signature",
        "term": "P12Y",
        "renewal": {"mode": "tacit", "period": "P1Y"},
        "notice": {"period": "P3M"},
        "links": [{"kind": "falls-with", "ref": parent} for parent in parents],
        **fields,
    }


def lattice() -> Iterator[Document]:
    """Seventeen layers of two, each of which falls with both of the layer above; the top lapses."""
    for layer in range(17):
        for side in "01":
            above = [f"L{layer - 1:02}-0", f"L{layer - 1:02}-1"] if layer else []
            yield stated(f"L{layer:02}-{side}", *above, renewal={"mode": "tacit" if layer else "none"})


def chain() -> Iterator[Document]:
    """Each falls with the one before it; the first one lapses."""
    yield stated("C0000", renewal={"mode": "none"})
    for number in range(1, DEEPER_THAN_THE_STACK):
        yield stated(f"C{number:04}", f"C{number - 1:04}")


LOOKS = (
    ("list",),
    ("list", "--expiring"),
    ("list", "--with-obligations"),
    ("show", "{last}"),
    ("explain", "{last}"),
    ("timeline",),
    ("obligations",),
    ("stats",),
    ("check",),
    ("remind", "--dry-run"),
    ("export", "ics"),
    ("terminate", "{first}", "--on", "2026-11-01", "--last-day", "2027-01-01", "--dry-run"),
)


@pytest.mark.parametrize("command", LOOKS, ids=" ".join)
@pytest.mark.parametrize(
    ("family", "first", "last"),
    [(lattice, "L00-0", "L16-1"), (chain, "C0000", f"C{DEEPER_THAN_THE_STACK - 1:04}")],
    ids=["lattice", "chain"],
)
def test_agreements_that_fall_with_others_that_fall_with_others(
    agreetrack: Agreetrack,
    kept: Kept,
    family: Callable[[], Iterator[Document]],
    first: str,
    last: str,
    command: tuple[str, ...],
) -> None:
    kept(family())
    run = agreetrack(*(word.format(first=first, last=last) for word in command))
    assert (run.code, "should not have happened" in run.stderr) == (0, False)


@pytest.mark.parametrize("family", [lattice, chain])
def test_the_last_one_ends_with_the_first(
    agreetrack: Agreetrack, kept: Kept, family: Callable[[], Iterator[Document]]
) -> None:
    kept(family())
    rows = json.loads(agreetrack("list", "--json").stdout)
    assert {row["expires"] for row in rows} == {"2027-02-09"}


def test_a_circle_is_told(agreetrack: Agreetrack, kept: Kept) -> None:
    kept(
        [stated("A", "C", term="P20Y"), stated("B", "A"), stated("C", "B", renewal={"mode": "none"}), stated("D", "A")]
    )
    run = agreetrack("check", "--json")
    assert [(row["ref"], row["field"]) for row in json.loads(run.stdout) if row["severity"] == "error"] == [
        ("A", "links[0].ref"),
        ("B", "links[0].ref"),
        ("C", "links[0].ref"),
    ]
    assert "it falls with C, and C with it, at once or through others" in run.stdout
    assert run.code == 1


def days(count: int) -> list[str]:
    """So many days, one after the other."""
    return [str(date(2016, 1, 1) + timedelta(days=number)) for number in range(count)]


def instruments(count: int, type: str) -> list[Document]:
    arrived = zip(days(count), range(count), strict=True)
    return [{"kind": "instrument", "date": day, "party": f"Party {one}", "type": type} for day, one in arrived]


def acceding(count: int) -> Document:
    """A convention that as many parties joined after it entered into force."""
    first = [
        {"kind": "instrument", "date": "2015-03-01", "party": name, "type": "ratification"}
        for name in ("Aland", "Borduria")
    ]
    return stated("MANY", entry_into_force=BY_ALL, events=first + instruments(count, "accession"))


def ratifying(count: int) -> Document:
    """A convention of as many parties, each of which sent its instrument."""
    parties = [{"name": f"Party {one}", "code": f"P{one}"} for one in range(count)]
    return stated("MANY", parties=parties, entry_into_force=BY_ALL, events=instruments(count, "ratification"))


def succeeding(count: int) -> Document:
    """A party that was succeeded as many times."""
    names = ["Borduria", *(f"Borduria {one}" for one in range(count))]
    lived = zip(days(count), pairwise(names), strict=True)
    return stated(
        "MANY", events=[{"kind": "succession", "date": day, "from": old, "to": new} for day, (old, new) in lived]
    )


def amending(count: int) -> Document:
    """An agreement whose clause on notice was set anew as many times."""
    clauses = ({"notice": {"period": f"P{3 + one % 2}M"}} for one in range(count))
    amended = zip(days(count), clauses, strict=True)
    return stated("MANY", events=[{"kind": "amendment", "date": day, "set": clause} for day, clause in amended])


def amending_obligations(count: int) -> Document:
    """An agreement whose one obligation was set anew as many times."""
    yearly = {"id": "1", "text": "do", "kind": "recurring", "every": "P1Y", "from": "2016-01-01"}
    events = [{"kind": "amendment", "date": day, "set": {"obligations": [yearly]}} for day in days(count)]
    return stated("MANY", events=events, survival="P1Y")


def leaving(count: int) -> Document:
    """A convention of twice as many parties, the half of which gave notice."""
    parties = [{"name": f"Party {one}"} for one in range(2 * count)]
    notices = [{"kind": "notice", "date": day, "party": f"Party {one}"} for one, day in enumerate(days(count), 1)]
    return stated("MANY", parties=parties, events=notices)


def acceding_and_leaving(count: int) -> Document:
    """A convention that as many parties joined, and then left."""
    convention = acceding(count)
    notices = [{"kind": "notice", "date": "2026-11-01", "party": f"Party {one}"} for one in range(count)]
    return {**convention, "events": [*convention["events"], *notices]}


def promising(count: int) -> Document:
    """As many obligations of each kind."""
    kinds = ({"kind": "continuing"}, {"kind": "once", "due": "2027-01-01"}, {"kind": "once", "due": "2026-01-01"})
    return stated("MANY", obligations=[{"id": f"{n}", "text": "do", **kinds[n % 3]} for n in range(count)])


def keeping(count: int) -> Document:
    """A daily obligation that was met on as many days."""
    met = [{"status": "met", "date": day, "occurrence": day} for day in days(count)]
    daily = {"kind": "recurring", "every": "P1D", "from": "2016-01-01", "until": days(count)[-1], "occurrences": met}
    return stated("MANY", obligations=[{"id": "1", "text": "do", **daily}])


BY_ALL = {"after": "all", "wait": "P30D"}
MANY = (
    acceding,
    acceding_and_leaving,
    ratifying,
    succeeding,
    amending,
    amending_obligations,
    leaving,
    promising,
    keeping,
)
ABOUT_ONE = (
    ("list",),
    ("show", "MANY"),
    ("explain", "MANY"),
    ("timeline", "MANY"),
    ("obligations",),
    ("stats",),
    ("check",),
    ("remind", "--dry-run"),
    ("export", "csv"),
    ("edit", "MANY", "--title", "Another"),
)


def steps(run: Callable[..., Any], *command: str) -> int:
    """How many functions a command line calls, generators resumed among them."""
    counted = 0

    def count(_frame: object, _event: str, _argument: object) -> None:
        nonlocal counted
        counted += 1

    sys.setprofile(count)
    try:
        assert run(*command).code == 0
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    ("many", "command"),
    [
        *(pair for pair in product(MANY, ABOUT_ONE) if pair[1][0] != "remind" or "leaving" not in pair[0].__name__),
        (acceding, ("instrument", "MANY", "--party", "Newland", "--type", "accession", "--on", "2026-01-01")),
        (succeeding, ("succeed", "MANY", "--from", "Aland", "--to", "Newland", "--on", "2026-01-01")),
        (leaving, ("notice", "MANY", "--party", "Party 0", "--on", "2026-01-01")),
        (amending, ("amend", "MANY", "--set", "notice.period=P1Y", "--on", "2026-01-01")),
        (promising, ("met", "MANY", "2", "--on", "2026-01-01")),
    ],
    ids=lambda one: one.__name__ if callable(one) else " ".join(one[:2]),
)
def test_twice_as_much_in_one_record_takes_twice_as_many_steps(
    agreetrack: Agreetrack, kept: Kept, many: Callable[[int], Document], command: tuple[str, ...]
) -> None:
    taken = []
    for count in (25, 50, 100, 200):
        kept([many(count)])
        taken.append(steps(agreetrack, *command))
    _first, few, more, most = taken  # what is loaded once is loaded by the first
    assert most - more <= 2.4 * (more - few) + 200


# How far ahead, and how many


DAILY = {"kind": "recurring", "text": "do", "every": "P1D", "from": "2026-11-01"}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a list showed twenty rows and a calendar twenty days, of one agreement twelve."""
    for name, limit in (("ROWS", 20), ("CALENDAR_DAYS", 20), ("CALENDAR_DAYS_OF_ONE", 12)):
        monkeypatch.setattr(limits, name, limit)


@pytest.mark.parametrize(
    "command",
    [
        ("obligations", "--due"),
        ("list", "--within"),
        ("list", "--json", "--within"),
        ("timeline", "--within"),
        ("export", "ics", "--within"),
    ],
    ids=" ".join,
)
def test_a_time_that_is_too_long_is_cut_and_that_is_told(
    agreetrack: Agreetrack, kept: Kept, command: tuple[str, ...]
) -> None:
    kept([stated("A", obligations=[{"id": "1", "text": "do", "kind": "once", "due": "2127-01-01"}])])
    for asked in ("9999y", "999999y", "40000d", "1201m", "100y 1d"):
        run = agreetrack(*command, asked)
        assert run.code == 0
        shown = asked.replace("1201m", "100y 1m")
        assert f"{command[-1]}: {shown} is more than is looked at; these are the next 100 years\n" in run.stderr
    hundred = agreetrack(*command, "100y")
    assert (hundred.code, "more than" in hundred.stderr) == (0, False)
    assert agreetrack(*command, "9999y").stdout == hundred.stdout
    assert agreetrack(*command, "9999y", "--as-of", "9990-01-01").code == 0


def dues(run: Any) -> list[str]:
    assert run.code == 0, run.stderr
    return [f"{row['ref']} {row['due']}" for row in json.loads(run.stdout)]


def test_of_too_many_obligations_the_first_are_listed_and_that_is_told(
    agreetrack: Agreetrack, kept: Kept, few: None
) -> None:
    late = [{"status": "met", "date": day, "occurrence": day} for day in ("2026-11-03", "2026-11-22")]
    kept(
        [
            *(stated(ref, obligations=[{"id": "1", **DAILY, "occurrences": late}]) for ref in "BAC"),
            stated("D", obligations=[{"id": "1", "text": "always", "kind": "continuing"}]),
            stated("E", entry_into_force="2026-12-24", signed=None, obligations=[{"id": "1", **DAILY}]),
        ]
    )
    run = agreetrack("obligations", "--json")
    found = dues(run)
    first = ["01", "02", *(f"{day:02}" for day in range(4, 9))]
    assert found[:20] == [f"{ref} 2026-11-{day}" for day in first for ref in "ABC"][:20]
    assert found[20:40] == [f"{ref} 2026-11-{day}" for day in range(22, 29) for ref in "ABC"][:20]
    assert found[40:] == ["D None"]
    assert "more are late than these first 20; ask for one party or agreement\n" in run.stderr
    assert "more fall due than these first 20; ask for a shorter time, one party or agreement\n" in run.stderr
    assert "and 17 more days, at the least, on which an obligation does not bind\n" in run.stderr
    run = agreetrack("obligations", "--due", "5d", "--ref", "A", "--json")
    assert dues(run)[-1] == "A 2026-11-27"
    assert "more" not in run.stderr.replace("and 3 more days on which", "")
    run = agreetrack("obligations", "--overdue", "--json")
    assert dues(run) == found[:20]
    assert "fall due" not in run.stderr


@pytest.mark.parametrize(
    ("ref", "told"),
    [
        ("A", "A alone would put more than 12 days into the calendar; ask for a shorter time, or leave it out"),
        ("B", "B alone would put more than 12 days into the calendar; ask for a shorter time, or leave it out"),
        (None, "the calendar would have more than 20 days; ask for a shorter time, or for fewer agreements"),
    ],
)
def test_a_calendar_of_too_many_days_is_refused(
    agreetrack: Agreetrack, kept: Kept, few: None, ref: str | None, told: str, tmp_path: Path
) -> None:
    yearly = [{"id": "1", **DAILY, "every": "P1Y"}]
    kept(
        [
            stated("A", obligations=[{"id": "1", **DAILY}]),
            stated("B", term="P1D", renewal={"mode": "tacit", "period": "P1D"}, notice={"period": "P1D"}),
            *(stated(f"C{number}", obligations=yearly) for number in range(4)),
        ]
        if ref
        else (stated(f"C{number}", obligations=yearly) for number in range(4))
    )
    there = tmp_path / "there.ics"
    run = agreetrack("export", "ics", *filter(None, [ref]), "--within", "2y", "-o", str(there))
    assert (run.code, run.stdout, there.exists()) == (2, "", False)
    assert told in run.stderr
    assert agreetrack("export", "ics", *filter(None, [ref]), "--within", "1d", "-o", str(there)).code == 0
