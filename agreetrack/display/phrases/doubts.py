"""What can hardly be meant, or is there already."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "far-ahead": N_("{stated} lies more than two years ahead; look whether the year is right"),
    "long-ago": N_("{stated} lies before the year {first}; look whether the year is right"),
    "entry-before-signature": N_(
        "entry into force, {entry}, lies before signature, {signed}; look which of the two is right"
    ),
    "long-term": N_("a term of more than 100 years can hardly be meant; look whether {term} is right"),
    "same-title": N_("{others} has the same title; look whether it is the same agreement"),
    "likely-there": N_(
        "it is likely there already, as {others}: with the same parties, day of signature and title, or number"
    ),
    "likely-same": N_(
        "it is likely the same agreement as {others}: parties, day of signature and title, or the number"
    ),
    "some-likely-there": N_("nothing was imported: there is what is likely there already"),
    "links-lead-nowhere": N_("nothing was imported: there are links that lead nowhere"),
    "leads-nowhere": N_("there is no agreement “{ref}”, neither in the file nor in the registry"),
}
