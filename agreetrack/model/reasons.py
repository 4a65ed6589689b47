"""Why something failed, as a fact: what the system and libraries say is in English, and not made for people."""

import csv
import errno
import json
import os
import re
import socket
from collections.abc import Mapping

from agreetrack.model.facts import Fact

_OF_SYSTEM: Mapping[int, Fact] = {
    errno.EPERM: Fact("system.not-permitted"),
    errno.ENOENT: Fact("system.missing"),
    errno.EIO: Fact("system.input-output"),
    errno.ENXIO: Fact("system.no-device"),
    errno.ENOEXEC: Fact("system.no-program"),
    errno.EBADF: Fact("system.closed"),
    errno.ENOMEM: Fact("system.no-memory"),
    errno.EACCES: Fact("system.forbidden"),
    errno.EBUSY: Fact("system.busy"),
    errno.EEXIST: Fact("system.exists"),
    errno.EXDEV: Fact("system.other-device"),
    errno.ENOTDIR: Fact("system.no-folder"),
    errno.EISDIR: Fact("system.folder"),
    errno.EINVAL: Fact("system.invalid"),
    errno.ENFILE: Fact("system.too-many-files-of-all"),
    errno.EMFILE: Fact("system.too-many-files"),
    errno.EFBIG: Fact("system.file-too-large"),
    errno.ENOSPC: Fact("system.no-space"),
    errno.EROFS: Fact("system.read-only"),
    errno.EPIPE: Fact("system.nobody-reads"),
    errno.ENAMETOOLONG: Fact("system.name-too-long"),
    errno.ENOLCK: Fact("system.no-locks"),
    errno.ENOTEMPTY: Fact("system.not-empty"),
    errno.ELOOP: Fact("system.links-in-a-circle"),
    errno.EOPNOTSUPP: Fact("system.not-supported"),
    errno.ENOSYS: Fact("system.not-implemented"),
    errno.EDQUOT: Fact("system.quota"),
    errno.ESTALE: Fact("system.stale"),
    errno.ETIMEDOUT: Fact("system.timed-out"),
    errno.ECONNREFUSED: Fact("system.refused"),
    errno.ECONNRESET: Fact("system.reset"),
    errno.ECONNABORTED: Fact("system.aborted"),
    errno.EHOSTUNREACH: Fact("system.no-route"),
    errno.ENETUNREACH: Fact("system.network-unreachable"),
}
_OF_NAMES: Mapping[int, Fact] = {
    socket.EAI_NONAME: Fact("system.name-not-known"),
    socket.EAI_AGAIN: Fact("system.name-not-known-now"),
}
_OF_CERTIFICATES: Mapping[int, Fact] = {
    9: Fact("system.certificate-not-yet"),
    10: Fact("system.certificate-expired"),
    18: Fact("system.certificate-self-signed"),
    19: Fact("system.certificate-self-signed"),
    20: Fact("system.certificate-of-unknown"),
    21: Fact("system.certificate-of-unknown"),
    62: Fact("system.certificate-of-another"),
    64: Fact("system.certificate-of-another"),
}
"""By the numbers of X509_V_ERR_… in OpenSSL."""

_LINE = re.compile(r"line (\d+),? col(?:umn)? (\d+)")
"""Where a library names the place that it means."""

_TWICE = re.compile(r'Key "(.*)" already exists')


def foreign_reason(error: BaseException) -> Fact | None:
    """What an error of the system or a library says, as a fact; None for one that no sentence was made for."""
    if isinstance(code := getattr(error, "verify_code", None), int):  # which spares the import of ssl
        return _OF_CERTIFICATES.get(code)
    match error:
        case socket.gaierror():
            return _OF_NAMES.get(error.errno or 0)
        case OSError(errno=int() as number) if error.strerror == os.strerror(number):
            return _OF_SYSTEM.get(number)
        case json.JSONDecodeError():
            return Fact("text.wrong-at", line=error.lineno, column=error.colno)
        case UnicodeDecodeError():
            return Fact("text.not-utf8", at=error.start)
        case UnicodeEncodeError():
            return Fact("text.half-character")
        case csv.Error():
            return Fact("text.quotes-out-of-order")
        case ValueError():
            return _of_parser(str(error))
    return None


def _of_parser(message: str) -> Fact | None:
    """What a parser of TOML says."""
    if twice := _TWICE.match(message):
        return Fact("json.stands-twice", name=twice[1])
    found = _LINE.search(message)
    return Fact("text.wrong-at", line=int(found[1]), column=int(found[2])) if found else None
