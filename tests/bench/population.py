"""Generated agreements of about 2.5 kB each: a mixed population such as a treaty department keeps.

`population.py FOLDER COUNT` writes the registry `agreements.json`, the same with four obligations each as
`promises.json`, as many of which nothing is due as `quiet.json`, the tasks of Taskwarrior in `tasks`, and `one.json`,
a further record. It is a program of its own so that who measures memory stays small.
"""

import json
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from agreetrack.law.view import Lookup
from agreetrack.model.coding import convert
from agreetrack.model.record import Watched
from agreetrack.register.occasion import Occasion
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.watching import reached
from agreetrack.store import layout
from agreetrack.store.migrations import FORMAT, Stamp

PARTIES = {
    "Government of Moscow": ("RU-MOW", "Правительство Москвы"),
    "Russia": ("RU", "Российская Федерация"),
    "China": ("CN", "中华人民共和国"),
    "European Union": ("EU", "Union européenne"),
    "Ukraine": ("UA", "Україна"),
    "Kazakhstan": ("KZ", "Қазақстан Республикасы"),
    "Japan": ("JP", "日本国"),
    "Republic of Korea": ("KR", "대한민국"),
    "United States": ("US", "United States of America"),
    "Türkiye": ("TR", "Türkiye Cumhuriyeti"),
}
SUBJECTS = (
    "сотрудничество в области науки",
    "fisheries",
    "mutual legal assistance",
    "перевозка грузов",
    "water",
)
WORDS = (
    "Настоящее Соглашение вступает в силу со дня подписания и действует в течение указанного срока.",
    "Either Party may denounce this Agreement by written notification through diplomatic channels.",
    "По истечении срока Соглашение автоматически продлевается на последующие периоды.",
    "The Parties shall consult on any question that arises from the interpretation of this Agreement.",
)
TERMS = ("P5Y",) * 10 + ("P10Y",) * 4 + ("P3Y",) * 3 + ("P1Y",) * 2 + ("P2Y", "P20Y", "P18M")
"""Five years is the usual term."""
RENEWALS: tuple[dict[str, Any] | None, ...] = (
    {"mode": "tacit"},
    {"mode": "tacit", "period": "P1Y"},
    {"mode": "tacit", "period": "P5Y"},
    {"mode": "express"},
    {"mode": "express"},
    {"mode": "none"},
    {"mode": "indefinite"},
    None,
)


def agreement(number: int, chance: random.Random) -> dict[str, Any]:
    """One record; the same number and chance give the same one."""
    signed = date(1990, 1, 1) + timedelta(days=chance.randrange(13_400))
    names = chance.sample(list(PARTIES), chance.choice((2, 2, 2, 2, 3, 5)))
    stated = {
        "ref": f"{signed.year}-{number:06d}",
        "title": f"{chance.choice(SUBJECTS).capitalize()}, no. {number}",
        "kind": chance.choice(("agreement", "treaty", "protocol", "memorandum")),
        "parties": [{"name": name, "code": PARTIES[name][0], "aliases": [PARTIES[name][1]]} for name in names],
        "signed": signed.isoformat(),
        "entry_into_force": chance.choice(("signature", (signed + timedelta(days=chance.randrange(400))).isoformat())),
        "term": term(signed, chance),
        "counting": chance.choice((None, None, None, "anniversary", "day-before")),
        "renewal": chance.choice(RENEWALS),
        "notice": chance.choice((None, {"period": chance.choice(("P3M", "P6M", "P1Y", "P90D"))})),
        "events": events(names, chance) if number % 10 == 0 else None,
        "owner": f"Анна Иванова <desk{number % 20}@example.org>",
        "tags": chance.sample(("science", "trade", "energy", "транспорт"), 2),
        "place": chance.choice(("Moscow", "Beijing", "Страсбург")),
        "obligations": obligations(chance),
        "clauses": [
            {"article": f"{article}", "about": about, "words": " ".join(chance.choices(WORDS, k=4))}
            for article, about in ((11, "entry into force"), (12, "term and renewal"))
        ],
        "languages": ["ru", "en"],
        "notes": chance.choice(WORDS),
        "source": "Generated to measure speed.",
    }
    return {field: value for field, value in stated.items() if value}


def term(signed: date, chance: random.Random) -> str | None:
    kind = chance.random()
    if kind < 0.8:
        return chance.choice(TERMS)
    if kind < 0.88:
        return date(signed.year + chance.randrange(1, 40), 12, 31).isoformat()
    return "indefinite" if kind < 0.95 else None


def events(names: list[str], chance: random.Random) -> list[dict[str, Any]]:
    """One or two events of the years in which most of the agreements run."""
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(900))
    basis = "Нота посольства № 17"
    first = chance.choice(
        (
            {"kind": "extension", "date": day.isoformat(), "by": "P5Y", "basis": basis},
            {"kind": "notice", "date": day.isoformat(), "party": names[0], "basis": basis},
            {"kind": "termination", "date": day.isoformat(), "last_day": "2026-12-31", "basis": basis},
        )
    )
    later = (day + timedelta(days=30)).isoformat()
    return [first, {"kind": "notice-withdrawn", "date": later}] if first["kind"] == "notice" else [first]


def obligations(chance: random.Random) -> list[dict[str, Any]]:
    return [
        {"id": f"{number + 1}", "text": chance.choice(WORDS), "kind": "continuing"}
        for number in range(chance.randrange(2, 5))
    ]


def kept_promises(names: list[str], chance: random.Random) -> list[dict[str, Any]]:
    """Four obligations of each kind, of which most were met in time, and a few were not."""
    first = date(2019, 1, 1) + timedelta(days=chance.randrange(2500))
    days = [first.replace(year=year, day=min(first.day, 28)) for year in range(first.year, 2027)]
    met = [
        {"status": "met", "date": day.isoformat(), "occurrence": day.isoformat()}
        for day in days
        if day < date(2026, 11, 22) and chance.random() < 0.995
    ]
    outcome = {"status": "met", "date": first.isoformat(), "occurrence": first.isoformat()}
    stated = (
        {"kind": "continuing"},
        {"kind": "continuing", "by": names[:1]},
        {"kind": "recurring", "by": names[:1], "every": "P1Y", "from": days[0].isoformat(), "occurrences": met},
        {
            "kind": "once",
            "due": first.isoformat(),
            "occurrences": [outcome] if chance.random() < 0.98 else [],
        },
    )
    return [
        {"id": f"{number}", "text": chance.choice(WORDS), **{name: value for name, value in one.items() if value}}
        for number, one in enumerate(stated, 1)
    ]


def with_promises(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same records, each with four obligations."""
    chance = random.Random(20150209)
    for record in records:
        yield {**record, "obligations": kept_promises([party["name"] for party in record["parties"]], chance)}


def agreements(count: int) -> Iterator[dict[str, Any]]:
    """So many records, the same ones every time."""
    chance = random.Random(20150209)
    return (agreement(number, chance) for number in range(1, count + 1))


def quiet(count: int) -> Iterator[dict[str, Any]]:
    """So many records of which nobody has to be reminded on the day."""
    occasion = Occasion(day=date(2026, 11, 22), at=datetime(2026, 11, 22, tzinfo=UTC), who="bench", command="")

    def is_quiet(record: dict[str, Any]) -> bool:
        judged = reached(convert(record, Watched), occasion, LeadTimes(), Lookup(lambda ref: None))
        return all(one.lead is None for one in judged)

    return islice(filter(is_quiet, agreements(10 * count)), count)


def write_registry(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """Write a registry of the records and no history, which TinyDB opens too."""
    table = {f"{number}": record for number, record in enumerate(records, 1)}
    with path.open("wb") as file:
        file.writelines(layout.written(Stamp(FORMAT), {layout.AGREEMENTS: table}))


def write_tasks(folder: Path, count: int) -> None:
    """Write as many tasks of the same size, a tenth of them due within 90 days: about as many as agreements are."""
    folder.mkdir()
    chance = random.Random(20150209)
    with (folder / "pending.data").open("w", encoding="utf-8") as tasks:
        for record in agreements(count):
            due = 1_781_481_600 + chance.randrange(86_400 * 900)  # from 15 June 2026
            notes = " ".join(clause["words"] for clause in record["clauses"])
            padding = notes.ljust(2200 - len(notes.encode()) + len(notes), ".")
            number = f"{record['ref'][5:]:0>12}"
            tasks.write(
                f'[annotation_1577836800:"{padding}" description:"{record["title"]}" due:"{due}" '
                f'entry:"1577836800" modified:"1577836800" project:"{record["kind"]}" status:"pending" '
                f'uuid:"00000000-0000-4000-8000-{number}"]\n'
            )
    for name in ("backlog", "completed", "undo"):
        (folder / f"{name}.data").touch()


def main(folder: Path, count: int) -> None:
    write_registry(folder / "agreements.json", agreements(count))
    write_registry(folder / "promises.json", with_promises(agreements(count)))
    write_registry(folder / "quiet.json", quiet(count))
    write_tasks(folder / "tasks", count)
    further = agreement(count + 1, random.Random(count))
    (folder / "one.json").write_text(json.dumps(further), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
