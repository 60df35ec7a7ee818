"""The marks around a phrase that states a figure: characters of a private area, which nobody types and none prints."""

import re

START, NAMED, END = "\ue000", "\ue001", "\ue002"
"""Start of the mark, end of its name, end of the phrase."""

MARKED = re.compile(f"{START}([^{NAMED}]*)/([^{NAMED}]*){NAMED}([^{END}]*){END}")
_OPENING = re.compile(f"{START}[^{NAMED}]*{NAMED}")


def plain(text: str) -> str:
    """A text without its marks."""
    return MARKED.sub(r"\3", text)


def first_letter(text: str) -> int:
    """Where the first printed character of a text stands, after the mark that may open it."""
    opening = _OPENING.match(text)
    return opening.end() if opening else 0
