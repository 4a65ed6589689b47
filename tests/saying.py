"""What the phrasebook says of a fact, an error or a problem, for tests of the rooms that have no words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from agreetrack.display.phrases import say
from agreetrack.model.errors import Problem, Said
from agreetrack.model.facts import Fact

Several = TypeVar("Several", list[Said], tuple[Said, ...])


def sentence(told: Said | BaseException | Problem) -> str:
    """The sentence; of an error of the system or a library what that says."""
    if isinstance(told, Problem):
        return say(told.placed)
    if isinstance(told, Fact | str):
        return say(told)
    return say(getattr(told, "fact", str(told)))


@contextmanager
def refusing(kind: type[BaseException], match: str = "") -> Iterator[pytest.ExceptionInfo[BaseException]]:
    """Expect an error whose sentence matches."""
    with pytest.raises(kind) as raised:
        yield raised
    assert re.search(match, sentence(raised.value)), f"“{match}” is not in “{sentence(raised.value)}”"


def sentences(told: Several) -> Several:
    """The sentence of each, in a list or a tuple as they were."""
    return type(told)(map(sentence, told))
