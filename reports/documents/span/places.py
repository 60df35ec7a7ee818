"""Who was late or weak, and who was commended: by name, over the years of the span."""

from collections import defaultdict

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.scoping import Viewer
from reports.documents import sentences
from reports.documents.context_types import Section
from reports.documents.live import Form, live
from reports.documents.parts.weak import beside
from reports.figures.counts import count
from reports.figures.span import Span
from twinning.choices import CommendationStatus
from twinning.models import Commendation

OFTEN = 2
"""From how many late filings on a unit is named for lateness over the years."""


def weak_over_years(span: Span) -> Section:
    """Units by name that were weak in any year, and those often late."""
    judged = [year for year in span.opened if year.figures and year.figures.obligations]
    heading = _("ĐƠN VỊ CHẬM, YẾU QUA CÁC NĂM")
    if not judged:
        line = _("Việc nộp kế hoạch, báo cáo trong giai đoạn: %(missing)s.") % {"missing": formats.MISSING}
        return Section(heading, 1, (line,), key="weak")
    weak: dict[str, list[tuple[int, str]]] = defaultdict(list)
    late: dict[str, int] = defaultdict(int)
    for year in judged:
        for unit in year.figures.weak if year.figures else ():
            weak[unit.unit_name].append((year.year, " – ".join(filter(None, (", ".join(unit.reasons), beside(unit))))))
        for row in year.figures.late if year.figures else ():
            late[row.unit_name] += 1
    lines = [
        f"{name}: " + "; ".join(_("năm %(year)s: %(why)s") % {"year": y, "why": why} for y, why in years)
        for name, years in sorted(weak.items(), key=lambda item: -len(item[1]))
    ]
    years = formats.join(year.year for year in judged)
    number = count(f"{span.first}-{span.last}:weak", _("Số đơn vị yếu"), _("đơn vị yếu"), len(weak))
    head = _("Theo số liệu năm %(years)s: %(weak)s.") % {
        "years": years,
        "weak": live(number, Form.COUNT),
    }
    return Section(heading, 1, (head, *_often_late(late)), tuple(lines), key="weak")


def _often_late(late: dict[str, int]) -> list[str]:
    often = sorted((name for name, times in late.items() if times >= OFTEN), key=lambda name: -late[name])
    if not often:
        return []
    names = sentences.listed([f"{name} ({late[name]} lần)" for name in often], _("đơn vị"))
    return [_("Nộp chậm hoặc chưa nộp từ hai lần trở lên: %(names)s.") % {"names": names}]


def awarded(span: Span, viewer: Viewer) -> list[str]:
    """Commended collectives by year and name."""
    rows = (
        Commendation.objects.visible_to(viewer)
        .filter(programme=span.programme, year__range=(span.first, span.last), status=CommendationStatus.AWARDED)
        .select_related("unit", "decision")
        .order_by("year", "unit__sort_key", "body_name")
    )
    words = _("%(name)s: %(form)s năm %(year)s (%(decision)s)")
    return [
        words % {"name": row.collective, "form": row.form, "year": row.year, "decision": row.decision} for row in rows
    ]
