"""How sections put figures into sentences, so that a zero, a missing and a published figure read well, too."""

from django.utils.translation import gettext as _

from kontum04.core.figure import Figure
from reports.documents import sentences
from reports.documents.live import Form, live
from reports.figures.published import Stated

Tellable = Figure | Stated
"""What a sentence can state: a computed figure, or one that may come from a publication."""


def told(flowing: str, **stated: Tellable | tuple[Tellable, Form]) -> str:
    """A sentence with its figures in it. Where one of them is zero or missing, the same facts one by one.

    `flowing` names each figure once: “đăng ký %(works)s”, which with its unit reads “đăng ký 46 công trình”, unless
    another form is given. Nobody says “đăng ký không có công trình nào”.
    """
    pairs = {name: given if isinstance(given, tuple) else (given, Form.UNIT) for name, given in stated.items()}
    if not all(_figure(told).rounded for told, _form in pairs.values()):
        return facts(*(told for told, _form in pairs.values()))
    sentence = flowing % {name: words_of(told, form) for name, (told, form) in pairs.items()}
    return sourced(sentence, *(told for told, _form in pairs.values()))


def facts(*stated: Tellable) -> str:
    """Figures one by one in a sentence: “Công trình đăng ký: 95 công trình; mô hình mới: không có mô hình nào.”"""
    return sentences.sentence("; ".join(fact(told) for told in stated))


def fact(stated: Tellable, form: Form = Form.COUNT) -> str:
    """A figure under its name: “công trình đăng ký: 95 công trình”; a published one says that it is one."""
    source = _(" (đã công bố)") if isinstance(stated, Stated) and stated.source else ""
    return f"{named(stated, form)}{source}"


def named(stated: Tellable, form: Form = Form.UNIT) -> str:
    """A figure under its name, whatever its source."""
    name = _figure(stated).label.removesuffix(_(" (đồng)"))
    return f"{name[:1].lower()}{name[1:]}: {words_of(stated, form)}"


def words_of(stated: Tellable, form: Form = Form.UNIT) -> str:
    """The figure in its form, after the qualifier of its source: “hơn 8 tỷ đồng”."""
    figure = _figure(stated)
    words = live(figure, form)
    if not isinstance(stated, Stated):
        return words
    if stated.source and figure.denominator is not None:  # “118/409 thôn, làng”
        unit = "" if form is Form.TEXT else f" {figure.unit}"
        words = f"{live(figure, Form.PART)}/{live(figure, Form.WHOLE)}{unit}"
    return sentences.qualified(words, stated.qualifier)


def sourced(sentence: str, *stated: Tellable) -> str:
    """A sentence that says where it tells published figures."""
    if not any(isinstance(told, Stated) and told.source for told in stated):
        return sentence
    return _("%(sentence)s (theo số liệu đã công bố).") % {"sentence": sentence.removesuffix(".")}


def _figure(stated: Tellable) -> Figure:
    return stated.figure if isinstance(stated, Stated) else stated
