"""How sections put figures into sentences, so that a zero, a missing and a published figure read well, too."""

from django.utils.translation import gettext as _

from kontum04.core.figure import Figure
from reports.documents import sentences
from reports.documents.live import Form, live


def told(flowing: str, **stated: Figure | tuple[Figure, Form]) -> str:
    """A sentence with its figures in it. Where one of them is zero or missing, the same facts one by one.

    `flowing` names each figure once: “đăng ký %(works)s”, which with its unit reads “đăng ký 46 công trình”, unless
    another form is given. Nobody says “đăng ký không có công trình nào”.
    """
    pairs = {name: given if isinstance(given, tuple) else (given, Form.UNIT) for name, given in stated.items()}
    if all(figure.rounded for figure, _form in pairs.values()):
        return flowing % {name: live(figure, form) for name, (figure, form) in pairs.items()}
    return facts(*(figure for figure, _form in pairs.values()))


def facts(*figures: Figure) -> str:
    """Figures one by one in a sentence: “Công trình đăng ký: 95 công trình; mô hình mới: không có mô hình nào.”"""
    return sentences.sentence("; ".join(fact(figure) for figure in figures))


def fact(figure: Figure, form: Form = Form.COUNT) -> str:
    """A figure under its name: “công trình đăng ký: 95 công trình”."""
    name = figure.label.removesuffix(_(" (đồng)"))
    return f"{name[:1].lower()}{name[1:]}: {live(figure, form)}"
