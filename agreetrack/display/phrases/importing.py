"""Importing records."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
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
