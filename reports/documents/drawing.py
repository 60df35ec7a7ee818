"""From an altair chart to SVG text and a picture: Tinos by name, no network, alternative text, each drawn once."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape
from math import ceil
from textwrap import wrap

import altair as alt
import vl_convert

_TEXT_OF_LINES = re.compile(r"<text([^>]*)>((?:<tspan[^>]*>[^<]*</tspan>)+)</text>")
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_WORDS = re.compile("<title>(.*?)</title><desc>(.*?)</desc>", re.DOTALL)
_LINE = re.compile(r'<tspan(?: x="0" dy="([\d.]+)")?>([^<]*)</tspan>')
NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]}
FONT = "Tinos, Times New Roman, serif"
LOOK = {
    "font": FONT,
    "background": "white",
    "view": {"continuousWidth": 300, "continuousHeight": 300, "stroke": None},
    "axis": {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
    "legend": {"labelFontSize": 11},
    "text": {"fontSize": 11},
}
"""How every chart looks; put in as data, since altair copies the whole chart for each word of it."""
PICTURE_SCALE = 3  # about 300 dots an inch where a chart is as wide as half a page


def wrapped(label: str, limit: int = 26) -> str:
    """Break a long name into lines of about equal length, a few characters over `limit` at most."""
    lines = ceil(len(label) / limit)
    return "\n".join(wrap(label, ceil(len(label) / max(lines, 1)) + 4, break_long_words=False))


def svg(chart: alt.LayerChart | alt.FacetChart, width: int, title: str, described: Sequence[str]) -> str:
    """Draw a chart and give it its alternative text."""
    sized = chart.properties(width=width, autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    # Unvalidated: checking our own specification costs as much as making it, and a wrong one fails in the drawing.
    specification = sized.to_dict(validate=False)
    specification["config"] = LOOK
    drawn = _drawn(json.dumps(specification, sort_keys=True))
    # The image is described as a whole; Vega's own remarks on its groups are in English.
    plain = _ROLES.sub("", drawn)
    head, rest = _TEXT_OF_LINES.sub(_separate_lines, plain).split(">", 1)
    words = f"<title>{escape(title)}</title><desc>{escape('; '.join(described))}</desc>"
    return f'{head} role="img">{words}{rest}'


def _separate_lines(text: re.Match[str]) -> str:
    """Turn one text of several lines into several texts: WeasyPrint aligns all lines by the first one's anchor."""
    attributes, spans = text.groups()
    lines = _LINE.findall(spans)
    # Vega hangs the further lines of a name below its middle; a name beside a bar stands centred on it.
    y = -sum(float(step or 0) for step, _words in lines) / 2 if 'text-anchor="end"' in attributes else 0.0
    result = []
    for step, words in lines:
        y += float(step or 0)
        result.append(f'<text{attributes} y="{y:g}">{words}</text>')
    return "".join(result)


@lru_cache(maxsize=256)
def _drawn(specification: str) -> str:
    """Return the SVG of a specification. Equal content is drawn once: a chart costs some 66 ms, the first 0,6 s."""
    return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[], format_locale=NUMBERS))


@lru_cache(maxsize=64)
def png(drawn: str) -> bytes:
    """Return a drawing of `svg` as a picture."""
    return bytes(vl_convert.svg_to_png(drawn, scale=PICTURE_SCALE))


def title_and_description(drawn: str) -> tuple[str, str]:
    """Return the alternative text that `svg` gave a drawing; empty words for a drawing of somebody else."""
    found = _WORDS.search(drawn)
    return (unescape(found[1]), unescape(found[2])) if found else ("", "")
