"""The law of terms told once more, slowly: what the law answers is held against it.

It shares no code with the law, reads records as in a file, and walks through the periods one by one, once for each
of the two readings. What the text of the law leaves open it does not decide: it raises `Open`.
"""

from .answer import answer
from .text import Open

__all__ = ["Open", "answer"]
