"""Importing records."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "would-take-out": N_("nothing was imported: it would take out what is stated"),
    "would-be-taken-out": N_("would be taken out"),
    "removed-since": N_("was removed by somebody else since the file was written; nothing was imported"),
    "no-mark": N_("“{text}” is not what an export wrote there; export anew, or leave out this column"),
    "no-agreements": N_(
        'this holds no agreements; it must be a JSON array of records, {{"agreements": […]}} or a registry file'
    ),
    "not-utf8": N_("this is not UTF-8 text (byte {at}); save it as UTF-8 and import it again"),
    "nothing": N_("there is nothing in it; an empty list of records is written as []"),
    "invalid-json": N_("this is not valid JSON, or was cut off ({reason}); nothing was imported"),
    "stands-twice": N_("{place}: “{field}” stands twice, and one of the two would be lost; nothing was imported"),
    "given-twice": N_("is given twice, in {first} and {second}; a ref names one record"),
    "exists": N_("exists already, as “{title}”; replace it with --update, or give another ref"),
    "too-deep": N_("{reason}; nothing was imported"),
    "problems": counted("nothing was imported: one problem to mend", "nothing was imported: {count} problems to mend"),
}
