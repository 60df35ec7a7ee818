"""Charts: what they say in words and numbers, and that they may stand in a page under the strict content policy."""

import re
from xml.etree import ElementTree

import pytest

from reports.documents import drawing
from reports.documents.charts import (
    Amount,
    RatePoint,
    TargetResult,
    Timeliness,
    poverty_chart,
    sources_chart,
    targets_chart,
    timeliness_chart,
)
from reports.documents.drawing import wrapped

SVG = "{http://www.w3.org/2000/svg}"
LONG_SOURCE = "Cán bộ, công chức, viên chức, người lao động đóng góp"
ALL, KEY = "Xã đặc biệt khó khăn", "Xã trọng điểm"
OLD, NEW = "QĐ 09/2011", "QĐ 59/2015"

POVERTY = [
    RatePoint(2015, ALL, 34.6, OLD),
    RatePoint(2015, KEY, 44.0, OLD),
    RatePoint(2016, ALL, 52.3, NEW),
    RatePoint(2016, KEY, None, NEW),
    RatePoint(2017, ALL, 47.1, NEW),
    RatePoint(2017, KEY, 58.2, NEW),
]
SOURCES = [Amount("Tiết kiệm kinh phí của cơ quan", 3_450_000_000), Amount(LONG_SOURCE, None), Amount("Vận động", 0)]
PERIODS = [Timeliness("Báo cáo năm", 55, 12, 5), Timeliness("Kế hoạch", 72, 0, 0)]
TARGETS = [
    TargetResult("Xã thoát diện", 22.6, 30, "22,6 % so với trên 30 %"),
    TargetResult("Xã đạt tiêu chí y tế", None, 100, "chưa có số liệu"),
    TargetResult("Thôn có chi bộ", 250, 100, "gấp hơn hai lần"),
]


def every_chart() -> dict[str, str]:
    return {
        "poverty": poverty_chart(POVERTY, title="Hộ nghèo < 2018 & trước"),
        "sources": sources_chart(SOURCES, title="Kinh phí theo nguồn"),
        "timeliness": timeliness_chart(PERIODS, title="Nộp đúng hạn"),
        "targets": targets_chart(TARGETS, title="Kết quả so với mục tiêu"),
    }


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def bars(svg: str) -> list[ElementTree.Element]:
    marks = ElementTree.fromstring(svg).iter(f"{SVG}path")  # noqa: S314
    return [mark for mark in marks if mark.get("stroke-width") == "0.5"]


@pytest.mark.parametrize("name", ["poverty", "sources", "timeliness", "targets"])
def test_a_chart_may_stand_in_a_page(name):
    svg = every_chart()[name]
    assert not re.search(r"[\s\"]style=|<style|<script|\son\w+=", svg)
    assert not re.search(r"\bid=|url\(|href=", svg), "identifiers would clash between two charts of a page"
    assert "http" not in svg.replace("http://www.w3.org/", "")


@pytest.mark.parametrize("name", ["poverty", "sources", "timeliness", "targets"])
def test_a_chart_is_an_image_with_a_title_and_a_description(name):
    root = ElementTree.fromstring(every_chart()[name])  # noqa: S314
    title, description = root[0], root[1]
    assert root.get("role") == "img"
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert description.text
    assert [element for element in root.iter() if element.get("role")] == [root]
    assert "aria-" not in ElementTree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("name", ["poverty", "sources", "timeliness", "targets"])
def test_the_font_is_named_and_nothing_is_cut(name):
    svg = every_chart()[name]
    assert set(re.findall(r'font-family="([^"]+)"', svg)) == {drawing.FONT}
    assert "…" not in svg


def test_title_is_escaped():
    assert "<title>Hộ nghèo &lt; 2018 &amp; trước</title>" in every_chart()["poverty"]


def test_names_are_never_markup():
    label = "<script>alert(1)</script> & </text><image href='x'/> \" tên dài của một nguồn kinh phí"
    svg = sources_chart([Amount(label, 1_000_000)], title=label)
    root = ElementTree.fromstring(svg)  # noqa: S314
    assert not [element for element in root.iter() if element.tag in (f"{SVG}script", f"{SVG}image")]
    assert root[0].text == label
    assert " ".join(texts(svg)[:-1]) == label


def test_poverty_prints_values_and_draws_a_gap_for_a_missing_one():
    svg = every_chart()["poverty"]
    shown = texts(svg)
    assert {"34,6", "44,0", "52,3", "47,1", "58,2", "–", "–: chưa có số liệu"} <= set(shown)
    assert len(bars(svg)) == 5
    assert "Xã trọng điểm năm 2016: chưa có số liệu (QĐ 59/2015)" in svg


def test_poverty_without_a_gap_carries_no_legend_for_one():
    shown = texts(poverty_chart([point for point in POVERTY if point.rate is not None], title="Hộ nghèo"))
    assert "–: chưa có số liệu" not in shown


def test_the_break_between_standards_is_drawn_once_for_each_change():
    assert every_chart()["poverty"].count("stroke-dasharray") == 1
    same = poverty_chart([point for point in POVERTY if point.standard == NEW], title="Hộ nghèo")
    assert same.count("stroke-dasharray") == 0
    assert OLD in texts(every_chart()["poverty"])
    assert OLD not in texts(same)


def test_sources_print_amounts_and_tell_missing_from_nothing():
    svg = every_chart()["sources"]
    shown = texts(svg)
    assert {"3,45 tỷ đồng", "chưa có số liệu", "0 đồng"} <= set(shown)
    assert len(bars(svg)) == 2
    assert " ".join(text for text in shown if text in LONG_SOURCE) == LONG_SOURCE


def test_timeliness_prints_every_count_but_no_zero():
    shown = texts(every_chart()["timeliness"])
    assert [text for text in shown if text.isdigit()] == ["55", "12", "5", "72"]
    assert {"đúng hạn", "chậm", "chưa nộp"} <= set(shown)


def test_targets_keep_their_order_and_draw_no_bar_for_a_missing_result():
    svg = every_chart()["targets"]
    names = ["Xã thoát diện", "Xã đạt tiêu chí y tế", "Thôn có chi bộ"]
    assert [text for text in texts(svg) if text in names] == names
    assert len(bars(svg)) == 2
    assert "mục tiêu" in texts(svg)


def test_a_target_of_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        targets_chart([TargetResult("Xã", 1, 0, "")], title="Mục tiêu")


@pytest.mark.parametrize("draw", [poverty_chart, sources_chart, timeliness_chart, targets_chart])
def test_a_year_without_data_still_draws(draw):
    assert draw([], title="Chưa có").startswith("<svg")


def test_equal_content_is_drawn_once(monkeypatch):
    drawn = []
    monkeypatch.setattr(
        drawing.vl_convert, "vegalite_to_svg", lambda *args, **options: drawn.append(args) or "<svg></svg>"
    )
    drawing._drawn.cache_clear()
    for count in (1, 1, 2):
        timeliness_chart([Timeliness("Kế hoạch", count, 0, 0)], title=f"Tiêu đề {count}")
    drawing._drawn.cache_clear()
    assert len(drawn) == 2


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Vận động trong tỉnh", "Vận động trong tỉnh"),
        ("Tiết kiệm kinh phí của cơ quan", "Tiết kiệm kinh phí\ncủa cơ quan"),
        ("", ""),
    ],
)
def test_long_names_are_broken_not_cut(label, expected):
    assert wrapped(label) == expected
