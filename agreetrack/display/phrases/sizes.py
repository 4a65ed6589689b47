"""How much a file holds."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "bytes": N_("{amount} B"),
    "kilobytes": N_("{amount} kB"),
    "megabytes": N_("{amount} MB"),
    "gigabytes": N_("{amount} GB"),
    "terabytes": N_("{amount} TB"),
}
