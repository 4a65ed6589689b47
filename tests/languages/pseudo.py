"""A language that nobody speaks: every letter of a message with a mark, so that what is no message shows.

A message stands in ⟦ ⟧ too: what is put together from several shows where one ends.
"""

import re
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from babel.messages import Catalog
from babel.messages.mofile import write_mo

LANGUAGE = "xx"
_MARKED = str.maketrans(ascii_lowercase + ascii_uppercase, "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ")
_PLACE = re.compile(r"(\{\w+[^{}\w]?[^{}\s]*\})")


def marked(message: str) -> str:
    """The message in that language; its places stay what they are."""
    parts = _PLACE.split(message)
    return "⟦" + "".join(part if _PLACE.fullmatch(part) else part.translate(_MARKED) for part in parts) + "⟧"


def unmarked(text: str) -> str:
    """What a text says in English, without its marks."""
    back = {after: before for before, after in _MARKED.items()}
    plain = {after: chr(before) for before, after in _MARKED.items()}
    assert len(back) == len(plain) == 52
    return text.translate(plain).replace("⟦", "").replace("⟧", "")


def write(template: Catalog, folder: Path) -> None:
    """Write its catalogue, compiled, into a folder of catalogues."""
    spoken = Catalog(locale="en")
    spoken._num_plurals, spoken._plural_expr = 2, "(n != 1)"
    for message in template:
        if message.id:
            words = tuple(map(marked, message.id)) if isinstance(message.id, tuple | list) else marked(message.id)
            spoken.add(message.id, words, context=message.context)
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "agreetrack.mo").open("wb") as file:
        write_mo(file, spoken)
