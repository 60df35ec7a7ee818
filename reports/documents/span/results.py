"""What the units gave over the years: sums of the years that have data, and what was published of the others."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.figure import Figure
from reports.documents.context_types import Column, Kind, Section, Table
from reports.documents.live import Form, live
from reports.documents.parts.words import fact
from reports.figures.published import Stated
from reports.figures.span import Span
from twinning.choices import MONEY_MEASURES

GIVEN = (
    "trips", "workdays", "money_total", *MONEY_MEASURES, "in_kind", "works_registered", "works_completed",
    "models_new", "models_replicated", "party_members", "households_visited",
)  # fmt: skip


def resources(span: Span) -> Section:
    """Sums over the span, each with the years it is made of; a missing year is named, never counted as zero."""
    codes = [f"help.{measure}" for measure in GIVEN]
    totals = [(code, span.total(code)) for code in codes]
    lines = [_line(span, code, total) for code, total in totals if total.value is not None]
    nothing = _("Kết quả giúp đỡ của các đơn vị trong giai đoạn: %(missing)s.") % {"missing": formats.MISSING}
    published = _published(span, codes)
    return Section(
        _("KẾT QUẢ GIÚP ĐỠ"),
        1,
        tuple(_heading(span)) if lines else () if published else (nothing,),
        (*lines, *published),
        key="resources",
    )


def _heading(span: Span) -> Iterator[str]:
    without = _years_without(span)
    if without:
        yield _("Năm %(years)s chưa có số liệu trên cổng nên không có trong số cộng và không được tính là 0.") % {
            "years": formats.join(without)
        }
    yield _("Cộng các năm có số liệu trên cổng:")


def _years_without(span: Span) -> list[int]:
    """Years of which no help was reported at all."""
    known = {year for measure in GIVEN for year in span.years_of(f"help.{measure}")}
    return [year.year for year in span.years if year.year not in known]


def _line(span: Span, code: str, total: Figure) -> str:
    years = formats.join(span.years_of(code))
    return _("%(fact)s (năm %(years)s).") % {"fact": _capital(fact(total, Form.UNIT)), "years": years}


def _published(span: Span, codes: list[str]) -> list[str]:
    """Published figures of the years that have none of their own: told with their qualifier, added to nothing."""
    told: list[tuple[int, Stated]] = []
    for code in codes:
        told += [(year.year, one) for year, one in span.known(code) if one.source]
    return [
        _("%(fact)s, năm %(year)s.") % {"fact": _capital(fact(one, Form.UNIT)), "year": year}
        for year, one in sorted(told, key=lambda pair: pair[0])
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def targets(span: Span) -> Section:
    """Each target with what was reached at both ends of the years that have data."""
    opened = span.opened
    heading = _("KẾT QUẢ SO VỚI MỤC TIÊU")
    if not opened or not opened[-1].figures or not opened[-1].figures.targets:
        none = _("Chương trình chưa đặt mục tiêu bằng số.")
        unknown = _("Kết quả so với mục tiêu: %(missing)s.") % {"missing": formats.MISSING}
        return Section(heading, 1, (none if opened else unknown,), key="targets")
    ends = [opened[0], opened[-1]] if len(opened) > 1 else [opened[-1]]
    columns = (
        Column(_("Mục tiêu"), width=40),
        Column(_("Đặt ra"), width=18),
        Column(_("Thời hạn"), width=13),
        *(Column(_("Năm %(year)s") % {"year": end.year}, Kind.TEXT, 15) for end in ends),
        Column(_("Đánh giá"), width=17),
    )
    rows = tuple(
        (
            target.label,
            target.goal,
            target.due,
            *(end.figures.targets[at].result.text_with_unit for end in ends if end.figures),
            target.verdict,
        )
        for at, target in enumerate(opened[-1].figures.targets)
    )
    return Section(heading, 1, table=Table(columns, rows), key="targets")


def commended(span: Span, awarded: list[str]) -> Section:
    """Who was commended, by name where names are recorded; else how many, as published."""
    known = span.known("commendations.awarded")
    lines = [
        _("Năm %(year)s: %(count)s được khen thưởng (%(label)s).")
        % {"year": year.year, "count": live(one.figure, Form.UNIT), "label": one.figure.label}
        for year, one in known
        if one.source
    ]
    nothing = _("Trong giai đoạn chưa ghi nhận khen thưởng nào.")
    return Section(_("KHEN THƯỞNG"), 1, tuple(lines or ([] if awarded else [nothing])), tuple(awarded), key="commended")
