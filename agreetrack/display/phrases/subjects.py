"""What a clause is about."""

from agreetrack.display.phrases.phrase import Phrases, in_context

PHRASES: Phrases = {
    "term": in_context("a clause on", "term"),
    "renewal": in_context("a clause on", "renewal"),
    "notice": in_context("a clause on", "notice"),
}
