"""What a unit's card says of its rating: points with reasons, rank, weakness, the head's word, the unit's reply."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.figure import Figure
from reports.documents import sentences
from reports.documents.context_types import Column, Kind, Table
from reports.documents.live import live
from twinning.figures.scoring.ratings import Rating


def lines(rating: Rating | None, year: int) -> Iterator[str]:
    """The rating in sentences; a programme without a scheme has only weak units and others."""
    if rating is None:
        yield _("Năm %(year)s đơn vị không được phân công, không xếp loại.") % {"year": year}
        return
    if rating.score:
        yield _scored(rating, year)
    yield _weak(rating)
    if rating.overrule:
        yield _("Trưởng ban quyết định xếp loại “%(rank)s”: %(why)s") % {
            "rank": rating.overrule.rank,
            "why": sentences.sentence(rating.overrule.reason),
        }
    if rating.reply:
        yield _("Ý kiến của đơn vị: %(text)s") % {"text": sentences.sentence(rating.reply.text)}


def _scored(rating: Rating, year: int) -> str:
    value = rating.score.value if rating.score else None
    figure = Figure("rating.score", _("Điểm xếp loại"), _("điểm"), value, 1)
    if value is None:
        return _("Điểm năm %(year)s: %(missing)s.") % {"year": year, "missing": live(figure)}
    rank = _(", xếp loại “%(rank)s”") % {"rank": rating.rule_rank} if rating.rule_rank else ""
    return _("Năm %(year)s đơn vị đạt %(score)s điểm%(rank)s.") % {"year": year, "score": live(figure), "rank": rank}


def _weak(rating: Rating) -> str:
    if not rating.reasons:
        return _("Đơn vị không thuộc diện yếu theo quy tắc của chương trình.")
    return _("Theo quy tắc của chương trình, đơn vị thuộc diện yếu vì %(reasons)s.") % {
        "reasons": formats.join(rating.reasons)
    }


def points_table(rating: Rating | None) -> Table | None:
    """Each criterion with its points and why; None where nothing is scored."""
    if rating is None or rating.score is None:
        return None
    columns = (
        Column(_("Tiêu chí"), width=36),
        Column(_("Điểm"), Kind.DECIMAL, 10),
        Column(_("Tối đa"), Kind.COUNT, 9),
        Column(_("Vì sao"), width=80),
    )
    rows = tuple((line.label, _points(line.points), line.out_of, line.why) for line in rating.score.lines)
    return Table(columns, rows)


def _points(points: Decimal | None) -> Decimal | str:
    """A criterion left out for want of figures is not judged; that is no missing number."""
    return _("không tính") if points is None else points
