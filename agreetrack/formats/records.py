"""Whole records as JSON: what `export json` writes and `import` reads."""

from collections.abc import Sequence

import msgspec

from agreetrack.formats.escapes import in_json
from agreetrack.model.coding import encode
from agreetrack.model.record import Record


def export_json(records: Sequence[Record]) -> bytes:
    """An array of the records, fields in their fixed order, absent ones left out, two spaces a level."""
    return in_json(msgspec.json.format(encode(records), indent=2)) + b"\n"
