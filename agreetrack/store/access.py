"""Who may read and write a file, given on to what takes its place or lies beside it: owner, group, mode, access list.

Nobody may read or write the other file who could not do so with this one. Where it cannot have the same owner or
group, those two get entries of their own in its access list (see acl(5)); where it has none, it lets the group and all
others do only what both could, and an owner who is not in the group gets a list for that one entry.
"""

import errno
import os
import stat
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

_ATTRIBUTE = "system.posix_acl_access"
_HAS_ATTRIBUTES = hasattr(os, "getxattr")
_NO_LIST = frozenset({errno.ENODATA, errno.ENOTSUP, errno.ENOSYS})
_NOT_GRANTED = frozenset({errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})

_VERSION = struct.pack("<I", 2)
_ENTRY = struct.Struct("<HHI")
_OWNER, _USER, _GROUP, _NAMED_GROUP, _MASK, _OTHERS = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_UNNAMED = 0xFFFFFFFF
_ROOT = 0

Form = Callable[[int], int]
"""From the three bits (read 4, write 2, execute 1) that somebody has for a file to those for another one."""

Left = Literal["owner", "group"]
"""Who has less access to the other file: the owner of this one, or its group."""


class AclEntry(NamedTuple):
    """What an access list lets somebody do: `tag` and `id` say whom, as acl(5) counts them."""

    tag: int
    id: int
    bits: int


class Access(NamedTuple):
    """Owner and group of a file, and the entries of its access list; the three of its mode where it has none."""

    owner: int
    group: int
    entries: tuple[AclEntry, ...]

    @property
    def has_list(self) -> bool:
        """Whether more is said than a mode can say."""
        return any(entry.tag == _MASK for entry in self.entries)

    def bits(self, tag: int) -> int:
        """What the owner, the group or all others may do."""
        return next(entry.bits for entry in self.entries if entry.tag == tag)


def access_of(file: Path | int) -> Access:
    """Who may read and write a file, given by its path or open. Raises OSError."""
    found = os.stat(file)
    return Access(found.st_uid, found.st_gid, _listed(file) or _of_mode(found.st_mode))


def as_they_are(bits: int) -> int:
    """The same bits for the other file."""
    return bits


def reading_only(bits: int) -> int:
    """The bits for a file that is never written again."""
    return bits & 4


def of_folder(bits: int) -> int:
    """The bits for a folder of files: who may read it may also look into it."""
    return bits & 6 | (bits & 4) >> 2


def give(number: int, access: Access, form: Form = as_they_are) -> tuple[Left, ...]:
    """Let those read and write the open file who may do so with another one; who of them is left out.

    Raises OSError where the system does not let us: it is not our file, or its file system has no access lists.
    """
    _hand_over(number, access)
    found = os.fstat(number)
    kept = _kept(access, found.st_uid, found.st_gid)
    if not access.has_list and _shuts_out(kept, access.owner):
        with_owner = _with_entry(kept, access)
        if not _refuses_list(number, with_owner, form):
            return _left_out(kept, access)
        _set(number, kept, form)
        return ("owner", *_left_out(kept, access))
    _set(number, kept, form)
    return _left_out(kept, access)


def _set(number: int, access: Access, form: Form) -> None:
    entries = _formed(access, form)
    if access.has_list:
        os.setxattr(number, _ATTRIBUTE, _VERSION + b"".join(_ENTRY.pack(tag, bits, id) for tag, id, bits in entries))
    else:
        _forget_list(number)
        os.fchmod(number, sum(entry.bits << shift for entry, shift in zip(entries, (6, 3, 0), strict=True)))


def _refuses_list(number: int, access: Access, form: Form) -> bool:
    """Whether the file system has no access lists; otherwise the open file has this one."""
    try:
        _set(number, access, form)
    except OSError as error:
        if error.errno in _NO_LIST:
            return True
        raise
    return False


def _left_out(kept: Access, access: Access) -> tuple[Left, ...]:
    return () if kept.has_list or kept.entries == access.entries else ("group",)


def _shuts_out(kept: Access, owner: int) -> bool:
    """Whether somebody who is not the owner any more, and was, may do less as one of the group or of all others."""
    if owner in (kept.owner, _ROOT):
        return False
    bits = kept.bits(_GROUP if _is_member(owner, kept.group) else _OTHERS)
    return bool(kept.bits(_OWNER) & ~bits)


def _is_member(owner: int, group: int) -> bool:
    """Whether an account is in a group; an account that the system has no entry of is in none."""
    import pwd

    try:
        account = pwd.getpwuid(owner)
    except KeyError:
        return False
    return group in os.getgrouplist(account.pw_name, account.pw_gid)


def _with_entry(kept: Access, access: Access) -> Access:
    """Access by a mode as a list, with an entry for the one who was the owner."""
    own = access.bits(_OWNER)
    entries = (*kept.entries, AclEntry(_USER, access.owner, own), AclEntry(_MASK, _UNNAMED, own | kept.bits(_GROUP)))
    return Access(kept.owner, kept.group, tuple(sorted(entries)))


def is_given(file: Path | int, access: Access, form: Form = as_they_are) -> bool:
    """Whether the file needs no `give`: the same people have the same access to it."""
    found = access_of(file)
    return (found.group, found.entries) == (access.group, _formed(access, form))


def _formed(access: Access, form: Form) -> tuple[AclEntry, ...]:
    return tuple(entry._replace(bits=form(entry.bits)) for entry in access.entries)


def _hand_over(number: int, access: Access) -> None:
    """Give the open file to the other one's owner and group, or at least to its group, as far as the system allows."""
    found = os.fstat(number)
    if found.st_uid != access.owner and _given_to(number, access.owner, access.group):
        return
    if found.st_gid != access.group:
        _given_to(number, -1, access.group)


def _given_to(number: int, owner: int, group: int) -> bool:
    try:
        os.fchown(number, owner, group)
    except OSError as error:
        if error.errno in _NOT_GRANTED:
            return False
        raise
    return True


def _kept(access: Access, owner: int, group: int) -> Access:
    """Access to a file of this owner and group for those, and only those, who have it to the other one."""
    both = access.bits(_GROUP) & access.bits(_OTHERS)
    if not access.has_list:
        mode = access.bits(_OWNER) << 6 | both << 3 | both
        return Access(owner, group, access.entries if group == access.group else _of_mode(mode))
    bits = {(entry.tag, entry.id): entry.bits for entry in access.entries}
    if owner != access.owner:
        bits[_USER, access.owner] = access.bits(_OWNER)
    if group != access.group:
        bits[_NAMED_GROUP, access.group] = bits.get((_NAMED_GROUP, access.group), 0) | access.bits(_GROUP)
        bits[_GROUP, _UNNAMED] = both
    return Access(owner, group, tuple(AclEntry(*who, bits[who]) for who in sorted(bits)))


def _of_mode(mode: int) -> tuple[AclEntry, ...]:
    classes = zip((_OWNER, _GROUP, _OTHERS), (stat.S_IRWXU, stat.S_IRWXG, stat.S_IRWXO), (6, 3, 0), strict=True)
    return tuple(AclEntry(tag, _UNNAMED, (mode & mask) >> shift) for tag, mask, shift in classes)


def _listed(file: Path | int) -> tuple[AclEntry, ...]:
    """The entries of a file's access list; none where it has none."""
    if not _HAS_ATTRIBUTES:
        return ()
    try:
        text = os.getxattr(file, _ATTRIBUTE)
    except OSError as error:
        if error.errno in _NO_LIST:
            return ()
        raise
    return tuple(AclEntry(tag, id, bits) for tag, bits, id in _ENTRY.iter_unpack(text[len(_VERSION) :]))


def _forget_list(number: int) -> None:
    """Take away what the open file has of its folder's default access list."""
    if _HAS_ATTRIBUTES:
        with suppress(OSError):
            os.removexattr(number, _ATTRIBUTE)


def name_of(owner: int) -> str:
    """The login of an account, its number where it has none."""
    import pwd

    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return str(owner)


def name_of_group(group: int) -> str:
    """The name of a group, its number where it has none."""
    import grp

    try:
        return grp.getgrgid(group).gr_name
    except KeyError:
        return str(group)
