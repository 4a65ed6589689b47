"""Keeping the index while the registry is written: made ready before, and put in its place after it, under its lock.

Without an index everything is right, and slower: nothing that goes wrong with it undoes or refuses a change.
"""

import os
import time
from collections.abc import Mapping, Sized
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Raw

from agreetrack.model.errors import AgreetrackError
from agreetrack.store.contents import Contents
from agreetrack.store.decoding import undisturbed
from agreetrack.store.files import let_go
from agreetrack.store.index.asking import place
from agreetrack.store.index.book import UNUSABLE, Book
from agreetrack.store.index.outline import Judge, Judging
from agreetrack.store.index.seal import Identity, Seal, Source, identity, tells_apart, was_left_alone
from agreetrack.store.layout import AGREEMENTS, SETTINGS, as_text, in_two_lines
from agreetrack.store.migrations import FORMAT
from agreetrack.store.reading import RegistryReading, opened
from agreetrack.store.replacing import replace_beside
from agreetrack.store.settings import settled
from agreetrack.store.sums import Doubts

AT_ONCE = 50
"""So many stale rows a change judges besides what it writes; in a large registry one in `_SHARE`."""

_SHARE = 200

_FAILS = (OSError, AgreetrackError, *UNUSABLE)


class Keeping:
    """The index during one change: `ready` before the file is written, `placed` once it is, `keep` after that."""

    def __init__(self, path: Path, contents: Contents) -> None:
        self._path = path
        self._contents = contents
        self._book: Book | None = None
        self._basis = ""
        self._file: Identity | None = None

    def ready(self, tables: Mapping[str, Mapping[str, Any]], judging: Judging) -> None:
        """Bring the rows to what the tables will hold, and judge what was changed, and some of what is stale."""
        with suppress(*_FAILS), undisturbed():
            judge = judging(settled(as_text(tables.get(SETTINGS, {})), self._path))
            if judge is not None:
                self._book = self._carried(tables[AGREEMENTS], judge)
                self._basis = judge.basis

    def _carried(self, documents: Mapping[str, Any], judge: Judge) -> Book:
        before = self._contents.agreements
        untouched = [number for number, one in documents.items() if one is before.get(number)]
        source = self._contents.source
        last = _last(self._path, source) if source else None
        book = last.book if last else Book()
        if last and last.seal.basis != judge.basis:
            book.forget()
        texts = as_text(documents, in_two_lines)
        book.carry(texts, untouched)
        put = (int(number) for number, one in documents.items() if not isinstance(one, Raw))
        at_most = _some(texts) if last or len(texts) <= AT_ONCE else 0
        book.judge({*put, *book.unanswered(judge.day, at_most)}, lambda one: bytes(texts[str(one)]), judge)
        return book

    def placed(self, number: int) -> None:
        """Look at the file that was written and has come into its place, by its descriptor."""
        with suppress(OSError):
            self._file = identity(number)

    def keep(self) -> None:
        """Put the index in its place, for the file that was written."""
        if self._book is None or self._file is None or not tells_apart(self._file):
            return
        source = Source(self._file, self._contents.stamp.seq, FORMAT)
        with suppress(*_FAILS):
            _put(self._path, self._book, Seal(source=source, basis=self._basis, made=time.time_ns(), is_vouched=True))


def tend(path: Path, judging: Judging) -> None:
    """Judge all that has become stale, or make the index where there is none. The caller holds the registry's lock."""
    with suppress(*_FAILS), undisturbed(), opened(path) as file:
        reading = RegistryReading(file, path, 0)
        source, judge = reading.source(), judging(settled(reading.settings(), path))
        if judge is None:
            return
        last, now = _last(path, source), time.time_ns()
        if last is None or last.seal.basis != judge.basis:
            book = _anew(reading, judge) if was_left_alone(source.file, now) else None
        else:
            book = _refreshed(last.book, reading, judge)
        if book is not None and reading.identity() == source.file:
            is_vouched = last is not None and last.seal.is_vouched
            _put(path, book, Seal(source=source, basis=judge.basis, made=now, is_vouched=is_vouched))


def _some(texts: Sized) -> int:
    """How many stale rows are judged at once, or left, without anybody feeling it."""
    return max(AT_ONCE, len(texts) // _SHARE)


def _anew(reading: RegistryReading, judge: Judge) -> Book | None:
    """An index of all that a file holds; None where something in it is in doubt, which the next change tells."""
    found = reading.contents()
    if found.doubts != Doubts(format=found.doubts.format):
        return None
    book = Book()
    numbers = book.carry(found.agreements, ())
    book.judge(numbers, lambda number: bytes(found.agreements[str(number)]), judge)
    return book


def _refreshed(book: Book, reading: RegistryReading, judge: Judge) -> Book | None:
    """The index with all that is stale judged again; None where that is too little to be felt."""
    places = book.places()
    stale = book.unanswered(judge.day, len(places))
    if len(stale) <= _some(places):
        return None

    def text_of(number: int) -> bytes:
        return reading.at([places[number]])[0].partition(b": ")[2]

    book.judge(stale, text_of, judge)
    return book


class _Last(NamedTuple):
    """The index before, and what it names."""

    book: Book
    seal: Seal


def _last(path: Path, source: Source) -> _Last | None:
    """The index of the file as it was read; None where there is none that can be trusted."""
    with suppress(*_FAILS):
        number = os.open(place(path), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            text = os.pread(number, os.fstat(number).st_size, 0)
        finally:
            let_go(number)
        book = Book(text) if text else Book()
        seal = book.seal()
        if seal and seal.holds(source):
            return _Last(book, seal)
    return None


def _put(path: Path, book: Book, seal: Seal) -> None:
    replace_beside(place(path), [book.sealed(seal)], path)
