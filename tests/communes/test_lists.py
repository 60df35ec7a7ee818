"""The list of communes and the rows behind a figure."""

import datetime as dt
import io
import re

import pytest
import time_machine
from openpyxl import load_workbook

from communes.models import IndicatorPart, IndicatorValue, Standard
from kontum04.accounts.choices import Role
from tests.communes.conftest import words_of
from tests.communes.test_entry import listed_communes
from tests.factories import IndicatorPartFactory, IndicatorValueFactory, UserFactory, VillageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(world, client_of):
    """The table of a list as rows of texts, its foot last."""

    def run(name: str, query: str = "", who=Role.OFFICE):
        page = client_of(who).get(world.url(name) + query)
        assert page.status_code == 200
        return page, [[words(cell) for _column, cell in row.items()] for row in page.context["table"].paginated_rows]

    return run


def words(cell) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(cell))).strip()


def exported(world, client_of, name: str, query: str = "?", who=Role.OFFICE) -> list[list]:
    answer = client_of(who).get(f"{world.url(name)}{query}&format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    header = next(index for index, row in enumerate(rows) if row[0] == "Xã")
    return rows[header + 1 :]


def test_communes_with_their_figures_each_once_whatever_its_categories(read):
    _page, rows = read("commune-list")
    assert rows == [
        ["Xã Đăk Long", "huyện Đăk Glei", "ĐBKK, Trọng điểm", "400", "180", "45,0", "5,0", "5/6"],
        ["Xã Đăk Long", "huyện Đăk Hà", "ĐBKK", "500", "100", "20,0", "10,0", "2/6"],
        [
            "Xã Đăk Nhoong",
            "huyện Đăk Glei",
            "ĐBKK",
            "300",
            "– chưa có số liệu",
            "– chưa có số liệu",
            "– chưa có số liệu",
            "1/6",
        ],
    ]


def test_the_foot_is_the_figure_of_all_rows_never_a_sum_of_rates(world, client_of):
    text = words_of(client_of(Role.OFFICE).get(world.url("commune-list")))
    assert "Cộng 3 xã" in text
    # 280 of 900 households; the fall is of the two communes that reported both years: 350/900 to 280/900
    assert "1.200 280 31,1 7,8" in text


def test_every_number_of_the_foot_leads_to_the_rows_behind_it(world, client_of):
    page = client_of(Role.OFFICE).get(world.url("commune-list")).content.decode()
    assert f'href="{world.url("indicator-list")}?part=NG01"' in page


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("-NG03_2018", ["huyện Đăk Glei", "huyện Đăk Hà", "huyện Đăk Glei"]),
        ("NG01_2018", ["huyện Đăk Glei", "huyện Đăk Hà", "huyện Đăk Glei"]),
        ("completeness", ["huyện Đăk Glei", "huyện Đăk Hà", "huyện Đăk Glei"]),
    ],
)
def test_any_figure_orders_the_list_and_missing_is_not_zero(read, sort, names):
    _page, rows = read("commune-list", f"?sort={sort}")
    assert [row[1] for row in rows] == names
    poor = [row[4] for row in rows]
    assert poor == {"-NG03_2018": ["180", "100", "– chưa có số liệu"]}.get(sort, ["– chưa có số liệu", "100", "180"])


@pytest.mark.parametrize(
    ("query", "count"),
    [("?q=dak+long", 2), ("?q=Đắk+Nhoong", 1), ("?q=không+có", 0), ("?category=KEY", 1), ("?district=OTHER", 1)],
)
def test_filters_find_without_marks_and_by_either_spelling(world, read, query, count):
    query = query.replace("KEY", str(world.key_category.pk)).replace("OTHER", str(world.places.other_district.pk))
    page = read("commune-list", query)[0] if count else None
    if count:
        assert len(page.context["table"].rows) == count
        assert f"{count} xã" in words_of(page)


def test_nothing_found_says_what_to_do(world, client_of):
    page = client_of(Role.OFFICE).get(world.url("commune-list") + "?q=zzz")
    assert "Không có dòng nào khớp với bộ lọc" in words_of(page)


def test_an_empty_scope_says_what_to_do(world, client_of):
    page = client_of("unposted").get(world.url("commune-list"))
    assert "Chưa có xã nào trong phạm vi của anh/chị" in words_of(page)
    assert "0 xã" in words_of(page)


@pytest.mark.parametrize(
    ("who", "rows"), [(Role.OFFICE, 3), (Role.MEMBER, 1), (Role.DISTRICT, 2), (Role.COMMUNE, 1), (Role.UNIT, 2)]
)
def test_figures_count_only_what_the_reader_may_see(world, read, client_of, who, rows):
    for name in ("commune-list", "indicator-list"):
        page, found = read(name, who=who)
        assert len(found) == rows
        assert f"Cộng {rows} xã" in words_of(page)
    assert len(exported(world, client_of, "commune-list", who=who)) == rows


def test_only_whoever_may_enter_is_led_to_the_fields(world, client_of):
    entry = world.url("commune-figures", pk=world.commune.pk)
    for who, is_led in ((Role.OFFICE, True), (Role.COMMUNE, True), (Role.MEMBER, False), (Role.UNIT, False)):
        assert (entry in client_of(who).get(world.url("commune-list")).content.decode()) is is_led


def test_the_export_holds_typed_numbers_and_empty_cells(world, client_of):
    rows = exported(world, client_of, "commune-list", "?sort=district")
    assert rows[0][3:7] == [400, 180, 45, 5]
    assert not any(isinstance(value, str) for value in rows[0][3:7])
    assert rows[1][4] is None


# --- The rows behind a figure -----------------------------------------------------------------------------------------


def test_who_entered_it_when_and_from_what_stands_beside_each_number(world, read):
    officer = UserFactory(display_name="Chị Cán bộ")
    poor = IndicatorValue.objects.get(part=world.parts.poor, commune=world.foreign_commune, year=world.year)
    poor.updated_by, poor.source = officer, "Biểu rà soát.xlsx"
    with time_machine.travel(dt.datetime(2018, 12, 1, 2, 30, tzinfo=dt.UTC), tick=False):
        poor.save()
    page, rows = read("indicator-list", "?part=NG01&sort=-NG01_2018")
    assert rows[1] == [
        "Xã Đăk Long", "huyện Đăk Hà", "100", "Biểu rà soát.xlsx", "Chị Cán bộ", "09:30 ngày 01/12/2018",
    ]  # fmt: skip
    assert f"/history/communes.indicatorvalue/{poor.pk}/" in page.content.decode()
    assert rows[2] == ["Xã Đăk Nhoong", "huyện Đăk Glei", "– chưa có số liệu", "", "", ""]
    assert "3 xã; 2 có số liệu" in words_of(page)
    assert "QĐ 59/2015/QĐ-TTg" in words_of(page)


def test_a_rate_shows_both_halves_and_a_change_both_years(read):
    _page, rows = read("indicator-list", "?part=NG03")
    assert rows[0][2:5] == ["180", "400", "45,0"]
    page, rows = read("indicator-list", "?part=NG04")
    assert rows[0][2:5] == ["50,0", "45,0", "5,0"]
    assert "Tỷ lệ hộ nghèo năm 2017 (%)" in words_of(page)


def test_yes_and_levels_are_words_and_the_foot_counts_them(read):
    page, rows = read("indicator-list", "?part=YT01")
    assert [row[2] for row in rows] == ["có", "– chưa có số liệu", "– chưa có số liệu"]
    assert "Cộng 3 xã 1/1" in words_of(page)


def test_what_villages_report_is_listed_by_village(world, read):
    IndicatorPart.objects.filter(code="ND01").update(at_commune=False)
    page, rows = read("indicator-list", "?part=ND01")
    assert [row[:4] for row in rows] == [
        ["Xã Đăk Long", "huyện Đăk Glei", "Thôn Đăk Ôn", "cơ bản đạt"],
        ["Xã Đăk Long", "huyện Đăk Glei", "Thôn Đăk Tu", "– chưa có số liệu"],
        ["Xã Đăk Long", "huyện Đăk Hà", "Thôn Kon Teo", "– chưa có số liệu"],
    ]
    assert "3 thôn, làng; 1 có số liệu" in words_of(page)
    assert "Cộng 3 thôn, làng" in words_of(page)


def test_a_number_made_of_villages_says_so(world, read):
    IndicatorValueFactory(
        part=world.parts.poor, commune=world.foreign_commune, village=world.places.foreign_village, value=88,
        standard=world.parts.standard,
    )  # fmt: skip
    IndicatorValue.objects.get(
        part=world.parts.poor, commune=world.foreign_commune, village=None, year=world.year
    ).delete()
    _page, rows = read("indicator-list", "?part=NG01&district=" + str(world.places.other_district.pk))
    assert rows == [["Xã Đăk Long", "huyện Đăk Hà", "88", "cộng từ các thôn", "", ""]]


def test_places_of_two_standards_name_theirs_and_are_not_summed(world, read):
    IndicatorValue.objects.filter(commune=world.foreign_commune, part=world.parts.poor).update(standard=None)
    other = IndicatorValue.objects.filter(commune=world.commune, part=world.parts.poor, year=world.year).first()
    old = Standard.objects.get(code="qd09-2011")
    IndicatorValue.objects.filter(commune=world.foreign_commune, part=world.parts.poor).update(standard=old)
    page, rows = read("indicator-list", "?part=NG01")
    assert [row[3] for row in rows[:2]] == [str(other.standard), str(old)]
    assert "Các nơi dùng chuẩn khác nhau, không cộng chung" in words_of(page)


def test_of_two_standards_in_one_place_the_one_in_force_is_the_origin(world, read):
    old = Standard.objects.get(code="qd09-2011")
    IndicatorValueFactory(part=world.parts.poor, commune=world.commune, value=70, standard=old, source="Theo chuẩn cũ")
    _page, rows = read("indicator-list", "?part=NG01")
    assert rows[0][2] == "180"
    assert "Theo chuẩn cũ" not in rows[0]


def test_without_a_choice_the_first_indicator_is_shown(read):
    page, _rows = read("indicator-list")
    assert page.context["title"] == "Tổng số hộ (hộ)"


def test_the_export_of_the_rows_behind_has_the_same_rows(world, client_of):
    rows = exported(world, client_of, "indicator-list", "?part=NG03")
    assert [row[2:5] for row in rows] == [[180, 400, 45], [100, 500, 20], [None, 300, None]]


# --- Cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [Role.OFFICE, Role.DISTRICT])
@pytest.mark.parametrize("path", ["commune-list", "indicator-list?part=NG01", "indicator-list?part=NG04"])
def test_lists_cost_the_same_for_1_3_and_70_communes(world, constant_queries, path, who):
    name, _mark, query = path.partition("?")
    constant_queries(f"{world.url(name)}?{query}", listed_communes(world), who)


def test_a_list_of_villages_costs_the_same_for_1_3_and_70(world, constant_queries):
    part = IndicatorPartFactory(at_village=True, at_commune=False)

    def make_rows(count):
        for _number in range(count):
            village = VillageFactory(commune=world.commune)
            IndicatorValueFactory(part=part, commune=world.commune, village=village)

    constant_queries(f"{world.url('indicator-list')}?part={part.code}", make_rows, Role.OFFICE)
