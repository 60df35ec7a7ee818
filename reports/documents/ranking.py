"""Rankings as SVG text: horizontal bars from the highest down, names whole, ties and missing values said.

A long ranking goes over several drawings, or shows its ends and says what lies between.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from django.utils.translation import gettext as _

from kontum04.core import formats
from reports.documents.drawing import svg, wrapped

TONE, LINE = "#c39a86", "#333333"
WIDTH = 700  # CSS pixels: the whole width of a page's text
A_PAGE = 36  # bars in one drawing
LETTER = 16  # CSS pixels of the width for each letter of a name's line: names take some two fifths
BAR, PITCH, LINE_HEIGHT = 13, 22, 13
_KEY = "\u0001"  # parts the place of a row from its name, which two rows may share


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place of a ranking. `words` is the value as printed; `value` None is not reported and takes no place."""

    label: str
    value: float | None
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    value: float | None
    words: str


def ranking_charts(items: Sequence[Ranked], *, title: str, width: int = WIDTH) -> list[str]:
    """Draw everybody, over as many drawings as it takes, all on one scale. No drawing for nobody."""
    rows, top = _rows(items), _top(items)
    pages = [rows[start : start + A_PAGE] for start in range(0, len(rows), A_PAGE)]
    return [_drawn(page, top, _page_title(title, number, len(pages)), width) for number, page in enumerate(pages, 1)]


def _page_title(title: str, number: int, pages: int) -> str:
    if pages == 1:
        return title
    return _("%(title)s (%(page)s/%(pages)s)") % {"title": title, "page": number, "pages": pages}


def ranking_ends(items: Sequence[Ranked], *, title: str, noun: str, most: int = 5, width: int = WIDTH) -> str:
    """Draw the `most` highest and the `most` lowest; a line between them says how many are not shown.

    A tie is not cut: whoever has the value of the last one shown is shown, too, or counted where there are many.
    `noun` is what is ranked ("đơn vị").
    """
    ranked = _in_order(items)
    known = [item for item in ranked if item.value is not None]
    if len(known) <= 2 * most:
        return _drawn(_rows(items), _top(items), title, width)
    values = [item.value or 0 for item in known]
    upper = sum(value >= values[most - 1] for value in values)
    lower = min(sum(value <= values[-most] for value in values), len(known) - upper)
    rows = _rows(items)
    kept = _end(rows[:upper], most, noun)
    if between := len(known) - upper - lower:
        kept.append(_remark(_("… %(count)s %(noun)s ở giữa"), between, noun))
    kept += _end(rows[len(known) - lower : len(known)], most, noun)
    if missing := len(ranked) - len(known):
        kept.append(_remark(_("%(count)s %(noun)s chưa có số liệu"), missing, noun))
    return _drawn(kept, _top(items), title, width)


def _end(rows: list[_Row], most: int, noun: str) -> list[_Row]:
    """One end of the ranking; a tie too long to draw is counted in one row of its value."""
    if len(rows) <= 2 * most:
        return rows
    values = [row.value for row in rows]
    tied = max(set(values), key=values.count)
    first, count = values.index(tied), values.count(tied)
    same = _Row(_remark(_("%(count)s %(noun)s ngang nhau"), count, noun).name, tied, rows[first].words)
    return [*rows[:first], same, *rows[first + count :]]


def _remark(words: str, count: int, noun: str) -> _Row:
    return _Row(words % {"count": formats.number(count), "noun": noun}, None, "")


def _in_order(items: Sequence[Ranked]) -> list[Ranked]:
    """From the highest down, equals as they came, the missing last."""
    return sorted(items, key=lambda item: (item.value is None, -(item.value or 0)))


def _rows(items: Sequence[Ranked]) -> list[_Row]:
    """Rows with their places: equals share one, and the next place counts them."""
    ranked = _in_order(items)
    values = [item.value for item in ranked]
    return [
        _Row(
            f"{'–' if item.value is None else values.index(item.value) + 1}. {item.label}",
            item.value,
            f"{item.words} ({item.note})" if item.note else item.words,
        )
        for item in ranked
    ]


def _top(items: Sequence[Ranked]) -> float:
    """The end of the scale, with room for the words beside the longest bar."""
    return max((item.value or 0 for item in items), default=0) * 1.5 or 1


def _drawn(rows: Sequence[_Row], top: float, title: str, width: int) -> str:
    data: list[dict[str, Any]] = [
        {
            "key": f"{at:03}{_KEY}{wrapped(row.name, width // LETTER)}",
            "value": row.value,
            "end": row.value or 0,
            "words": row.words,
        }
        for at, row in enumerate(rows)
    ]
    keys = [row["key"] for row in data]
    axis = alt.Axis(
        ticks=False,
        domain=False,
        labelLimit=width,
        labelPadding=8,
        labelExpr=f"split(split(datum.label, '{_KEY}')[1], '\\n')",
    )
    y = alt.Y("key:N", sort=keys, title=None, axis=axis, scale=alt.Scale(domain=keys))
    scale = alt.Scale(domain=[0, top])
    base = alt.Chart(alt.Data(values=data)).encode(y=y)
    chart = alt.layer(
        base.mark_bar(color=TONE, stroke=LINE, strokeWidth=0.5, height=BAR).encode(
            x=alt.X("value:Q", axis=None, scale=scale)
        ),
        base.mark_text(align="left", dx=5).encode(x=alt.X("end:Q", axis=None, scale=scale), text="words:N"),
    )
    lines = max((key.count("\n") + 1 for key in keys), default=1)
    height = max(PITCH, LINE_HEIGHT * lines + 6) * max(len(rows), 1)
    described = [f"{row.name}: {row.words}" if row.words else row.name for row in rows]
    return svg(chart.properties(height=height), width, title, described)
