"""One page for each question: a list, an agreement, an explanation, the history."""
