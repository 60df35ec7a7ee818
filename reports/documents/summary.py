"""The two pages for the leadership: headline figures, four charts, and who is late or weak."""

from django.utils.translation import gettext as _

from kontum04.core import formats
from reports.documents import sentences
from reports.documents.context_types import Highlight, Section
from reports.documents.review import MOST_NAMED
from reports.figures.headline import headline
from reports.figures.review import ReviewFigures

HIGHLIGHTS = ("NG04", "help.trips", "help.money_total", "DB03")


def highlights(figures: ReviewFigures) -> tuple[Highlight, ...]:
    """Four figures in large type."""
    known = {figure.code: figure for figure in headline(figures)}
    return tuple(Highlight(known[code].text_with_unit, known[code].label) for code in HIGHLIGHTS if code in known)


def summary_sections(figures: ReviewFigures) -> tuple[Section, ...]:
    """Targets in one line each, then the weak and the late by name."""
    targets = tuple(
        f"{target.label}: {target.result.text_with_unit} ({_('đặt ra')} {target.goal}) – {target.verdict}"
        for target in figures.targets
    )
    weak = tuple(f"{unit.unit_name}: {'; '.join(unit.reasons)}" for unit in figures.weak)
    late_names = list(dict.fromkeys(row.unit_name for row in figures.late))
    late = _("Nộp chậm hoặc chưa nộp trong năm: %(units)s.") % {
        "units": sentences.named(late_names, _("đơn vị"), MOST_NAMED)
    }
    figures_line = "; ".join(f"{figure.label.lower()}: {figure.text_with_unit}" for figure in headline(figures))
    return (
        Section(_("Số liệu chính"), 1, (sentences.sentence(figures_line),)),
        Section(_("Mục tiêu và kết quả"), 1, bullets=targets or (str(formats.MISSING),)),
        Section(_("Đơn vị yếu"), 1, bullets=weak or (_("không có đơn vị nào"),)),
        Section(_("Chấp hành chế độ báo cáo"), 1, (late,)),
    )
