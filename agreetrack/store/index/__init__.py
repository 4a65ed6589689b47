"""The index: a derived file beside the registry that says of each agreement until when what of it stays as it is.

Deleting it loses nothing; where it cannot be trusted, everything is read in full.
"""

from functools import cache


@cache
def is_possible() -> bool:
    """Whether this Python has an SQLite that can be read from and written to memory."""
    try:
        import sqlite3
    except ImportError:
        return False
    return hasattr(sqlite3.Connection, "serialize")
