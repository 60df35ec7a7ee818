"""Vietnamese text: one stored form, mark-blind search keys, and the Vietnamese alphabet's order.

Search and order use stored keys, so that SQLite and PostgreSQL answer alike whatever their collations.
"""

import re
import unicodedata

# Zero-width characters ride along when text is copied from web pages and PDFs, unseen; a search would miss by them.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# "Ð" (Icelandic eth) stands for "Đ" in files made with old fonts; "Ia H’Drai" is typed with many apostrophes.
_LOOKALIKES = str.maketrans(
    {"đ": "d", "ð": "d", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‑": "-"}
)

_ALPHABET = ("a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "m", "n",
             "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z")  # fmt: skip
_LETTER_CODES = {letter: f"{code}" for code, letter in enumerate(_ALPHABET, start=30)}
_END, _SPACE, _PUNCTUATION, _NUMBER, _FOREIGN = "00", "11", "12", "20", "90"
# huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries; no mark (ngang) comes first.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: they make another letter (â ă ơ)
_PIECES = re.compile(r"[0-9]+|\s+|.[\u0300-\u036f]*", re.DOTALL)


def nfc(text: str) -> str:
    """Return the stored form: composed (NFC), trimmed, every run of white space one plain space."""
    return unicodedata.normalize("NFC", " ".join(text.translate(_INVISIBLE).split()))


def nfc_lines(text: str) -> str:
    """Return the stored form of a longer text: like `nfc` but line breaks stay (as ``\\n``), outer empty lines go."""
    return "\n".join(nfc(line) for line in text.splitlines()).strip("\n")


def fold(text: str) -> str:
    """Return the form in which names are compared: lower case, no marks, đ as d, one kind of dash and apostrophe.

    "Đắk Hà", "Đăk Hà" and "dak ha" fold alike, and so do "ủy" and "uỷ".
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return nfc(plain.translate(_LOOKALIKES))


def sort_key(text: str) -> str:
    """Return ASCII digits that order as a Vietnamese reader does.

    First the letters (a ă â b c d đ …), blanks before them and numbers by their value; tones only decide
    between texts whose letters are equal, word by word, so that "hòa" and "hoà" stand together.
    """
    letters: list[str] = []
    tones = [0]
    for piece in _PIECES.findall(unicodedata.normalize("NFD", nfc(text).lower())):
        if piece[0] == " ":
            letters.append(_SPACE)
            tones.append(0)
        elif piece[0] in "0123456789":
            letters.append(_number_code(piece))
        else:
            code, tone = _letter_code(piece)
            letters.append(code)
            tones[-1] = max(tones[-1], tone)
    return "".join(letters) + _END + "".join(map(str, tones))


def _number_code(digits: str) -> str:
    """Give a run of digits a code led by its length, so that 9 stands before 10."""
    value = (digits.lstrip("0") or "0")[:99]
    return f"{_NUMBER}{len(value):02}{value}"


def _letter_code(piece: str) -> tuple[str, int]:
    """Return the code and the tone of one decomposed character."""
    base, marks = piece[0], piece[1:]
    shape = "".join(mark for mark in marks if mark in _SHAPES)
    tone = max((_TONES.get(mark, 0) for mark in marks), default=0)
    letter = unicodedata.normalize("NFC", base + shape)
    # Jrai and Ba Na names carry marks Vietnamese lacks (ĕ, ĭ, č): they stand with their plain letter.
    code = _LETTER_CODES.get(letter) or _LETTER_CODES.get(base)
    return code or (_FOREIGN if base.isalpha() else _PUNCTUATION), tone


def shortened(text: str, limit: int = 140) -> str:
    """The beginning of a long text, cut between words."""
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"
