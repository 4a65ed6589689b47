"""Why a text cannot be read, behind a colon or in parentheses."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "wrong-at": N_("it goes wrong at line {line}, column {column}"),
    "not-utf8": N_("it is not UTF-8 text from byte {at} on"),
    "quotes-out-of-order": N_("its quotation marks or line breaks are out of order"),
    "half-character": N_("it has half a character"),
}
