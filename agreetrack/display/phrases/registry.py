"""The file of the registry: whether it is there, and may be read, locked and written."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "busy": N_("somebody else is changing “{path}”; nothing was done, try again in a moment"),
    "has-other-names": N_(
        "“{path}” is one of several names of the same file (hard links), which a change would part; nothing was "
        "done, remove the other names or make them symbolic links"
    ),
    "other-names": N_("it has other names, hard links; remove them"),
    "not-a-file-of-its-own": N_(
        "“{file}” is not a file of its own, but a link or the like; nothing was done, remove it"
    ),
    "is-a-link": N_("it is a link or the like; remove it"),
    "made-for-nobody-else": N_(
        "“{file}” was made by {owner} for nobody else; nothing was done, the next change that {owner} makes "
        "mends it, or remove it while nobody works with the registry"
    ),
    "owner-made-it": N_("{owner} made it for nobody else"),
    "disk-full": N_("the disk is full; “{path}” is as it was, make room and do it again"),
    "no-permission-to-change": N_("there is no permission to change “{path}” or its folder; nothing was done"),
    "unwritable": N_("“{path}” cannot be written: {reason}; nothing was done"),
    "file-system-without-locks": N_(
        "the file system of “{path}” cannot lock files, and two writers would write over each other; nothing was "
        "done, keep it on a local disk, or on NFS version 4 with locks"
    ),
    "no-lock-to-give": N_(
        "the file system of “{path}” has no lock to give: its lock service does not answer, or has none left; "
        "nothing was done, have it mended, or keep it on a local disk or on NFS version 4"
    ),
    "lock-not-writable": N_(
        "the file system of “{path}” locks only what may be written, and “{lock}” may not; nothing was done, "
        "have its owner make it writable for you"
    ),
    "unlockable": N_(
        "“{path}” cannot be locked: {reason}; nothing was done, have its file system mended, or keep it on a local disk"
    ),
    "gone": N_("the registry “{path}” is gone, its changes had come to {seen}; put it back, or the latest copy of it"),
    "empty": N_("“{path}” is empty; put a copy of the registry in its place, or begin a new one with add or import"),
    "emptied": N_(
        "“{path}” is empty, its changes had come to {seen}; put the latest copy of the registry in its place"
    ),
    "without-agreements": N_(
        "“{path}” has no table of agreements, its changes had come to {seen}; put the latest copy of the "
        "registry in its place"
    ),
    "older": N_(
        "“{path}” is older than it was: its changes come to {found}, and had come to {seen}; put the latest copy "
        "of the registry in its place"
    ),
    "access-list-lost": N_(
        "the access list (ACL) of “{path}” cannot be kept ({reason}); nothing was done, take the list away with: "
        "setfacl -b {path}"
    ),
    "not-left-to-owner": N_(
        "“{path}” could not be left to {owner}, who owned it and no longer has the access to it that an owner "
        "has; mend it with: chown {owner} {path}"
    ),
    "not-left-to-group": N_(
        "“{path}” could not be left to the group {group}, so its members no longer have the access they had; "
        "mend it with: chgrp {group} {path}"
    ),
    "not-one": N_("“{path}” is no registry of agreements; name another file, or read this one with import"),
    "not-a-file": N_("“{path}” is not a file; name the registry file itself"),
    "missing": N_("there is no registry “{path}”; check its name, or begin one with add or import"),
    "no-permission-to-read": N_("there is no permission to read “{path}”; ask its owner"),
    "unreadable": N_("“{path}” cannot be read: {reason}"),
    "changed-just-now": N_("“{path}” was changed just now; nothing was done"),
    "newer-format": N_(
        "“{path}” is in format {found}, this agreetrack knows up to {known}; install a newer agreetrack"
    ),
    "sending-already": N_(
        "another run is sending reminders for “{path}”; nothing was done here, what is due is told the next time"
    ),
}
