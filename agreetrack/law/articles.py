"""Whether a list of articles, as it stands in a suspension, names the article of an obligation."""

import re

_WORDS = re.compile(r"\b(?:articles?|arts?|ст(?:атья|атьи|атей)?)\b\.?|\s+")
_RANGE = re.compile(r"(\d+)[-–](\d+)")


def concerns(articles: str, article: str | None) -> bool:
    """Whether `5, 7-9 and 12(1)` names `8` or `5(2)`; an obligation without an article is not named."""
    own = _plain(article or "")
    if not own:
        return False
    return any(_names(_plain(one), own) for one in re.split(r"[,;]|\band\b|\bи\b|\bet\b|\bund\b", articles.casefold()))


def _plain(text: str) -> str:
    return _WORDS.sub("", text.casefold())


def _names(stated: str, own: str) -> bool:
    between = _RANGE.fullmatch(stated)
    number = re.match(r"\d+", own)
    if between and number:
        return int(between[1]) <= int(number[0]) <= int(between[2])
    return bool(stated) and (own == stated or own.startswith((f"{stated}(", f"{stated}.")))
