"""Rankings: order, ties, who is missing, who is not drawn, and names that stay whole."""

import re
from xml.etree import ElementTree

import pytest

from reports.documents import drawing
from reports.documents.ranking import A_PAGE, Ranked, ranking_charts, ranking_ends
from tests.reports.sample import LONGEST_UNIT
from tests.reports.test_charts import SVG, bars, texts

MISSING = "chưa có số liệu"
FIVE = [
    Ranked("Sở Nội vụ", 10, "10 triệu đồng"),
    Ranked("Chưa báo cáo", None, MISSING),
    Ranked(LONGEST_UNIT, 30, "30 triệu đồng", "nộp chậm 16 ngày"),
    Ranked("Tòa án", 10, "10 triệu đồng"),
    Ranked("Bưu điện", 0, "0 đồng"),
]


def described(svg: str) -> list[str]:
    return drawing.title_and_description(svg)[1].split("; ")


def many(count: int, missing: int = 0) -> list[Ranked]:
    known = [Ranked(f"Đơn vị {number}", number, f"{number} lượt") for number in range(1, count + 1)]
    return known + [Ranked(f"Thiếu {number}", None, MISSING) for number in range(missing)]


def test_from_the_highest_down_equals_share_a_place_and_the_missing_come_last():
    [svg] = ranking_charts(FIVE, title="Kinh phí")
    assert described(svg) == [
        f"1. {LONGEST_UNIT}: 30 triệu đồng (nộp chậm 16 ngày)",
        "2. Sở Nội vụ: 10 triệu đồng",
        "2. Tòa án: 10 triệu đồng",
        "4. Bưu điện: 0 đồng",
        f"–. Chưa báo cáo: {MISSING}",
    ]
    assert len(bars(svg)) == 4, "nothing reported is no bar; a bar of nothing has no length"


@pytest.mark.parametrize("width", [340, 700])
def test_long_names_stay_whole(width):
    [svg] = ranking_charts(FIVE, title="Kinh phí", width=width)
    assert f"1. {LONGEST_UNIT}" in " ".join(texts(svg))
    assert "…" not in svg


def test_72_units_go_over_drawings_of_one_scale():
    first, second = ranking_charts(many(70, missing=2), title="Lượt người")
    assert [drawing.title_and_description(svg)[0] for svg in (first, second)] == [
        "Lượt người (1/2)",
        "Lượt người (2/2)",
    ]
    assert len(described(first)) == A_PAGE == len(described(second))
    assert described(second)[0] == "37. Đơn vị 34: 34 lượt"
    lengths = [float(re.search(r"h([\d.]+)", bars(svg)[0].get("d"))[1]) for svg in (first, second)]
    assert lengths[0] / lengths[1] == pytest.approx(70 / 34, rel=0.02)


def test_nobody_is_no_drawing():
    assert ranking_charts([], title="Lượt người") == []


def test_the_ends_say_who_lies_between_and_who_is_missing():
    svg = ranking_ends(many(20, missing=3), title="Lượt người", noun="đơn vị", most=2)
    assert described(svg) == [
        "1. Đơn vị 20: 20 lượt",
        "2. Đơn vị 19: 19 lượt",
        "… 16 đơn vị ở giữa",
        "19. Đơn vị 2: 2 lượt",
        "20. Đơn vị 1: 1 lượt",
        "3 đơn vị chưa có số liệu",
    ]
    assert len(bars(svg)) == 4


def test_few_enough_are_all_drawn():
    assert len(described(ranking_ends(many(4, missing=1), title="Lượt", noun="đơn vị", most=2))) == 5


def test_the_ends_do_not_cut_a_tie():
    tied = [
        Ranked(f"Đơn vị {name}", value, str(value))
        for name, value in zip("abcdefgh", (9, 8, 8, 8, 5, 2, 2, 1), strict=True)
    ]
    lines = described(ranking_ends(tied, title="Lượt", noun="đơn vị", most=2))
    assert lines == [
        "1. Đơn vị a: 9", "2. Đơn vị b: 8", "2. Đơn vị c: 8", "2. Đơn vị d: 8", "… 1 đơn vị ở giữa",
        "6. Đơn vị f: 2", "6. Đơn vị g: 2", "8. Đơn vị h: 1",
    ]  # fmt: skip


def test_a_long_tie_is_counted():
    nothing = [Ranked(f"Không {number}", 0, "0 đồng") for number in range(30)]
    lines = described(ranking_ends([*many(10), *nothing], title="Lượt", noun="đơn vị", most=2))
    assert lines == [
        "1. Đơn vị 10: 10 lượt",
        "2. Đơn vị 9: 9 lượt",
        "… 8 đơn vị ở giữa",
        "30 đơn vị ngang nhau: 0 đồng",
    ]


def test_all_equal_are_counted_once():
    same = [Ranked(f"Đơn vị {number}", 7, "7 lượt") for number in range(30)]
    assert described(ranking_ends(same, title="Lượt", noun="đơn vị", most=2)) == ["30 đơn vị ngang nhau: 7 lượt"]


def test_two_of_one_name_are_two_rows():
    twins = [Ranked("Hội Nông dân", 2, "2 lượt"), Ranked("Hội Nông dân", 2, "2 lượt")]
    [svg] = ranking_charts(twins, title="Lượt")
    assert len(bars(svg)) == 2


def test_it_may_stand_in_a_page_and_names_are_never_markup():
    label = "<script>x</script> & \"nháy\" 'đơn' \\n"
    [svg] = ranking_charts([Ranked(label, 1, "1")], title="Lượt < 2")
    root = ElementTree.fromstring(svg)  # noqa: S314
    assert root.get("role") == "img"
    assert root[0].text == "Lượt < 2"
    assert not [element for element in root.iter() if element.tag == f"{SVG}script"]
    assert not re.search(r"[\s\"]style=|<style|\son\w+=|\bid=|href=", svg)
    assert set(re.findall(r'font-family="([^"]+)"', svg)) == {drawing.FONT}


def test_the_picture_for_word_is_the_same_drawing():
    [svg] = ranking_charts(FIVE, title="Kinh phí")
    width = int(re.search(r'width="(\d+)', svg)[1])
    header = drawing.png(svg)[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(header[16:20], "big") == width * drawing.PICTURE_SCALE
