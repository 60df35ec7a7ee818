"""The small HTML of composed sections: what goes in comes out, and no words are lost on the way."""

import re

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontum04.core.text import nfc_lines
from reports.documents.context_types import Align, Column, Items, Kind, Paragraph, Table
from reports.documents.live import Form, Run, marked
from reports.documents.richtext import blocks_of, clean, figures_in, html_of, replaced, text_of
from reports.documents.richtext_runs import tidy

WORDS = st.text(st.sampled_from("aăđươ ệỹ5,.%–'\"<>&;\u00a0 x"), min_size=1, max_size=12)
FIGURES = st.builds(
    lambda words, code, form, bold: Run(words.strip() or "0", bold, False, code, form),
    WORDS.filter(lambda words: words.strip(" \u00a0")),
    st.sampled_from(["help.trips", "NG03", "2017:DB03.places"]),
    st.sampled_from(Form),
    st.booleans(),
)
LINES = st.lists(st.builds(Run, WORDS, st.booleans(), st.booleans()) | FIGURES, min_size=1, max_size=5)
RUNS = LINES.map(tidy).filter(bool)


def marks(runs) -> str:
    return "".join(marked(run.figure, run.form, run.text) if run.figure else run.text for run in runs).strip()


CELLS = RUNS.map(marks)
LABELS = RUNS.map(lambda runs: "".join(tidy([Run(" ".join(run.text for run in runs))])[0].text))


@st.composite
def tables(draw) -> Table:
    width = draw(st.integers(1, 3))
    column = st.builds(
        Column, LABELS, st.just(Kind.TEXT), st.sampled_from([10, 18, 40]), align=st.sampled_from([None, Align.RIGHT])
    )
    row = st.tuples(*[st.just("") | st.sampled_from(["12 xã", "chưa có số liệu"]) | CELLS.map(one_look)] * width)
    return Table(
        tuple(draw(column) for _ in range(width)),
        tuple(draw(st.lists(row, max_size=3))),
        draw(st.none() | row),
        draw(st.just("") | LABELS),
    )


def one_look(cell: str) -> str:
    """A cell as it stands when its words were put together: spaces single over the seams."""
    [block] = blocks_of(html_of([Table((Column("x"),), ((cell,),))]))
    return block.rows[0][0]


BLOCKS = st.lists(
    st.builds(Paragraph, RUNS) | st.builds(Items, st.lists(RUNS, min_size=1, max_size=3).map(tuple), st.booleans())
    | tables(),
    max_size=4,
).map(tuple)  # fmt: skip


@given(BLOCKS)
def test_blocks_survive_the_way_to_html_and_back(blocks):
    assert blocks_of(html_of(blocks)) == blocks
    assert blocks_of(nfc_lines(html_of(blocks))) == blocks, "as the database keeps it"


TAGS = ["p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "thead", "strong", "b", "i", "span", "h2", "br", "a",
        "font", "o:p", "section", "caption", "tbody", "blockquote"]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.just('<span data-figure="NG03" data-form="text">'),
    st.text(st.sampled_from("aăđ5 &;<>\"'"), max_size=6),
)


def letters(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_html_however_broken_loses_a_word(html):
    words = nh3.clean(html, tags=set()).replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ")
    found = letters(text_of(blocks_of(html)))
    assert sorted(found) == sorted(letters(words.replace("&amp;", "&")))


@given(st.lists(PIECES, max_size=25).map("".join))
def test_cleaning_twice_changes_nothing_more(html):
    assert clean(clean(html)) == clean(html)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (
            '<p class=MsoNormal style="margin:0"><b>Kết quả:</b> <o:p></o:p>tốt</p>',
            "<p><strong>Kết quả:</strong> tốt</p>",
        ),
        ("<style>p{color:red}</style><script>alert(1)</script>chữ", "<p>chữ</p>"),
        ('<p onclick="x()">a<img src=x onerror=alert(1)></p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">bấm</a>', "<p>bấm</p>"),
        ("một<br>hai", "<p>một</p>\n<p>hai</p>"),
        ("<h2>Đề mục</h2>", "<p><strong>Đề mục</strong></p>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol><li><p>a</p><p>b</p></li></ol>", "<ol><li>a b</li></ol>"),
        ("<!--[if mso]>rác<![endif]-->giữ", "<p>giữ</p>"),
        ("5,6&nbsp;% và&nbsp; thêm", "<p>5,6&nbsp;% và thêm</p>"),
        ('<span data-figure="a b" data-form="text">9</span>', "<p>9</p>"),
        ('<span data-figure="NG03" data-form="khác">9</span>', "<p>9</p>"),
        (
            "<table><tr><td>A<td colspan=2>B<tr><td>1<td>2<td>3</table>",
            (
                '<table><thead><tr><th data-width="10">A</th><th data-width="10">B</th><th data-width="10"></th></tr>'
                "</thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>"
            ),
        ),
    ],
)
def test_what_is_pasted_becomes_the_small_html(pasted, kept):
    assert clean(pasted) == kept


def test_a_link_of_a_page_is_read_as_the_figure_it_shows():
    html = '<p>có <a class="token" href="/x" data-figure="help.trips" data-form="unit">4.800 lượt</a></p>'
    [run] = figures_in(blocks_of(html))
    assert run == Run("4.800 lượt", figure="help.trips", form=Form.UNIT)


def test_figures_are_replaced_also_in_bold_and_in_cells():
    html = (
        '<p><strong><span data-figure="a" data-form="text">1</span></strong></p>\n'
        "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>"
        '<span data-figure="a" data-form="text">1</span> xã</td></tr></tbody></table>'
    )
    changed = replaced(blocks_of(html), lambda run: Run("2", figure=run.figure))
    assert [run.text for run in figures_in(changed)] == ["2", "2"]
    assert html_of(changed) == html_of(blocks_of(html.replace(">1<", ">2<")))
    gone = replaced(blocks_of(html), lambda run: Run("2"))
    assert html_of(gone).startswith("<p><strong>2</strong></p>")
