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
}
