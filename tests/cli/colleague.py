"""A colleague who types many command lines, one after another, and notes what became of each.

Run as `python colleague.py NAME COUNT`: prints a JSON line for each, `{words, code, said, complained}`.
"""

import io
import json
import random
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout

from agreetrack.cli.app import main

SHARED = ("S-1", "S-2", "S-3")
EVERY = 6
"""So many lines apart a colleague adds an agreement."""
AS_OF = ("--as-of", "2026-11-22")
FACTS = (
    "--title",
    "Water",
    "--allow-duplicates",
    "--party",
    "Aland",
    "--party",
    "Borduria",
    "--start",
    "2022-01-10",
    "--term",
    "5y",
)


def typed(*words: str) -> dict[str, object]:
    """What a command line gave, typed by somebody whom no terminal answers."""
    out, told = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    sys.stdin = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(out), redirect_stderr(told):
        code = main(words)
    texts = []
    for stream in (out, told):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return {"words": words, "code": code, "said": texts[0], "complained": texts[1]}


def lines(name: str, count: int) -> Iterator[tuple[str, ...]]:
    """The command lines, each with a mark of its own where it can have one."""
    chance = random.Random(name)
    for number in range(count):
        mark, ref = f"{name}-{number}", chance.choice(SHARED)
        own = f"{name.upper()}-{chance.randrange(number // EVERY + 1) * EVERY}"
        if number % EVERY == 0:
            yield "add", "--ref", f"{name.upper()}-{number}", *FACTS, "--link", f"falls-with:{ref.lower()}"
            continue
        yield chance.choice(
            [
                ("edit", ref, "--tag", mark),
                ("edit", ref, "--tag", mark),
                ("edit", ref, "--owner", mark),
                ("edit", ref, "--party", mark),
                ("edit", ref, "--us", chance.choice(["Aland", "Borduria"])),
                ("amend", ref, "--set", f"notice.transit={number + 1}d", "--on", "2026-11-01"),
                ("amend", ref, "--set", f"notice.period={number + 1}w", "--on", "2026-11-01"),
                ("extend", ref, "--by", "1m", "--note", mark),
                ("notice", own, "--party", "Aland", "--note", mark),
                ("notice", own, "--withdraw", "--note", mark),
                ("oblige", ref, f"report {mark}", "--due", "2026-12-01"),
                ("met", ref, str(chance.randrange(1, 9)), "--note", mark),
                ("ack", chance.choice([ref, own]), "--decided", mark),
                ("attach", ref, "--url", f"https://example.org/{mark}"),
                ("remove", own, "--yes"),
                ("undo",),
                ("undo",),
                ("undo", "--redo"),
                ("undo", str(chance.randrange(4, 5 + 8 * number)), "--yes"),
            ]
        )


def nights(name: str, count: int) -> Iterator[tuple[str, ...]]:
    """A night that comes again and again."""
    for _night in range(count):
        yield "remind", "--json", "--as", "desk"


if __name__ == "__main__":
    who, how_many = sys.argv[1], int(sys.argv[2])
    for line in (nights if who.startswith("night") else lines)(who, how_many):
        print(json.dumps(typed(*line, *AS_OF)), flush=True)
