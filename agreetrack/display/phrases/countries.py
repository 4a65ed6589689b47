"""The sentences on countries."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "no-parts": N_("countries: “{code}”: no parts of {country} are known; say {country}"),
    "no-such-part": N_("countries: “{code}”: {country} has no such part; there are: {known}"),
    "none": N_("countries: there is no country “{code}”; give its two letters by ISO 3166, such as RU"),
    "none-but-near": N_("countries: there is no country “{code}”; did you mean {near}?"),
    "no-library": N_(
        "countries: holidays count here, and the library that knows them is missing; type: pip install "
        "'agreetrack[calendars]'"
    ),
}
