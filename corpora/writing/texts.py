"""How clerks write words: names, departments, telephone numbers, opinions."""

import random

from corpora.writing.written import Expected, Written

BLANKS = ("", "", "/", "—", "——", "-", "\\", "／")
"""What stands in a cell that was left empty."""


def write_text(rng: random.Random, text: str, usual: float) -> Written:
    """As it is, or spaced and broken the way a narrow cell makes a clerk do it."""
    manner = "plain" if rng.random() < usual else rng.choice(("plain", "padded", "spaced", "broken"))
    written = text
    if manner == "padded":
        written = f"　{text} "
    elif manner == "spaced" and len(text) in (2, 3):
        written = " ".join(text) if len(text) == 3 else f"{text[0]}　{text[1]}"
    elif manner == "broken" and len(text) > 6 and text[0] != "0":
        middle = len(text) // 2
        written = f"{text[:middle]}\n{text[middle:]}"
    return Written(written, manner, Expected("accepted", text))


def write_blank(rng: random.Random) -> Written:
    return Written(rng.choice(BLANKS), "blank", Expected("blank"))


def write_opinion(rng: random.Random, text: str, year: int, *, seal_in_cell: bool) -> Written:
    """The opinion, below it the place for the seal and the date, as the form prints them."""
    date = rng.choice(
        (
            "年  月  日",
            f"{year + 1}年4月{rng.randint(1, 29)}日",
            f"{year + 1}年  月  日",
            "    年    月    日",
            "",
        )
    )
    seal = rng.choice(("（盖章）", "(盖章)", "（公章）", "（盖 章）")) if seal_in_cell else ""
    tail = "\n".join(part for part in (seal, date) if part)
    return Written(f"{text}\n\n{tail}".rstrip(), "opinion", Expected("accepted", text))


def write_empty_opinion(rng: random.Random, *, seal_in_cell: bool) -> Written:
    """Not yet given: only what the form prints."""
    seal = "（盖章）" if seal_in_cell else ""
    return Written(f"\n\n{seal}\n年   月   日".strip("\n"), "blank", Expected("blank"))
