"""Which party a word means: by its code, its name, an alias, or a part of one that no other has."""

from collections.abc import Iterable, Mapping
from typing import Any

from agreetrack.model.clauses import Party
from agreetrack.model.errors import UsageError
from agreetrack.model.facts import Fact, Value


def meant(word: str, parties: Iterable[Party]) -> Party | None:
    """The party that is called just so, or else the one of whose names the word is a part; None where there is none.

    Raises UsageError where it is a part of the names of several.
    """
    every = list(parties)
    called = next((party for party in every if party.is_called(word.strip())), None)
    wanted = " ".join(word.casefold().split())
    if called is not None or not wanted:
        return called
    found = [party for party in every if any(wanted in name.casefold() for name in (party.name, *party.aliases))]
    if len(found) > 1:
        raise UsageError(Fact("parties.several-meant", word=word, parties=shown(found)))
    return found[0] if found else None


def shown(parties: Iterable[Party]) -> Value:
    """The parties as a sentence lists them, each with its code, which is less to type; a word where there are none."""
    return tuple(map(_shown, parties)) or Fact("names.none-recorded")


def _shown(party: Party) -> Fact:
    if party.code is None:
        return Fact("names.quoted", name=party.name)
    return Fact("names.quoted-with-code", name=party.name, code=party.code)


def of_documents(parties: Iterable[Mapping[str, Any]]) -> list[Party]:
    """The parties of a record that is still a document."""
    return [
        Party(name=party["name"], code=party.get("code"), aliases=tuple(party.get("aliases", ()))) for party in parties
    ]
