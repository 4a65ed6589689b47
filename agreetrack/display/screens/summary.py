"""The one line that says what a list counted, and what it left out and why."""

from collections.abc import Mapping

from agreetrack.display.wording import _, ngettext


def summary(shown: int, total: int, left_out: Mapping[str, int] | None = None) -> str:
    """`7 of 24 agreements; left out: 9 later, 4 without an end`. Without a line break at its end."""
    said = ngettext("{total} agreement", "{total} agreements", total)
    if shown != total:
        said = ngettext("{shown} of {total} agreement", "{shown} of {total} agreements", total)
    head = said.format(shown=shown, total=total)
    reasons = [_reason(name, count) for name, count in (left_out or {}).items() if count]
    if not reasons:
        return head
    return _("{head}; left out: {reasons}").format(head=head, reasons=", ".join(reasons))


def _reason(name: str, count: int) -> str:
    """One reason and how many it left out; a reason without a wording of its own stands as it is named."""
    match name:
        case "later":
            return _("{count} not due").format(count=count)
        case "ended":
            return _("{count} ended before").format(count=count)
        case "closed":
            return _("{count} closed").format(count=count)
        case "no-end" | "indefinite":
            return _("{count} without an end").format(count=count)
        case "unknown":
            return _("{count} of unknown term").format(count=count)
        case "not-in-force" | "pending":
            return _("{count} not yet in force").format(count=count)
        case "filtered":
            return _("{count} by the filters").format(count=count)
    return f"{count} {name}"
