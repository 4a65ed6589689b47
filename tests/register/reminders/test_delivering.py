"""Handing digests over: what arrived is kept, what failed is tried again, what was refused goes to others."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pytest
from msgspec.structs import replace
from occasions import Add, occasion, on
from saying import refusing, sentences

from agreetrack.law.reminders import Digest
from agreetrack.model.addresses import address
from agreetrack.model.delivery import Arrival, Fate
from agreetrack.model.errors import Busy
from agreetrack.model.recipients import called, program
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.reminding import Plan, Reminded, look, remind
from agreetrack.register.reminders.telling import Routes
from agreetrack.store import Registry, writing
from agreetrack.store.ledger import Told
from agreetrack.store.outbox import outbox

ANNA, BORIS, DEPARTMENT, SECOND, KEEPER = (
    f"{name} <{name.lower()}@example.org>" for name in ("Anna", "Boris", "Treaties", "Second", "Keeper")
)
BY_MAIL = Routes(owner=address(KEEPER), department=address(DEPARTMENT), second=address(SECOND))
ALONE = Routes()

Letter = tuple[str, list[str], bool]
"""To whom, of which agreements, and whether it says that it may be a repeat."""


class Killed(BaseException):
    """The machine stops."""


class Post:
    """A mail server that does with each letter what it is told to, in turn; without a word it delivers."""

    def __init__(self, **fates: Sequence[Fate | type[BaseException]]) -> None:
        self.letters: list[Letter] = []
        self.come_again: list[bool] = []
        self.paused: list[int] = []
        self._fates = {name: list(several) for name, several in fates.items()}

    def deliver(self, digests: Sequence[Digest]) -> Mapping[str | None, Arrival]:
        return {digest.recipient: self._one(digest) for digest in digests}

    def _one(self, digest: Digest) -> Arrival:
        name = digest.recipient.split("@")[0].split("<")[-1].lower() if digest.recipient else "stdout"
        self.letters.append((name, [one.record.ref for one in digest.new], any(one.may_repeat for one in digest.new)))
        self.come_again.append(any(one.may_come_again for one in digest.new))
        fate = self._fates[name].pop(0) if self._fates.get(name) else "delivered"
        if isinstance(fate, str):
            return Arrival(fate, "" if fate == "delivered" else "450 not now")
        raise fate


Night = Callable[..., Reminded]


@pytest.fixture
def night(registry: Registry) -> Night:
    def run(post: Post, day: str = "2020-01-10", routes: Routes = BY_MAIL, **more: Any) -> Reminded:
        plan = Plan(leads=LeadTimes(), routes=routes, pause=post.paused.append, **more)
        return remind(registry, occasion(day), plan, post.deliver)

    return run


def to(told: Iterable[Told]) -> dict[str, list[str]]:
    """To whom each agreement was told."""
    found: dict[str, list[str]] = {}
    for one in told:
        found.setdefault(one.ref, []).extend(mail.partition("@")[0] for mail in one.to)
    return found


def test_what_arrived_is_kept_and_not_told_again(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=ANNA)
    post = Post()
    found = night(post)
    assert post.letters == [("anna", ["AB-1"], False)]
    assert (len(found.new), found.open, found.failures, found.notes, found.watched) == (1, [], [], [], 1)
    (entry,) = registry.told()
    assert (entry.lead, entry.at, entry.to, entry.before) == (30, on("2020-01-10"), ("anna@example.org",), None)
    again = night(post, "2020-01-11")
    assert (len(post.letters), again.new, len(again.open), again.digests) == (1, [], 1, [])
    night(post, "2020-02-01", routes=ALONE)  # the next lead time
    assert post.letters[1:] == [("anna", ["AB-1"], False)]
    assert [(one.lead, one.before) for one in registry.told()] == [(7, 30)]


def test_a_look_spends_nothing(registry: Registry, agreement: Add) -> None:
    agreement(owner=ANNA)
    before = registry.path.read_bytes()
    found = look(registry, occasion("2020-01-10"), Plan(leads=LeadTimes(), routes=BY_MAIL))
    assert [one.recipient for one in found.digests] == [ANNA]
    assert registry.path.read_bytes() == before
    assert [path.name for path in registry.path.parent.glob(".*.sending")] == []


@pytest.mark.parametrize(
    ("fates", "letters", "paused", "arrived"),
    [
        (["failed", "delivered"], [False, False], [1], True),
        (["failed", "failed", "delivered"], [False] * 3, [1, 2], True),
        (["failed", "failed", "failed"], [False] * 3, [1, 2], False),
        # it may have arrived: the next try says so, and every one after it
        (["doubtful", "delivered"], [False, True], [1], True),
        (["failed", "doubtful", "failed"], [False, False, True], [1, 2], False),
        (["doubtful", "failed", "failed"], [False, True, True], [1, 2], False),
        (["delivered"], [False], [], True),
    ],
)
def test_what_did_not_arrive_is_tried_again_a_few_times(
    registry: Registry,
    agreement: Add,
    night: Night,
    fates: list[Fate],
    letters: list[bool],
    paused: list[int],
    arrived: bool,
) -> None:
    agreement(owner=ANNA)
    post = Post(anna=fates)
    found = night(post)
    assert [letter[2] for letter in post.letters] == letters
    assert post.paused == paused
    assert bool(registry.told()) is arrived
    assert len(found.failures) == (0 if arrived else 1)
    # what may have arrived is said to be a repeat by the next night as well; what surely did not is not
    night(post, "2020-01-11")
    doubted = not arrived and "doubtful" in fates
    assert post.letters[len(letters) :] == ([] if arrived else [("anna", ["AB-1"], doubted)])
    night(post, "2020-01-12")
    assert len(post.letters) == len(letters) + (not arrived)


@pytest.mark.parametrize(
    ("fate", "sentence"),
    [
        ("failed", "Anna <anna@example.org> could not be told: 450 not now; it is tried again the next time"),
        (
            "doubtful",
            "it is not known whether the mail to Anna <anna@example.org> arrived: 450 not now; it is sent again the "
            "next time",
        ),
        (
            "refused",
            "Anna <anna@example.org> does not take the mail: 450 not now; correct the address, it is tried again the "
            "next time",
        ),
    ],
)
def test_what_did_not_arrive_is_said(agreement: Add, night: Night, fate: Fate, sentence: str) -> None:
    agreement(owner=ANNA)
    assert sentences(night(Post(anna=[fate] * 3), routes=ALONE).failures) == [sentence]


def test_what_arrived_at_one_is_kept_whatever_became_of_the_others(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(ref="AB-1", owner=ANNA)
    agreement(ref="AB-2", owner=BORIS)
    post = Post(boris=["failed"] * 3)
    found = night(post)
    assert to(registry.told()) == {"AB-1": ["anna"]}
    assert sentences(found.failures) == [
        "Boris <boris@example.org> could not be told: 450 not now; it is tried again the next time"
    ]
    assert [letter[0] for letter in post.letters] == ["anna", "boris", "boris", "boris"]
    night(post, "2020-01-11")
    assert to(registry.told()) == {"AB-1": ["anna"], "AB-2": ["boris"]}


def test_what_goes_to_several_is_kept_for_those_it_reached(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=ANNA)
    night(Post(treaties=["failed"] * 3), "2020-02-01")
    assert to(registry.told()) == {"AB-1": ["anna", "second"]}
    post = Post()
    night(post, "2020-02-02")
    assert [letter[0] for letter in post.letters] == ["treaties"]
    assert to(registry.told()) == {"AB-1": ["anna", "second", "treaties"]}


def test_what_an_owner_refuses_goes_to_those_who_stand_in(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=ANNA)
    post = Post(anna=["refused"])
    found = night(post)
    assert [letter[0] for letter in post.letters] == ["anna", "treaties", "second"]
    assert found.failures == []
    assert sentences(found.notes) == [
        "Anna <anna@example.org> does not take the mail: 450 not now; those who stand in were told instead, correct "
        "the address"
    ]
    assert to(registry.told()) == {"AB-1": ["treaties", "second", "anna"]}
    night(post, "2020-01-11")  # not again to the bad address at this lead time
    assert len(post.letters) == 3
    night(post, "2020-02-01")
    assert [letter[0] for letter in post.letters[3:]] == ["anna", "treaties", "second"]


def test_the_configured_owner_stands_in_where_nobody_else_does(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(owner=ANNA)
    post = Post(anna=["refused"])
    assert night(post, routes=Routes(owner=address(KEEPER))).failures == []
    assert [letter[0] for letter in post.letters] == ["anna", "keeper"]


def test_what_nobody_takes_is_tried_again_the_next_night(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=ANNA)
    post = Post(anna=["refused"], treaties=["refused"], second=["failed", "failed", "failed"])
    found = night(post)
    assert [letter[0] for letter in post.letters] == ["anna", "treaties", "second", "second", "second"]
    assert [said.partition(" ")[0] for said in sentences(found.failures)] == ["Second", "Anna", "Treaties"]
    assert registry.told() == []
    night(post, "2020-01-11")
    assert post.letters[5:] == [("anna", ["AB-1"], False)]


def test_nobody_stands_in_for_a_reader(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=ANNA)
    post = Post(stdout=["refused"])
    routes = replace(BY_MAIL, reader=program("notify"))
    found = night(post, "2020-02-01", routes=routes)
    assert ([letter[0] for letter in post.letters], len(found.failures), found.notes) == (["stdout"], 1, [])
    assert registry.told() == []


def test_who_was_tried_already_does_not_get_it_twice_in_a_night(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(owner=ANNA)
    post = Post(anna=["refused"], treaties=["doubtful"] * 3)
    found = night(post, "2020-02-01")  # goes to all three
    assert [letter[0] for letter in post.letters] == ["anna", "treaties", "second", "treaties", "treaties"]
    assert [said.split("<")[1].partition("@")[0] for said in sentences(found.failures)] == ["treaties"]
    assert to(registry.told()) == {"AB-1": ["second", "anna"]}
    night(post, "2020-02-02")
    assert post.letters[5:] == [("treaties", ["AB-1"], True)]


def test_a_bad_address_is_not_tried_again_where_those_who_stand_in_know(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(owner=ANNA)
    night(Post(anna=["failed"] * 3), "2020-02-01")
    assert to(registry.told()) == {"AB-1": ["treaties", "second"]}
    post = Post(anna=["refused"])
    found = night(post, "2020-02-02")
    assert ([letter[0] for letter in post.letters], found.failures, len(found.notes)) == (["anna"], [], 1)
    night(post, "2020-02-03")
    assert len(post.letters) == 1


def test_several_refusals_make_one_letter_for_each_who_stands_in(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(ref="AB-1", owner=ANNA)
    agreement(ref="AB-2", owner=BORIS)
    agreement(ref="AB-3", owner=BORIS, department="Law <law@example.org>")
    post = Post(anna=["refused"], boris=["refused"])
    night(post)
    assert post.letters[2:] == [
        ("treaties", ["AB-1", "AB-2"], False),
        ("second", ["AB-1", "AB-2", "AB-3"], False),
        ("law", ["AB-3"], False),
    ]


def test_what_no_one_has_an_address_for_is_a_failure_every_night(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(ref="AB-1", owner="Anna")
    agreement(ref="AB-2", owner=BORIS)
    for day in ("2020-01-10", "2020-01-11"):
        (sentence,) = sentences(night(Post(), day, routes=ALONE).failures)
        assert sentence.startswith("nobody has a mail address for AB-1; give one with agreetrack edit AB-1 --owner")
    assert to(registry.told()) == {"AB-2": ["boris"]}


# What was cut off


@pytest.mark.parametrize(
    ("who", "day", "letters"),
    [
        ("anna", "2020-01-10", [("anna", ["AB-1"], False), ("anna", ["AB-1"], True)]),
        ("second", "2020-02-01", None),
    ],
)
def test_a_run_that_was_cut_off_is_followed_by_one_that_says_so(
    registry: Registry, agreement: Add, night: Night, who: str, day: str, letters: list[Letter] | None
) -> None:
    agreement(owner=ANNA)
    post = Post(**{who: [Killed]})
    with pytest.raises(Killed):
        night(post, day)
    assert registry.told() == []
    sent = len(post.letters)
    night(post, day)
    assert all(letter[2] for letter in post.letters[sent:])
    assert letters is None or post.letters == letters
    night(post, day)
    assert len(post.letters) == 2 * sent


def test_what_was_cut_off_is_remembered_while_somebody_else_is_told(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(owner=ANNA)
    post = Post(anna=[Killed])
    with pytest.raises(Killed):
        night(post)
    night(post, routes=Routes(reader=called("hall")))
    night(post, "2020-01-11")
    assert post.letters == [("anna", ["AB-1"], False), ("stdout", ["AB-1"], False), ("anna", ["AB-1"], True)]
    with outbox(registry.path) as box:
        assert box.under_way() == frozenset()


def test_those_who_stand_in_hear_too_that_it_may_be_a_repeat(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=ANNA)
    post = Post(anna=["refused", "refused"], treaties=[Killed])
    with pytest.raises(Killed):
        night(post)
    night(post)
    assert [letter for letter in post.letters if letter[0] == "treaties"] == [
        ("treaties", ["AB-1"], False),
        ("treaties", ["AB-1"], True),
    ]


def test_what_was_under_way_is_forgotten_once_its_day_has_moved(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(owner=ANNA)
    agreement(ref="AB-2", owner=BORIS)
    with pytest.raises(Killed):
        night(Post(anna=[Killed]))
    night(Post(), "2020-02-01")
    with outbox(registry.path) as box:
        assert box.under_way() == frozenset()


def test_nothing_is_sent_while_another_run_is_at_it(
    registry: Registry, agreement: Add, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement(owner=ANNA)
    post = Post()
    monkeypatch.setattr(outbox.__wrapped__, "__defaults__", (0.0,))
    busy = refusing(Busy, match="another run is sending reminders")
    with outbox(registry.path), busy:
        night(post)
    assert post.letters == []


FIRST_RUN = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from agreetrack.model.delivery import Arrival
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.occasion import Occasion
from agreetrack.register.reminders.reminding import Plan, remind
from agreetrack.register.reminders.telling import Routes
from agreetrack.store import Registry

def deliver(digests):
    print("sending", flush=True)
    sys.stdin.readline()
    return {digest.recipient: Arrival("delivered") for digest in digests}

occasion = Occasion(day=date(2020, 1, 10), at=datetime(2020, 1, 10, tzinfo=UTC), who="cron", command="remind")
remind(Registry(Path(sys.argv[1])), occasion, Plan(leads=LeadTimes(), routes=Routes()), deliver)
"""


def test_of_two_runs_at_once_the_second_waits_and_finds_nothing_to_do(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(owner=ANNA)
    post = Post()
    words = [sys.executable, "-c", FIRST_RUN, str(registry.path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == "sending\n"
        second = threading.Thread(target=night, args=(post,), kwargs={"routes": ALONE})
        second.start()
        agreement(ref="NEW-1", term="indefinite")  # whoever records does not wait for them
        first.communicate("go on\n")
        second.join()
    assert first.returncode == 0
    assert post.letters == []
    assert to(registry.told()) == {"AB-1": ["anna"]}


# Where it cannot be written down: better a warning twice than none


def failing(number: int) -> Callable[..., Any]:
    def call(*_given: object, **_more: object) -> Any:
        raise OSError(number, os.strerror(number))

    return call


AGAIN = "“{path}” cannot be written ({reason}), so that what was told may come again"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
@pytest.mark.parametrize(
    ("call", "files", "is_foreseen"),
    [
        ("os.pwrite", [".agreements.json.sending"], True),
        ("os.posix_fallocate", ["agreements.json"], True),
        ("os.fsync", [".agreements.json.sending", "agreements.json"], True),
        ("os.open", ["agreements.json"], True),
        ("pathlib.Path.replace", ["agreements.json"], False),
    ],
)
def test_a_warning_goes_out_where_nothing_can_be_written(
    registry: Registry,
    agreement: Add,
    night: Night,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    call: str,
    files: list[str],
    is_foreseen: bool,
) -> None:
    agreement(owner=ANNA)
    post = Post()
    with monkeypatch.context() as patch:
        patch.setattr(call, _writing_alone(os.open, number) if call == "os.open" else failing(number))
        found = night(post)
    full = number in (errno.ENOSPC, errno.EDQUOT)
    expected = files if call != "os.posix_fallocate" or full else []  # not every file system knows it
    paths = [registry.path.with_name(name) for name in expected]
    assert sentences(found.failures) == [AGAIN.format(path=path, reason=os.strerror(number)) for path in paths]
    assert (post.letters, len(found.new)) == ([("anna", ["AB-1"], False)], 1)
    assert post.come_again == [is_foreseen and bool(expected)]
    night(post, "2020-01-11")
    assert len(post.letters) == (2 if "agreements.json" in expected and call != "os.posix_fallocate" else 1)
    assert registry.told()[0].to == ("anna@example.org",)


def _writing_alone(real: Callable[..., int], number: int) -> Callable[..., int]:
    """A call that opens files for reading, and fails for writing."""

    def call(path: Any, flags: int, *given: Any, **more: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(number, os.strerror(number))
        return real(path, flags, *given, **more)

    return call


def test_what_could_not_be_kept_is_said_to_be_a_repeat_the_next_night(
    registry: Registry, agreement: Add, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement(owner=ANNA)
    post = Post()
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", failing(errno.EIO))
        night(post)
    night(post)
    assert post.letters == [("anna", ["AB-1"], False), ("anna", ["AB-1"], True)]
    night(post)
    assert len(post.letters) == 2


def test_what_could_not_be_kept_of_one_does_not_stop_the_others(
    registry: Registry, agreement: Add, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement(ref="AB-1", owner=ANNA)
    agreement(ref="AB-2", owner=BORIS)
    post = Post(anna=["refused"], boris=["failed"])
    monkeypatch.setattr("pathlib.Path.replace", failing(errno.EIO))
    found = night(post)
    assert [letter[0] for letter in post.letters] == ["anna", "boris", "boris", "treaties", "second"]
    assert post.come_again == [False, False, False, True, True]
    assert len(found.failures) == 1


def test_what_a_writer_holds_up_is_told_and_comes_again(
    registry: Registry, agreement: Add, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement(owner=ANNA)
    post = Post()
    monkeypatch.setattr(writing.locked.__wrapped__, "__defaults__", (0.0,))
    with writing.locked(registry.path):
        found = night(post)
    assert post.letters == [("anna", ["AB-1"], False)]
    assert len(found.failures) == 1
    assert (
        sentences(found.failures)[0] == "somebody else is changing the registry, so that what was told may come again"
    )
    night(post)
    assert post.letters[1:] == [("anna", ["AB-1"], True)]


def test_nothing_due_and_nothing_to_write_is_a_failure_all_the_same(
    registry: Registry, agreement: Add, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement(owner=ANNA)
    monkeypatch.setattr("os.pwrite", failing(errno.ENOSPC))
    found = night(Post(), "2018-01-01")
    assert (found.new, len(found.failures)) == ([], 1)


def test_a_run_cut_off_once_the_ledger_was_written_is_not_repeated(
    registry: Registry, agreement: Add, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement(owner=ANNA)
    post = Post()
    tell = Registry.tell

    def dies(one: Registry, *given: Any) -> None:
        tell(one, *given)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Registry, "tell", dies)
        with pytest.raises(Killed):
            night(post)
    for day in ("2020-01-10", "2020-01-11"):
        night(post, day)
    assert post.letters == [("anna", ["AB-1"], False)]
    night(post, "2020-02-01", routes=ALONE)  # nor does the next lead time say that it may be a repeat
    assert post.letters[1:] == [("anna", ["AB-1"], False)]


def test_a_run_cut_off_between_two_tries_has_kept_what_arrived(
    registry: Registry, agreement: Add, night: Night
) -> None:
    agreement(ref="AB-1", owner=ANNA)
    agreement(ref="AB-2", owner=BORIS)
    post = Post(anna=["failed"])

    def dies(_attempt: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        remind(registry, occasion("2020-01-10"), Plan(leads=LeadTimes(), routes=ALONE, pause=dies), post.deliver)
    assert to(registry.told()) == {"AB-2": ["boris"]}
    night(post, routes=ALONE)
    assert post.letters[2:] == [("anna", ["AB-1"], True)]


# Signs of life


@pytest.mark.parametrize(
    ("heartbeat", "beats"),
    [
        ("off", []),
        ("daily", ["2019-01-01", "2019-01-02", "2019-01-03", "2019-01-09", "2019-01-10"]),
        ("weekly", ["2019-01-01", "2019-01-09"]),
    ],
)
def test_signs_of_life(registry: Registry, agreement: Add, night: Night, heartbeat: Any, beats: list[str]) -> None:
    agreement(owner=ANNA)
    found = []
    for day in ("2019-01-01", "2019-01-02", "2019-01-03", "2019-01-09", "2019-01-10"):
        post = Post()
        ran = night(post, day, heartbeat=heartbeat)
        night(post, day, heartbeat=heartbeat)  # once a day
        assert post.letters in ([], [("keeper", [], False)])
        assert ran.new == []
        found += [day] * len(post.letters)
    assert found == beats


def test_whoever_was_told_something_knows_that_it_lives(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=KEEPER)
    post = Post()
    for day in ("2020-01-10", "2020-01-11", "2020-01-16", "2020-01-17"):
        night(post, day, heartbeat="weekly")
    assert [letter[1] for letter in post.letters] == [["AB-1"], []]


def test_a_sign_of_life_that_did_not_arrive_is_sent_again(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=ANNA)
    for fate in ("failed", "refused"):
        found = night(Post(keeper=[fate] * 3), "2019-01-01", heartbeat="weekly")
        assert len(found.failures) == 1
    post = Post()
    night(post, "2019-01-02", heartbeat="weekly")
    assert post.letters == [("keeper", [], False)]


def test_nobody_gets_a_sign_of_life_where_nobody_is_named(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=ANNA)
    post = Post()
    night(post, "2019-01-01", routes=ALONE, heartbeat="daily")
    assert post.letters == []


def test_a_later_night_in_the_ledger_does_not_count(registry: Registry, agreement: Add, night: Night) -> None:
    agreement(owner=ANNA)
    post = Post()
    night(post, "2020-01-20")
    night(post, "2020-01-10")
    assert len(post.letters) == 2
