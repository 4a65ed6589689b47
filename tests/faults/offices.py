"""An office with a registry in use: put back as it was before each fault, and looked at after it."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from injecting import NONE, Fault, Injector, Outcome, Shimmed, shim
from tracing import Traced, can_trace

from agreetrack.model.coding import builtins
from agreetrack.model.errors import AgreetrackError
from agreetrack.store import Registry

DAY = "2021-11-22"
_SHA256 = re.compile(r"[0-9a-f]{64}")

HISTORY = (
    "add --ref RU-CN-2001 --title Добрососедство --party Russia --party China --start 2002-02-28 --term 20y "
    "--renewal tacit --notice 1y",
    "add --ref EU-MU-2022 --title Fisheries --party EU --party Mauritius --start 2019-12-21 --term 3y",
    "add --ref IN-BD-1996 --title Ganges --party India --party Bangladesh --start 1996-12-12 --term 30y",
    "edit RU-CN-2001 --tag friendship",
    "oblige EU-MU-2022 Report --by EU --every 3m --from 2021-12-15 --met-through none",
    "attach RU-CN-2001 {papers}/treaty.txt",
    "extend IN-BD-1996 --by 5y --on 2021-11-20",
    "remind",
    "config within 6m",
)
"""What was typed before any fault, each acknowledged."""

PAPERS = {
    "treaty.txt": "Договор о добрососедстве.\n" * 2000,
    "note.txt": "Note of 20 November.\n" * 2000,
    "three.json": msgspec.json.encode(
        [
            {"ref": f"NEW-{number}", "title": f"Новое {number}", "parties": [{"name": "Moscow"}], "tags": ["new"]}
            for number in range(3)
        ]
    ).decode(),
}


class State(NamedTuple):
    """What is kept: records, history without its moments, warnings told, settings, whole documents, configuration."""

    records: Any
    history: Any
    told: Any
    settings: Any
    documents: dict[str, bool]
    configuration: str


class Office:
    """A folder with registry and configuration, and what has been acknowledged there."""

    def __init__(self, place: Path) -> None:
        self.place, self.folder, self.papers = place / "own", place / "office", place / "papers"
        for folder in (self.place, self.folder, self.papers):
            folder.mkdir()
        for name, text in PAPERS.items():
            (self.papers / name).write_text(text, encoding="utf-8")
        self.path, self.older = self.folder / "agreements.json", self.place / "older.json"
        self._first, self._kept = self.place / "first", self.place / "kept"
        environment = {
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder),
            "AGREETRACK_DB": str(self.path),
            "AGREETRACK_USER": "anna",
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"],
        }
        self.injector = _injector(self.place, self.folder, environment)

    def type(self, line: str, fault: Fault = NONE, day: str = DAY) -> Outcome:
        """Type a command line, on the given day, with the fault."""
        words = [word.format(papers=self.papers, place=self.place) for word in line.split()]
        return self.injector.run(*words, "--as-of", day, fault=fault)

    def done(self, line: str, day: str = DAY) -> Outcome:
        """Type a command line that has to be carried out."""
        outcome = self.type(line, day=day)
        assert outcome.acknowledged, (line, outcome)
        return outcome

    def keep(self) -> None:
        """Remember how the folder is."""
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self.folder, self._kept)
        if not self._first.exists():
            shutil.copytree(self.folder, self._first)

    def put_back(self) -> None:
        """Let the folder be again as it was remembered."""
        self.clear()
        shutil.copytree(self._kept, self.folder, dirs_exist_ok=True)

    def clear(self) -> None:
        """Take everything out of the folder."""
        for entry in list(self.folder.iterdir()):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def start_over(self) -> None:
        """Forget all that came after it was first remembered."""
        shutil.rmtree(self._kept)
        shutil.copytree(self._first, self._kept)
        self.put_back()

    def is_as_kept(self) -> bool:
        """Whether every file is as it was remembered, and no other is there."""
        return files(self.folder) == files(self._kept)

    def state(self) -> State:
        """What is kept now. Raises AgreetrackError where it cannot be read."""
        registry, configuration = Registry(self.path), self.folder / "agreetrack" / "config.toml"
        found = registry.exists()
        return State(
            [builtins(record) for record in registry.records()] if found else [],
            [_without_moment(msgspec.to_builtins(row)) for row in registry.history()] if found else [],
            [msgspec.to_builtins(one) for one in registry.told()] if found else [],
            msgspec.to_builtins(registry.settings()),
            {document.name: _is_whole(document) for document in self._documents()},
            configuration.read_text(encoding="utf-8") if configuration.exists() else "",
        )

    def _documents(self) -> Iterator[Path]:
        folder = self.path.with_name(f"{self.path.name}.documents")
        return (found for found in sorted(folder.rglob("*")) if _SHA256.fullmatch(found.name))

    def names(self) -> set[str]:
        """The files of the folder by their names, whole documents apart."""
        documents = {str(found.relative_to(self.folder)) for found in self._documents() if _is_whole(found)}
        return files(self.folder).keys() - documents


def files(folder: Path) -> dict[str, bytes]:
    """Every file in a folder by its name, with what it holds."""
    found = (Path(place, name) for place, _folders, names in os.walk(folder) for name in names)
    return {str(file.relative_to(folder)): file.read_bytes() for file in found}


def _injector(place: Path, folder: Path, environment: dict[str, str]) -> Injector:
    """The one that the machine has the means for. Raises RuntimeError where it has none."""
    library = shim(place)
    if library is not None:
        return Shimmed(library, place, folder, environment)
    if can_trace():
        return Traced(place, folder, environment)
    raise RuntimeError("no faults can be injected: there is neither a C compiler nor strace")


def in_use(place: Path) -> Office:
    """An office with a registry of some changes, a document and a night of warnings."""
    office = Office(place)
    for line in HISTORY:
        if line.startswith("extend"):
            shutil.copyfile(office.path, office.older)
        office.done(line)
    office.keep()
    return office


def readable(office: Office) -> State | None:
    """What is kept; None where it cannot be read."""
    try:
        return office.state()
    except AgreetrackError:
        return None


def _without_moment(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "at"}


def _is_whole(document: Path) -> bool:
    return hashlib.sha256(document.read_bytes()).hexdigest() == document.name
