"""How the communes stood at both ends of the span, and how poverty went, inside each standard."""

from itertools import pairwise

from django.utils.translation import gettext as _

from kontum04.core.figure import Figure
from reports.documents import sentences
from reports.documents.context_types import Section
from reports.documents.live import Form, live
from reports.documents.parts.words import facts, named, sourced, words_of
from reports.figures.published import Stated
from reports.figures.span import Span, SpanYear

PLACES = ("communes", "communes.key", "villages", "units")


def opening(span: Span) -> Section:
    """What the review is about, before its first heading."""
    line = _("Thực hiện %(programme)s, kết quả giai đoạn %(years)s như sau:") % {
        "programme": span.programme.name,
        "years": span.name,
    }
    return Section(key="opening", paragraphs=(line,))


def situation(span: Span) -> Section:
    """Communes, units and poverty of the span."""
    has_key = span.programme.categories.filter(is_key=True).exists()
    places = facts(*(_newest(span, code) for code in PLACES if has_key or code != "communes.key"))
    return Section(
        _("TÌNH HÌNH CÁC XÃ"),
        1,
        (
            _("Đến hết năm %(year)s, %(facts)s") % {"year": span.last, "facts": places[:1].lower() + places[1:]},
            *_poverty(span),
            *_more(span),
        ),
        key="situation",
    )


def _newest(span: Span, code: str) -> Stated:
    """The latest known figure of the span; without any, the missing one of its last year."""
    known = span.known(code)
    return known[-1][1] if known else span.years[-1].stated(code)


def _poverty(span: Span) -> list[str]:
    """Rates year by year; what changed between neighbours of one standard, and where no comparison is made."""
    known = span.known("NG03")
    if not known:
        return [_("Tỷ lệ hộ nghèo trong giai đoạn: %(rate)s.") % {"rate": words_of(span.years[-1].stated("NG03"))}]
    rates = "; ".join(
        _("năm %(year)s: %(rate)s") % {"year": year.year, "rate": words_of(told, Form.TEXT)} for year, told in known
    )
    line = sourced(_("Tỷ lệ hộ nghèo %(rates)s.") % {"rates": rates}, *(told for _year, told in known))
    return [line, *(_step(before, after) for before, after in pairwise(known))]


def _step(before: tuple[SpanYear, Stated], after: tuple[SpanYear, Stated]) -> str:
    """Published rates are bounds (“trên 57 %”), and two standards are no series: neither is subtracted."""
    (old_year, old), (new_year, new) = before, after
    words: dict[str, object] = {"old": old_year.year, "new": new_year.year}
    if old_year.standard != new_year.standard or not new_year.standard:
        words |= {
            "old_standard": old_year.standard or _("chuẩn không được ghi"),
            "new_standard": new_year.standard or _("chuẩn không được ghi"),
        }
        return (
            _(
                "Không tính mức giảm giữa năm %(old)s và năm %(new)s vì hai năm theo hai chuẩn nghèo: "
                "%(old_standard)s; %(new_standard)s."
            )
            % words
        )
    if old.source or new.source:
        return (
            _("Không tính mức giảm giữa năm %(old)s và năm %(new)s vì số đã công bố không phải số chính xác.") % words
        )
    change = sentences.change(
        old.figure.value, new.figure.value, sentences.POINTS, since=old_year.year, decimals=1,
        old_standard=old_year.standard, new_standard=new_year.standard, written=_difference(old, new),
    )  # fmt: skip
    return _("Năm %(year)s, tỷ lệ hộ nghèo %(change)s.") % {"year": new_year.year, "change": change}


def _difference(old: Stated, new: Stated) -> str:
    """The size of the change as a figure of its own: rates as printed, subtracted."""
    if old.figure.value is None or new.figure.value is None:
        return ""
    code, difference = f"{old.figure.code}-{new.figure.code}", new.figure.value - old.figure.value
    return live(Figure(code, new.figure.label, sentences.POINTS, difference, 1), Form.SIZE)


def _more(span: Span) -> list[str]:
    """What sources published of no measure told above: each number with its label and qualifier."""
    told = {"communes", "communes.key", "villages", "units", "NG03"}
    lines = []
    for year in span.years:
        codes = dict.fromkeys(row.measure for row in year.published if _is_of_places(row.measure, told))
        stated = [one for code in codes if (one := year.stated(code)).source]
        if stated:
            words = "; ".join(named(one) for one in stated)
            lines.append(_("Năm %(year)s, theo số liệu đã công bố, %(facts)s.") % {"year": year.year, "facts": words})
    return lines


def _is_of_places(measure: str, told: set[str]) -> bool:
    """Indicators carry capital codes; help and commendations are told elsewhere."""
    return bool(measure) and measure[:1].isupper() and measure not in told
