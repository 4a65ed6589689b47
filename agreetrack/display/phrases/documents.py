"""Documents, attached and kept."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "no-sha256": N_("“{text}” is no SHA-256 of 64 hexadecimal digits"),
    "not-what-its-name-says": N_("“{path}” is not what its name says; move it away, then attach the document again"),
    "disk-full": N_("the disk is full; “{file}” was not attached, make room and do it again"),
    "no-permission": N_("there is no permission to write into “{folder}”; “{file}” was not attached"),
    "no-folder": N_("“{folder}” is, or holds, a link or a file where a folder belongs; “{file}” was not attached"),
    "not-kept": N_("“{file}” cannot be kept in “{folder}”: {reason}; it was not attached"),
    "no-such-file": N_("there is no file “{file}”; check its name"),
    "is-a-link": N_("“{file}” is a symbolic link; name the file that it leads to"),
    "is-a-folder": N_("“{file}” is a folder; name the files in it"),
    "is-a-device": N_("“{file}” is a device, a pipe or the like; name a file"),
    "changed-meanwhile": N_("“{file}” was changed while it was read; it was not attached, do it again"),
    "sha256-or-url": N_("a document states either sha256 or url, one of the two"),
    "malformed-sha256": N_("must be 64 hexadecimal digits, as sha256sum prints them"),
    "no-web-address": N_("“{url}” is no web address; it begins with https:// or http://"),
    "wrong-address": N_("{ref}: “{url}” is no web address; correct it: agreetrack edit {ref}"),
    "none": N_("{ref} has no document; attach one: agreetrack attach {ref} FILE"),
    "unknown": N_("{ref} has no document “{name}”; it has {documents}"),
    "several": N_("{ref} has several; say which: {documents}"),
    "missing": N_("“{name}” is missing: there is no “{path}”; attach it again: agreetrack attach {ref} FILE"),
    "changed": N_("“{name}” was changed: “{path}” is not what was attached; put the right file there from a backup"),
    "no-way": N_("“{name}”: a link, a folder or the like lies on the way to “{path}”; put the right file there"),
    "unreadable": N_("“{name}” cannot be read at “{path}”; ask its owner"),
    "numbered": N_("“{name}” ({number})"),
}
