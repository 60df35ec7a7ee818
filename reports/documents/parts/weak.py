"""Weak units by name: why, what the head ruled otherwise, and what the unit says to it (its right of reply)."""

from django.utils.translation import gettext as _

from reports.documents import sentences
from reports.documents.context_types import Section
from reports.documents.live import Form, live
from reports.figures.review import ReviewFigures
from twinning.figures.weakness import WeakUnit


def weak(figures: ReviewFigures) -> Section:
    """The weak units, then those that the rules name and the head does not."""
    heading = _("Đơn vị yếu")
    if not figures.weak:
        none = _("Không có đơn vị yếu theo quy tắc của chương trình.")
        if figures.cleared:
            none = _("Không có đơn vị nào bị xếp yếu.")
        paragraphs = [none if figures.obligations else _("Chưa có số liệu để xác định đơn vị yếu.")]
    else:
        number = live(figures.figure("filing.weak_units"), Form.UNIT)
        paragraphs = [_("%(units)s được nêu tên để chỉ đạo khắc phục:") % {"units": number}]
    lines = [*map(weak_line, figures.weak), *(_cleared_line(unit) for unit in figures.cleared)]
    return Section(heading, 2, tuple(paragraphs), tuple(lines), key="weak")


def weak_line(unit: WeakUnit) -> str:
    """“Sở A: chưa nộp báo cáo năm, trễ 20 ngày. Ý kiến của đơn vị: …”."""
    said = beside(unit)
    reasons = "; ".join(unit.reasons)
    if not said:
        return f"{unit.unit_name}: {reasons}"
    return f"{unit.unit_name}: {reasons}. {said}" if reasons else f"{unit.unit_name}: {said}"


def beside(unit: WeakUnit) -> str:
    """The head's word and the unit's reply in sentences; empty where nobody added anything."""
    parts = []
    if unit.ruling:
        parts.append(_("Trưởng ban kết luận: %(ruling)s.") % {"ruling": unit.ruling})
    if unit.reply:
        parts.append(_("Ý kiến của đơn vị: %(text)s") % {"text": sentences.sentence(unit.reply)})
    return " ".join(parts)


def _cleared_line(unit: WeakUnit) -> str:
    return _("Không xếp yếu: %(unit)s") % {"unit": weak_line(unit)}
