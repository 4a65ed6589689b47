"""The streams of the process once nobody takes what is written to them."""

import os
import sys
from contextlib import suppress


def forget_output() -> None:
    """Let what is still held for stdout go nowhere: the interpreter would try it again at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
