"""The place of a problem in a record, before what is wrong there."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "of-field": N_("{field}: {problem}"),
    "of-record": N_("{ref}: {problem}"),
    "of-field-in-record": N_("{ref}: {field}: {problem}"),
    "in-record": counted("{ref} has {count} problem; mend it", "{ref} has {count} problems; mend each of them"),
    "in-input": counted("the input has {count} problem; mend it", "the input has {count} problems; mend each of them"),
}
