"""Numbers written out, as periods have them: `пять лет`, `5 (пяти) лет`, `twenty-five years`, `полгода`."""

import re

_ONES = (
    (("один", "одна", "одну", "одного", "одной", "one"), 1),
    (("два", "две", "двух", "two"), 2),
    (("три", "трех", "трёх", "three"), 3),
    (("четыре", "четырех", "четырёх", "four"), 4),
    (("пять", "пяти", "five"), 5),
    (("шесть", "шести", "six"), 6),
    (("семь", "семи", "seven"), 7),
    (("восемь", "восьми", "eight"), 8),
    (("девять", "девяти", "nine"), 9),
    (("десять", "десяти", "ten"), 10),
    (("одиннадцать", "одиннадцати", "eleven"), 11),
    (("двенадцать", "двенадцати", "twelve"), 12),
    (("тринадцать", "тринадцати", "thirteen"), 13),
    (("четырнадцать", "четырнадцати", "fourteen"), 14),
    (("пятнадцать", "пятнадцати", "fifteen"), 15),
    (("шестнадцать", "шестнадцати", "sixteen"), 16),
    (("семнадцать", "семнадцати", "seventeen"), 17),
    (("восемнадцать", "восемнадцати", "eighteen"), 18),
    (("девятнадцать", "девятнадцати", "nineteen"), 19),
)
_TENS = (
    (("двадцать", "двадцати", "twenty"), 20),
    (("тридцать", "тридцати", "thirty"), 30),
    (("сорок", "сорока", "forty"), 40),
    (("пятьдесят", "пятидесяти", "fifty"), 50),
    (("шестьдесят", "шестидесяти", "sixty"), 60),
    (("семьдесят", "семидесяти", "seventy"), 70),
    (("восемьдесят", "восьмидесяти", "eighty"), 80),
    (("девяносто", "девяноста", "ninety"), 90),
    (("сто", "ста", "hundred", "a hundred", "one hundred"), 100),
)
_VALUE = {word: value for words, value in (*_ONES, *_TENS) for word in words}
_HALVES = (
    (r"\bполгода\b|\bhalf a year\b", "6 мес"),
    (r"\bполутора лет\b|\bполтора года\b", "18 мес"),
    (r"^(?:год|года|year|a year)$", "1 год"),
    (r"^(?:месяц|month|a month)$", "1 мес"),
)


def with_digits(words: str) -> tuple[str, tuple[int, int] | None]:
    """The words with digits for numerals; and two numbers that contradict one another: `5 (шести) лет`."""
    if words.isascii() and words[:1].isdigit() and "(" not in words:
        return words, None
    for pattern, count in _HALVES:
        words = re.sub(pattern, count, words)
    words = _in_digits(words)
    for found in re.finditer(r"([0-9]+) *\( *([0-9]+) *\)", words):
        if int(found[1]) != int(found[2]):
            return words, (int(found[1]), int(found[2]))
    return re.sub(r"([0-9]+) *\( *[0-9]+ *\)", r"\1", words), None


def _in_digits(words: str) -> str:
    """Each run of numerals as one number: tens, then ones."""
    numeral = "|".join(sorted(map(re.escape, _VALUE), key=len, reverse=True))
    run = rf"(?<![\w])(?:{numeral})(?:[ -](?:{numeral}))*(?![\w])"
    return re.sub(run, lambda found: str(_value(found[0])), words)


def _value(run: str) -> int:
    return _VALUE.get(run) or sum(_VALUE[word] for word in re.split("[ -]", run))
