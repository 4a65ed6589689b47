"""CSV that is imported."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "wrong": N_("nothing was imported: the CSV is not in order"),
    "not-utf8": N_("the CSV is not in UTF-8; save it as “CSV UTF-8” in the spreadsheet and import that file"),
    "broken": N_("line {line} of the CSV is broken: {reason}; nothing was imported"),
    "cell-too-long": counted(
        "line {line} of the CSV has a cell of {length:,} sign; a cell has at most {most:,}",
        "line {line} of the CSV has a cell of {length:,} signs; a cell has at most {most:,}",
        "length",
    ),
    "row-too-long": counted(
        "line {line} of the CSV has {length:,} sign in its cells; a row has at most {most:,}",
        "line {line} of the CSV has {length:,} signs in its cells; a row has at most {most:,}",
        "length",
    ),
    "too-many-columns": counted(
        "the first line of the CSV has {count:,} column; a CSV has at most {most:,}",
        "the first line of the CSV has {count:,} columns; a CSV has at most {most:,}",
    ),
    "no-fields": N_(
        "the first line of the CSV names no fields of a record; begin with what agreetrack export csv writes"
    ),
    "column-twice": N_("this column is there more than once"),
    "header-wrong": N_("nothing was imported: the first line of the CSV is not in order"),
    "column-of-list": N_(
        "a column of a list, not a field of a record; agreetrack export csv writes what can be imported"
    ),
    "no-field-but-near": N_("no field of a record; did you mean “{near}”?"),
    "no-field": N_("no field of a record"),
    "too-many-cells": N_("there are more cells than columns"),
    "in-line": N_("line {line}: {problem}"),
    "whole-or-parts": N_("give either “{whole}” or its parts, not both"),
    "no-list": N_("this must be a list in JSON, such as [{{…}}]"),
    "invalid-json": N_("this is not valid JSON: {reason}"),
    "no-whole-number": N_("“{text}” is not a whole number"),
    "too-large": N_("“{text}” is more than {most:,}"),
}
