"""The year's ranking in words: who reached which rank, the best first."""

from collections import defaultdict

from django.utils.translation import gettext as _

from kontum04.core import formats
from reports.documents.context_types import Section
from reports.figures.review import ReviewFigures
from twinning.figures.scoring.ratings import Rating


def ranking(figures: ReviewFigures) -> tuple[Section, ...]:
    """Every scored unit under the rank that stands, with its points; nothing for a programme that gives none."""
    scored = sorted((rating for rating in figures.ratings if rating.score), key=lambda rating: rating.order)
    if not scored:
        return ()
    by_rank: dict[str, list[Rating]] = defaultdict(list)
    for rating in scored:
        by_rank[rating.rank or _("Chưa đủ số liệu để xếp loại")].append(rating)
    lines = tuple(
        _("%(rank)s (%(count)s đơn vị): %(units)s")
        % {"rank": rank, "count": formats.number(len(found)), "units": "; ".join(map(_named, found))}
        for rank, found in by_rank.items()
    )
    head = _("Xếp theo điểm từ cao xuống thấp (điểm trong ngoặc; từng tiêu chí xem ở trang xếp loại của đơn vị):")
    return (Section(_("Xếp loại đơn vị"), 2, (head,), lines, key="ranking"),)


def _named(rating: Rating) -> str:
    """“Sở A (92,5)”; without a score only the name."""
    if rating.score is None or rating.score.value is None:
        return rating.unit_name
    return f"{rating.unit_name} ({rating.score.text})"
