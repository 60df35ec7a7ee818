"""Charts as SVG text: one drawing for the page, the PDF and, later, Word.

Input is plain numbers with their words; a missing value is drawn as a gap that says so, never as zero.
Tones differ in lightness and every bar carries its value, so that a black-and-white copy tells the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt
from django.utils.translation import gettext as _

from kontum04.core import formats
from reports.documents.drawing import svg, wrapped

TONES = ("#7a1414", "#c39a86", "#eadfd8")  # dark, middle, light: apart in grey, too
LINE = "#333333"
BAR = 16  # thickness of a horizontal bar
MOST = 130  # percent of a target: beyond it a bar says no more
WIDTH = 340  # of the whole drawing, in CSS pixels: half a page's text width, a little reduced when printed


@dataclass(frozen=True, slots=True)
class RatePoint:
    """Poverty rate of one series in one year, in percent, under a standard ("QĐ 59/2015"); None where not reported.
    A published rate has the qualifier of its source ("trên")."""

    year: int
    series: str
    rate: float | None
    standard: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money from one source, in đồng."""

    label: str
    dong: int | None


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How many units filed in one period on time, late and not at all."""

    label: str
    on_time: int
    late: int
    missing: int


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A result beside its target, in one unit. `words` is what is printed: "22,6 % so với trên 30 %"."""

    label: str
    result: float | None
    target: float
    words: str


def poverty_chart(points: Sequence[RatePoint], *, title: str, width: int = WIDTH) -> str:
    """Draw rates as bars grouped by year; a dashed line stands where the poverty standard changes."""
    years = sorted({point.year for point in points})
    standard = {point.year: point.standard for point in points}
    rows = [
        {
            "year": str(point.year),
            "series": point.series,
            "rate": point.rate,
            "words": f"{point.qualifier} {formats.number(point.rate, 1)}".strip() if point.rate is not None else "–",
        }
        for point in sorted(points, key=lambda point: point.year)
    ]
    series = list(dict.fromkeys(point.series for point in points))
    bars = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("year:N", title=None, scale=alt.Scale(paddingInner=0.25, paddingOuter=0.125), axis=_axis()),
        xOffset=alt.XOffset("series:N", sort=series),
    )
    top = max((point.rate for point in points if point.rate is not None), default=1.0) * 1.25
    height = alt.Y(
        "rate:Q",
        title=None,
        scale=alt.Scale(domain=[0, top]),
        axis=alt.Axis(tickCount=4, grid=False, labelExpr="datum.label + ' %'"),
    )
    layers: list[Any] = [
        bars.mark_bar(stroke=LINE, strokeWidth=0.5).encode(y=height, color=_tones("series", series)),
        bars.mark_text(dy=-6, fontSize=10)
        .encode(y=alt.Y("value:Q"), text="words:N")
        .transform_calculate(value="isValid(datum.rate) ? datum.rate : 0"),
    ]
    runs = _runs([standard[year] for year in years])
    for start, end in runs:
        layers.append(_note(standard[years[start]], share=(start + end) / 2 / len(years)))
    for _start, end in runs[:-1]:
        layers.append(_break_line(share=end / len(years)))
    described = [
        _("%(series)s năm %(year)s: %(rate)s (%(standard)s)")
        % {
            "series": p.series,
            "year": p.year,
            "rate": f"{p.qualifier} {formats.percent(p.rate)}".strip(),
            "standard": p.standard,
        }
        for p in points
    ]
    drawn = alt.layer(*layers).properties(height=200)
    if any(point.rate is None for point in points):
        words = _("–: %(missing)s") % {"missing": formats.MISSING}
        drawn = drawn.properties(
            title=alt.Title(words, orient="bottom", anchor="end", fontSize=10, fontWeight="normal")
        )
    return svg(drawn, width, title, described)


def sources_chart(amounts: Sequence[Amount], *, title: str, width: int = WIDTH) -> str:
    """Draw money by source as horizontal bars, each with its amount in words."""
    rows = [
        {"label": wrapped(item.label), "dong": item.dong, "words": formats.money_short(item.dong)} for item in amounts
    ]
    # Room for the amount in words to the right of the longest bar.
    top = max((item.dong or 0 for item in amounts), default=0) * 1.6 or 1
    scale = alt.Scale(domain=[0, top])
    base = alt.Chart(alt.Data(values=rows)).encode(y=_names(rows))
    chart = alt.layer(
        base.mark_bar(color=TONES[1], stroke=LINE, strokeWidth=0.5, height=BAR).encode(
            x=alt.X("dong:Q", axis=None, scale=scale)
        ),
        base.mark_text(align="left", dx=5)
        .transform_calculate(end="isValid(datum.dong) ? datum.dong : 0")
        .encode(x=alt.X("end:Q", axis=None, scale=scale), text="words:N"),
    )
    described = [f"{item.label}: {formats.money_short(item.dong)}" for item in amounts]
    return svg(chart.properties(height=_rows_height(rows)), width, title, described)


def timeliness_chart(periods: Sequence[Timeliness], *, title: str, width: int = WIDTH) -> str:
    """Draw one stacked bar a period: filed on time, filed late, not filed."""
    states = (_("đúng hạn"), _("chậm"), _("chưa nộp"))
    rows: list[dict[str, Any]] = []
    for period in periods:
        start = 0
        for order, count in enumerate((period.on_time, period.late, period.missing)):
            if count:
                row = {"label": wrapped(period.label), "state": states[order], "from": start, "to": start + count}
                rows.append(row | {"middle": start + count / 2, "count": formats.number(count), "dark": order == 2})
            start += count
    base = alt.Chart(alt.Data(values=rows)).encode(y=_names(rows))
    chart = alt.layer(
        base.mark_bar(stroke=LINE, strokeWidth=0.5, height=BAR).encode(
            x=alt.X("from:Q", axis=None), x2="to:Q", color=_tones("state", states, TONES[::-1])
        ),
        base.mark_text().encode(
            x="middle:Q",
            text="count:N",
            color=alt.condition("datum.dark", alt.value("white"), alt.value("black")),
        ),
    )
    described = [
        _("%(period)s: %(on_time)s đúng hạn, %(late)s chậm, %(missing)s chưa nộp")
        % {"period": p.label, "on_time": p.on_time, "late": p.late, "missing": p.missing}
        for p in periods
    ]
    return svg(chart.properties(height=_rows_height(rows)), width, title, described)


def targets_chart(results: Sequence[TargetResult], *, title: str, width: int = WIDTH) -> str:
    """Draw each result as a share of its target; the dashed line is the target itself.

    Raise ZeroDivisionError for a target of zero, which has no share.
    """
    rows = [
        {
            "label": wrapped(r.label),
            "share": None if r.result is None else min(r.result / r.target * 100, MOST),
            "words": r.words,
        }
        for r in results
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(y=_names(rows))
    goal = alt.Chart(alt.Data(values=[{"share": 100, "words": _("mục tiêu")}]))
    scale = alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, MOST]))
    chart = alt.layer(
        base.mark_bar(color=TONES[1], stroke=LINE, strokeWidth=0.5, height=BAR, yOffset=8).encode(x=scale),
        base.mark_text(align="left", dx=2, dy=-9, fontSize=11).encode(x=alt.value(0), text="words:N"),
        goal.mark_rule(strokeDash=[4, 3], color=LINE).encode(x=scale),
        goal.mark_text(dy=-6, fontSize=10, fontStyle="italic").encode(x=scale, y=alt.value(0), text="words:N"),
    )
    described = [f"{r.label}: {r.words}" for r in results]
    return svg(chart.properties(height=_rows_height(rows, least=44)), width, title, described)


def _axis() -> alt.Axis:
    return alt.Axis(labelAngle=0, ticks=False, domainColor=LINE)


def _names(rows: Sequence[dict[str, Any]]) -> alt.Y:
    """Return a vertical axis of whole names: broken into lines, never cut."""
    axis = alt.Axis(ticks=False, domain=False, labelLimit=400, labelExpr="split(datum.label, '\\n')", labelPadding=8)
    # Named in order: a layer without the missing row would move it to the end.
    labels = list(dict.fromkeys(row["label"] for row in rows))
    return alt.Y("label:N", sort=labels, title=None, axis=axis, scale=alt.Scale(domain=labels))


def _tones(field: str, values: Sequence[str], tones: Sequence[str] = TONES) -> alt.Color:
    legend = alt.Legend(title=None, orient="bottom", symbolType="square", labelLimit=300)
    scale = alt.Scale(domain=list(values), range=list(tones[: len(values)]))
    return alt.Color(f"{field}:N", sort=None, scale=scale, legend=legend)


def _note(standard: str, *, share: float) -> alt.Chart:
    """Return the words naming a poverty standard, above the years it was used in; `share` of the width."""
    return (
        alt.Chart(alt.Data(values=[{"words": standard}]))
        .mark_text(baseline="top", fontStyle="italic", fontSize=10)
        .encode(x=_at(share), y=alt.value(0), text="words:N")
    )


def _at(share: float) -> Any:
    return alt.value(alt.expr(f"width * {share:.4f}"))


def _break_line(*, share: float) -> alt.Chart:
    return (
        alt.Chart(alt.Data(values=[{}]))
        .mark_rule(strokeDash=[4, 3], color=LINE)
        .encode(x=_at(share), y=alt.value(0), y2=alt.value(200))
    )


def _runs(values: Sequence[str]) -> list[tuple[int, int]]:
    """Return start and end of each run of equal values; none for no values."""
    if not values:
        return []
    cuts = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(values)) if a != b), len(values)]
    return list(pairwise(cuts))


def _rows_height(rows: Sequence[dict[str, Any]], least: int = 30) -> int:
    """Return the height of a chart with one row a name: the longest name sets the pitch."""
    labels = {row["label"] for row in rows}
    lines = max((label.count("\n") + 1 for label in labels), default=1)
    return max(least, 13 * lines + 10) * max(len(labels), 1)
