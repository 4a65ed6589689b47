"""The registry file: TinyDB tables in one JSON file, with lock, history and format version.

Reading needs no TinyDB and never writes; only a change imports it.
"""

from typing import TYPE_CHECKING, Any

from agreetrack.store.registry import Registry

if TYPE_CHECKING:
    from agreetrack.store.history import Author, Change, HistoryRow
    from agreetrack.store.transaction import Transaction

__all__ = ["Author", "Change", "HistoryRow", "Registry", "Transaction"]


def __getattr__(name: str) -> Any:
    """Import what only changes and the history need when it is asked for: a listing does not pay for it."""
    if name == "Transaction":
        from agreetrack.store.transaction import Transaction

        return Transaction
    if name in __all__:
        from agreetrack.store import history

        return getattr(history, name)
    raise AttributeError(name)
