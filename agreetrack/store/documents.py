"""Documents kept beside the registry, each under the SHA-256 of what it holds.

The document abcdef… of `agreements.json` lies in `agreements.json.documents/ab/abcdef…`. It is copied whole, made
sure of on the disk, then put in its place in one step; what lies there is never written again and never deleted.
Each step down starts from a folder that is open already and follows no symbolic link: nothing that lies elsewhere
is read or written.
"""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from msgspec import Struct

from agreetrack.model.errors import AgreetrackError, InvalidData, reason_of
from agreetrack.model.facts import Fact
from agreetrack.store.access import Form, access_of, give, is_given, of_folder, reading_only
from agreetrack.store.files import let_go, target
from agreetrack.store.reading import unreadable
from agreetrack.store.replacing import FULL
from agreetrack.store.writing import FORBIDDEN

BLOCK = 1 << 20
"""How many bytes of a document are in memory at a time."""

State = Literal["kept", "missing", "changed", "not-plain", "unreadable"]
"""How a document lies there: as it was attached, not at all, with other contents, as a link or the like, unseen."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_FRESH = ".new"
"""What a copy is called in the folder until it is whole."""

_READING = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_MAKING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
_NO_FOLDER = frozenset({errno.ENOTDIR, errno.ELOOP})


class KeptDocument(Struct, frozen=True):
    """A document that was taken in: `size` in bytes; `is_new` is false where it lay there already."""

    sha256: str
    size: int
    is_new: bool


class Documents:
    """The documents of the registry at a path. Nothing is opened or made before it is needed."""

    def __init__(self, registry: Path) -> None:
        self._registry = target(registry)
        self.folder = self._registry.with_name(f"{self._registry.name}.documents")

    def keep(self, file: Path) -> KeptDocument:
        """Take a copy of a file in. The caller holds the registry's lock, that is, a transaction is open.

        Raises AgreetrackError where the file is no plain file, cannot be read or changes meanwhile, and where the
        copy cannot be written; then nothing is kept.
        """
        with _original(file) as original:
            try:
                with self._made(self.folder, None) as folder:
                    self._share_all(folder)
                    return self._keep(original, file, folder)
            except OSError as error:
                raise self._unkept(file, error) from None

    def rehearse(self, file: Path) -> KeptDocument:
        """What `keep` would take in; nothing is kept. Raises AgreetrackError for a file that cannot be attached."""
        with _original(file) as original:
            sha256, size = _digest(original, file), os.fstat(original).st_size
        return KeptDocument(sha256, size, self.state(sha256) == "missing")

    def path(self, sha256: str) -> Path:
        """Where the document of that SHA-256 lies, if it is there. Raises InvalidData for what is no SHA-256."""
        name = sha256.lower()
        if not _SHA256.fullmatch(name):
            raise InvalidData(Fact("documents.no-sha256", text=sha256))
        return self.folder / name[:2] / name

    def state(self, sha256: str) -> State:
        """How the document lies there; it is read to its end for that."""
        name = self.path(sha256).name
        try:
            with _folder(self.folder, None) as folder, _folder(name[:2], folder) as part:
                return _state(name, part)
        except FileNotFoundError:
            return "missing"
        except OSError as error:
            return "not-plain" if error.errno in _NO_FOLDER else "unreadable"
        except AgreetrackError:
            return "unreadable"

    def all(self) -> list[str]:
        """The SHA-256 of every document that lies there. Raises AgreetrackError where that cannot be seen."""
        try:
            with _folder(self.folder, None) as folder:
                return sorted(name for part in _parts(folder) for name in _names(part, folder))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise unreadable(self.folder, error) from None

    def clear(self) -> None:
        """Take away a copy that did not become whole. The caller holds the registry's lock."""
        with suppress(OSError), _folder(self.folder, None) as folder:
            _forget(folder)

    def share(self) -> None:
        """Let those into the folder who may read and write the registry now, as far as it is ours to let them in."""
        with suppress(OSError), _folder(self.folder, None) as folder:
            self._share_all(folder)

    def is_shared(self) -> bool:
        """Whether the folder, if it is there, lets those in who may read and write the registry."""
        try:
            return is_given(self.folder, access_of(self._registry), of_folder)
        except OSError:
            return True

    def _share_all(self, folder: int) -> None:
        self._share(folder, of_folder)
        for part in _parts(folder):
            with suppress(OSError), _folder(part, folder) as number:
                self._share(number, of_folder)
                for name in _documents(number):
                    self._share_document(name, number)

    def _share_document(self, name: str, part: int) -> None:
        with suppress(OSError):
            number = os.open(name, _READING, dir_fd=part)
            try:
                self._share(number, reading_only)
            finally:
                let_go(number)

    def _share(self, number: int, form: Form) -> None:
        """Let those in who may read and write the registry; what is somebody else's stays as it is."""
        access = access_of(self._registry)
        with suppress(PermissionError):
            if not is_given(number, access, form):
                give(number, access, form)

    def _keep(self, original: int, file: Path, folder: int) -> KeptDocument:
        try:
            sha256, size = self._copy(original, file, folder)
            with self._made(sha256[:2], folder) as part:
                is_new = self._is_missing(sha256, part)
                if is_new:
                    os.rename(_FRESH, sha256, src_dir_fd=folder, dst_dir_fd=part)
                    _make_sure_of(part, folder)
            return KeptDocument(sha256, size, is_new)
        finally:
            _forget(folder)

    def _copy(self, original: int, file: Path, folder: int) -> tuple[str, int]:
        """Copy what is open into the folder under a passing name: its SHA-256 and how many bytes it has."""
        _forget(folder)
        fresh = os.open(_FRESH, _MAKING, 0o600, dir_fd=folder)
        with open(fresh, "wb") as copy:
            digest, before = hashlib.sha256(), os.fstat(original)
            for block in _blocks(original, file):
                digest.update(block)
                copy.write(block)
            _refuse_changed(before, os.fstat(original), file)
            copy.flush()
            give(fresh, access_of(self._registry), reading_only)
            os.fsync(fresh)
            return digest.hexdigest(), copy.tell()

    def _is_missing(self, sha256: str, part: int) -> bool:
        """Whether nothing lies there under the name. Raises AgreetrackError where something else than it does."""
        try:
            state = _state(sha256, part)
        except FileNotFoundError:
            return True
        if state == "kept":
            return False
        raise AgreetrackError(Fact("documents.not-what-its-name-says", path=self.path(sha256)))

    @contextmanager
    def _made(self, name: Path | str, within: int | None) -> Iterator[int]:
        """A folder, open; made where there is none, for those who may read or write the registry."""
        with suppress(FileExistsError):
            os.mkdir(name, 0o700, dir_fd=within)
        with _folder(name, within) as number:
            self._share(number, of_folder)
            yield number

    def _unkept(self, file: Path, error: OSError) -> AgreetrackError:
        """The error for a document that cannot be written; the record is as it was."""
        if error.errno in FULL:
            fact = Fact("documents.disk-full", file=file)
        elif error.errno in FORBIDDEN:
            fact = Fact("documents.no-permission", file=file, folder=self.folder)
        elif error.errno in _NO_FOLDER:
            fact = Fact("documents.no-folder", file=file, folder=self.folder)
        else:
            fact = Fact("documents.not-kept", file=file, folder=self.folder, reason=reason_of(error))
        return AgreetrackError(fact)


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file that may be attached. Raises AgreetrackError as `Documents.keep` does."""
    with _original(file) as original:
        return _digest(original, file)


@contextmanager
def _original(file: Path) -> Iterator[int]:
    """A file that is to be attached, open for reading; refused where it is no plain file."""
    try:
        _refuse_unless_plain(os.lstat(file).st_mode, file)
        number = os.open(file, _READING)
    except FileNotFoundError:
        raise AgreetrackError(Fact("documents.no-such-file", file=file)) from None
    except (OSError, ValueError) as error:
        raise unreadable(file, error) from None
    try:
        _refuse_unless_plain(os.fstat(number).st_mode, file)
        yield number
    finally:
        let_go(number)


def _refuse_unless_plain(mode: int, file: Path) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISLNK(mode):
        fact = Fact("documents.is-a-link", file=file)
    elif stat.S_ISDIR(mode):
        fact = Fact("documents.is-a-folder", file=file)
    else:
        fact = Fact("documents.is-a-device", file=file)
    raise AgreetrackError(fact)


def _refuse_changed(before: os.stat_result, after: os.stat_result, file: Path) -> None:
    """Refuse a file that somebody wrote to while it was read: the copy could be of no state that it ever had."""
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise AgreetrackError(Fact("documents.changed-meanwhile", file=file))


@contextmanager
def _folder(name: Path | str, within: int | None) -> Iterator[int]:
    """A folder, open, that is no link. Raises OSError."""
    number = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=within)
    try:
        yield number
    finally:
        let_go(number)


def _parts(folder: int) -> list[str]:
    """The folders in an open one."""
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]


def _names(part: str, within: int) -> list[str]:
    with _folder(part, within) as number:
        return _documents(number)


def _documents(part: int) -> list[str]:
    return [name for name in os.listdir(part) if _SHA256.fullmatch(name)]


def _state(name: str, part: int) -> State:
    """How a document lies in an open folder. Raises FileNotFoundError, or another OSError where it is unseen."""
    if not stat.S_ISREG(os.stat(name, dir_fd=part, follow_symlinks=False).st_mode):
        return "not-plain"
    number = os.open(name, _READING, dir_fd=part)
    try:
        return "kept" if _digest(number, Path(name)) == name else "changed"
    finally:
        let_go(number)


def _digest(number: int, file: Path) -> str:
    digest = hashlib.sha256()
    for block in _blocks(number, file):
        digest.update(block)
    return digest.hexdigest()


def _blocks(number: int, file: Path) -> Iterator[bytes]:
    """What an open file holds from here on, some at a time. Raises AgreetrackError where it cannot be read."""
    try:
        while block := os.read(number, BLOCK):
            yield block
    except OSError as error:
        raise unreadable(file, error) from None


def _forget(folder: int) -> None:
    """Clear away a copy that did not become whole, also that of somebody who died over it."""
    with suppress(FileNotFoundError):
        os.unlink(_FRESH, dir_fd=folder)


def _make_sure_of(*folders: int) -> None:
    """Have the new entries of the folders on the disk too, where the file system can do this."""
    with suppress(OSError):
        for number in folders:
            os.fsync(number)
