"""The published figures beside those the portal computes: each with its source, none forced to agree."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from communes.models import PublishedFigure
from kontum04.core import formats
from reports.documents import sentences
from reports.documents.context_types import Column, Kind, Section, Table
from reports.documents.live import Form, wording
from reports.figures.published import published_figure

_SOURCE_FILE = re.compile(r"(\d{3})_\w+\.txt$")


def published_section(rows: Sequence[PublishedFigure]) -> tuple[Section, ...]:
    """One section with what sources published; none where nothing was."""
    if not rows:
        return ()
    columns = (
        Column(_("Năm"), Kind.TEXT, 9),
        Column(_("Số liệu"), width=34),
        Column(_("Đã công bố"), width=18),
        Column(_("Nguồn"), width=26),
        Column(_("Ghi chú"), width=24),
    )
    table = Table(
        columns, tuple((str(row.year), row.label, published_words(row), _source(row), row.note) for row in rows)
    )
    line = _("Số liệu do các nguồn công bố, giữ nguyên cách ghi của nguồn; không dùng để cộng hay trừ.")
    return (Section(_("SỐ LIỆU ĐÃ CÔNG BỐ"), 1, (line,), table=table, key="published"),)


def _source(row: PublishedFigure) -> str:
    """The documents the portal was built from are named by their number, others as they are."""
    file = _SOURCE_FILE.match(row.source)
    return _("Tài liệu nguồn %(number)s") % {"number": file[1]} if file else row.source


def published_words(row: PublishedFigure) -> str:
    """“hơn 8 tỷ đồng”, “118/409 thôn, làng”."""
    figure = published_figure(row)
    words = wording(figure, Form.UNIT)
    if row.numerator is not None and row.denominator is not None:
        words = f"{formats.number(row.numerator)}/{formats.number(row.denominator)} {row.unit}"
    return sentences.qualified(words, row.qualifier)
