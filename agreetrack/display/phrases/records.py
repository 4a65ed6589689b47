"""The sentences on records."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "too-many-lead-times": N_("are {count}; an agreement has at most {most} lead times"),
    "lead-time-out-of-range": N_("must be a number of days before the date, from 0 to {most}"),
    "links-itself": N_("links the agreement to itself; name another one"),
    "too-many-entries": counted(
        "has {count:,} entry; a list has at most {most:,}: divide the agreement into several",
        "has {count:,} entries; a list has at most {most:,}: divide the agreement into several",
    ),
    "text-too-long": counted(
        "has {length:,} sign; a text has at most {most:,}: attach it as a document",
        "has {length:,} signs; a text has at most {most:,}: attach it as a document",
        "length",
    ),
    "half-character": N_("holds half of a character, which cannot be kept; type the text again"),
    "no-object": N_("a record must be an object with “ref” and “title”"),
    "unfit": N_("this cannot be read: {reason}"),
    "missing": N_("is missing; every record states it"),
    "missing-in-entry": N_("is missing; every entry of this kind states it"),
    "event-kind-missing": N_("is missing; an event states its kind, one of: {words}"),
    "either": N_("{one} or {other}"),
    "must-be": N_("must be {wanted}, not {given}"),
    "must-not-be-null": N_("must be {wanted}, not null (leave the field out where it is not stated)"),
    "one-of": N_("one of: {words}"),
    "list": N_("a list"),
    "object": N_("an object with {names}"),
    "text": N_("text"),
    "whole-number": N_("a whole number"),
    "true-or-false": N_("true or false"),
    "date": N_("a date such as 2015-02-09"),
    "not-among": N_("“{word}” is not one of: {words}"),
    "not-among-but-near": N_("“{word}” is not one of: {words}; did you mean “{near}”?"),
    "no-such-field": N_("no such field"),
    "no-such-field-but-near": N_("no such field; did you mean “{near}”?"),
    "unknown": N_("a record has no field “{name}”"),
    "unknown-but-near": N_("a record has no field “{name}”; did you mean “{near}”?"),
}
