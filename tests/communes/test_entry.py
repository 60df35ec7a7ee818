"""Entering figures: one commune, its villages, the year's grid; errors apart from warnings, nothing lost."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from communes.choices import Aggregation, PartKind, Severity
from communes.models import IndicatorValue, Standard, YearNote
from communes.services.values import ValueChange, save_values
from kontum04.accounts.choices import Role
from tests.communes.conftest import words_of
from tests.factories import (
    CommuneFactory,
    DesignationFactory,
    IndicatorFactory,
    IndicatorPartFactory,
    IndicatorValueFactory,
    MembershipFactory,
    ProgrammeYearFactory,
    ValidationRuleFactory,
    VillageFactory,
    YearNoteFactory,
)
from tests.twinning.pages import dump, fields_of

pytestmark = pytest.mark.django_db

YEAR = 2018


def cell(commune, code: str) -> str:
    return f"c{commune.pk}-{code}"


@pytest.fixture
def form(world, open_form):
    return open_form("commune-figures", Role.COMMUNE, pk=world.commune.pk)


@pytest.fixture
def stored(world):
    """The commune's own number of a part in the year."""

    def value(code, commune=world.commune, village=None):
        rows = IndicatorValue.objects.filter(part__code=code, commune=commune, village=village, year=YEAR)
        return rows.values_list("value", flat=True).first()

    return value


# --- One commune ------------------------------------------------------------------------------------------------------


def test_last_year_stands_beside_each_field(form):
    text = words_of(form.page)
    assert "2017" in text
    assert "Hộ nghèo hộ 200" in text
    assert form.fields[next(name for name in form.fields if name.endswith("-NG01"))] == "180"


def test_older_years_stand_there_when_anything_was_reported(world, open_form):
    form = open_form("commune-figures", pk=world.commune.pk)
    assert '<th scope="col" class="num">2016</th>' not in form.page.content.decode()
    IndicatorValueFactory(part=world.parts.households, commune=world.commune, year=2016, value=390)
    form = open_form("commune-figures", pk=world.commune.pk)
    assert '<th scope="col" class="num">2016</th>' in form.page.content.decode()
    assert "Tổng số hộ hộ 390 400" in words_of(form.page)


def test_a_number_of_another_standard_is_marked_as_not_comparable(world, client_of):
    ProgrammeYearFactory(programme=world.programme, year=2016)
    old = Standard.objects.get(code="qd09-2011")
    IndicatorValueFactory(part=world.parts.poor, commune=world.commune, year=2015, value=77, standard=old)
    url = world.url("commune-figures", pk=world.commune.pk).replace("/2018/", "/2016/")
    page = client_of(Role.OFFICE).get(url)
    assert "* Năm đó đo bằng chuẩn khác, không so sánh với năm nay." in words_of(page)
    assert "Hộ nghèo hộ 77 *" in words_of(page)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("400", 400), ("1.000", 1000), ("1 000", 1000), ("20000", 20000), ("0", 0), (" 5 ", 5), ("", None), ("-", None)],
)
def test_numbers_as_people_type_them(world, form, stored, typed, value):
    assert form.send(**{cell(world.commune, "DC03"): typed}).status_code == 302
    assert stored("DC03") == value


def test_a_saved_page_stays_where_it_was_and_says_how_much_was_saved(world, form, client_of):
    response = form.send(**{cell(world.commune, "NG01"): "170", cell(world.commune, "YT01"): "0"})
    assert response.url == form.url
    assert "Đã lưu 2 số liệu." in words_of(form.client.get(response.url))


def test_history_says_who_entered_it_and_from_where(world, form):
    form.send(**{cell(world.commune, "NG01"): "170"})
    row = IndicatorValue.history.latest()
    assert (row.history_user, row.history_change_reason) == (world.people.commune, "Nhập trên trang")
    assert row.instance.source == "Nhập trên trang"


def test_sending_the_page_as_it_stands_changes_nothing(world, open_form):
    for name, kwargs in (
        ("commune-figures", {"pk": world.commune.pk}),
        ("village-figures", {"pk": world.commune.pk}),
        ("year-grid", {}),
    ):
        form = open_form(name, **kwargs)
        before = dump()
        response = form.send()
        assert response.status_code == 302
        assert dump() == before
        assert "Không có gì thay đổi." in words_of(form.client.get(response.url))


def test_a_double_click_saves_once(world, form):
    changes = {cell(world.commune, "NG01"): "170"}
    assert form.send(**changes).status_code == 302
    before = dump()
    assert form.send(**changes).status_code == 302
    assert dump() == before


def test_computed_rates_stand_among_their_parts(world, form):
    assert "Tỷ lệ hộ nghèo % 50,0 % 45,0 %" in words_of(form.page)
    assert "Mức giảm tỷ lệ hộ nghèo điểm % – chưa có số liệu 5,0" in words_of(form.page)


# --- Errors and warnings ----------------------------------------------------------------------------------------------


def test_an_error_refuses_the_save_beside_its_field_and_keeps_what_was_typed(world, form, stored):
    response = form.send(**{cell(world.commune, "NG01"): "450", cell(world.commune, "DC03"): "2.000"})
    assert response.status_code == 422
    assert "Chưa lưu được, hãy sửa các chỗ sau" in words_of(response)
    page = response.content.decode()
    assert f'href="#id_{cell(world.commune, "NG01")}"' in page
    assert f'id="note-id_{cell(world.commune, "NG01")}"' in page
    assert 'value="450"' in page
    assert 'value="2.000"' in page
    assert (stored("NG01"), stored("DC03")) == (180, 1900)


def test_all_errors_are_told_at_once(world, form):
    response = form.send(
        **{
            cell(world.commune, "NG01"): "nhiều",
            cell(world.commune, "DC01"): "12.5",
            cell(world.commune, "TN01"): "1,2345",
        }
    )
    text = words_of(response)
    assert "“nhiều” không phải là số" in text
    assert "hãy viết 12,5" in text
    assert "chỉ giữ 3 chữ số sau dấu phẩy" in text


def test_a_warning_is_told_apart_and_does_not_refuse(world, open_form, stored):
    ValidationRuleFactory(
        indicator=world.parts.poor.indicator, left="NG01", comparator="=", right="NG01@-1",
        severity=Severity.WARNING, message="Hộ nghèo khác năm trước.",
    )  # fmt: skip
    form = open_form("commune-figures", pk=world.commune.pk)
    assert "1 ô nên xem lại" in words_of(form.page)
    assert form.send(**{cell(world.commune, "NG01"): "150"}).status_code == 302
    assert stored("NG01") == 150
    refused = form.send(**{cell(world.commune, "NG01"): "999"})
    text = words_of(refused)
    assert text.index("Chưa lưu được") < text.index("1 ô nên xem lại") < text.index("Hộ nghèo khác năm trước.")


def test_a_rule_is_not_applied_across_two_standards(world, client_of, open_form):
    """Last year's poor households were counted by another standard: escaping ones cannot be held against them."""
    escaped = IndicatorPartFactory(indicator__code="NG05", label="Hộ thoát nghèo", standard_family="ngheo")
    ValidationRuleFactory(indicator=escaped.indicator, left="NG05", right="NG01@-1", message="Thoát nhiều hơn nghèo.")
    name = cell(world.commune, "NG05")
    form = open_form("commune-figures", pk=world.commune.pk)
    assert "Thoát nhiều hơn nghèo." in words_of(form.send(**{name: "201"}))
    old = Standard.objects.get(code="qd09-2011")
    IndicatorValue.objects.filter(part=world.parts.poor, year=YEAR - 1).update(standard=old)
    assert form.send(**{name: "201"}).status_code == 302


def test_what_was_wrong_before_is_shown_but_keeps_nobody_from_saving_something_else(world, open_form, stored):
    IndicatorValue.objects.filter(part=world.parts.poor, commune=world.commune, year=YEAR).update(value=999)
    form = open_form("commune-figures", pk=world.commune.pk)
    assert "1 ô sai" in words_of(form.page)
    assert form.send(**{cell(world.commune, "YT01"): "0"}).status_code == 302
    assert form.send(**{cell(world.commune, "NG01"): "998"}).status_code == 422
    assert (stored("YT01"), stored("NG01")) == (0, 999)


def test_villages_that_do_not_add_up_are_a_warning(world, open_form):
    for village, poor in ((world.places.village, 100), (world.places.second_village, 79)):
        IndicatorValueFactory(
            part=world.parts.poor, commune=world.commune, village=village, value=poor, standard=world.parts.standard
        )
    form = open_form("commune-figures", pk=world.commune.pk)
    assert "cộng các thôn là 179, xã ghi 180." in words_of(form.page)
    assert form.send(**{cell(world.commune, "NG01"): "179"}).status_code == 302


def test_where_the_commune_gives_none_the_villages_sum_is_offered_and_is_no_hole(world, open_form):
    households = world.parts.households
    for village in (world.places.village, world.places.second_village):
        IndicatorValueFactory(part=households, commune=world.commune, village=village, value=199)
    before = words_of(open_form("commune-figures", pk=world.commune.pk).page)
    IndicatorValue.objects.get(part=households, commune=world.commune, village=None, year=YEAR).delete()
    page = open_form("commune-figures", pk=world.commune.pk).page
    assert 'placeholder="398"' in page.content.decode()
    assert "Còn trống 1 trên 6 ô" in before
    assert "Còn trống 1 trên 6 ô" in words_of(page)


# --- Two open edits ---------------------------------------------------------------------------------------------------


@pytest.fixture
def meanwhile(world):
    """The district changes the commune's poor households to 150 while the page is open."""

    def run(value=Decimal(150)):
        with time_machine.travel(dt.datetime(2018, 11, 30, 7, 5, tzinfo=dt.UTC), tick=False):
            change = ValueChange(world.parts.poor, world.commune, value)
            save_values(year=YEAR, changes=[change], by=world.people.district, source="Tệp của huyện")

    return run


def test_two_open_edits_are_told_with_both_numbers_and_nothing_is_lost(world, form, stored, meanwhile):
    meanwhile()
    response = form.send(**{cell(world.commune, "NG01"): "170", cell(world.commune, "DC03"): "2.000"})
    assert response.status_code == 409
    text = words_of(response)
    assert "Người khác vừa lưu, chưa ghi đè lên số của họ" in text
    assert "Tài khoản district đã lưu “150” lúc 14:05 ngày 30/11/2018; anh/chị nhập “170”." in text
    assert 'value="170"' in response.content.decode()
    assert 'value="2.000"' in response.content.decode()
    assert (stored("NG01"), stored("DC03")) == (150, 1900)


def test_saving_once_more_knowing_it_keeps_ones_own_number(world, form, stored, meanwhile):
    meanwhile()
    told = form.send(**{cell(world.commune, "NG01"): "170", cell(world.commune, "DC03"): "2.000"})
    assert form.send_exactly(fields_of(told, "entry-form")).status_code == 302
    assert (stored("NG01"), stored("DC03")) == (170, 2000)


def test_an_edit_elsewhere_on_the_page_is_no_conflict_and_is_not_undone(world, form, stored, meanwhile):
    meanwhile()
    assert form.send(**{cell(world.commune, "DC03"): "2.000"}).status_code == 302
    assert (stored("NG01"), stored("DC03")) == (150, 2000)


def test_a_number_removed_meanwhile_is_told(world, form, stored, meanwhile):
    meanwhile(None)
    response = form.send(**{cell(world.commune, "NG01"): "170"})
    assert response.status_code == 409
    assert "đã lưu “chưa có số liệu” lúc 14:05 ngày 30/11/2018; anh/chị nhập “170”." in words_of(response)


def test_an_error_page_after_a_change_elsewhere_shows_the_present_number(world, form, meanwhile):
    meanwhile()
    response = form.send(**{cell(world.commune, "DC03"): "nhiều"})
    assert response.status_code == 422
    assert f'name="{cell(world.commune, "NG01")}" value="150"' in response.content.decode()


# --- The commune's word -----------------------------------------------------------------------------------------------


def test_the_note_is_saved_with_the_numbers(world, form):
    form.send(**{cell(world.commune, "NG01"): "170", "note": "Bảy hộ chuyển đi."})
    assert YearNote.objects.get().text == "Bảy hộ chuyển đi."
    assert YearNote.history.latest().history_user == world.people.commune


def test_a_note_alone_is_saved_and_told(form):
    assert "Đã lưu giải trình." in words_of(form.client.get(form.send(note="Đúng.").url))


def test_a_note_changed_meanwhile_is_told_and_keeps_the_numbers_from_being_saved(world, form, stored):
    YearNoteFactory(commune=world.commune, year=YEAR, text="Của huyện.")
    response = form.send(**{cell(world.commune, "NG01"): "170", "note": "Của xã."})
    assert response.status_code == 409
    assert "Người khác vừa ghi: “Của huyện.”" in words_of(response)
    assert "Của xã." in words_of(response)
    assert stored("NG01") == 180
    assert form.send_exactly(fields_of(response, "entry-form")).status_code == 302
    assert (YearNote.objects.get().text, stored("NG01")) == ("Của xã.", 170)


# --- Villages and the year's grid -------------------------------------------------------------------------------------


def test_villages_are_entered_below_each_other(world, open_form, stored):
    form = open_form("village-figures", Role.COMMUNE, pk=world.commune.pk)
    village = world.places.second_village
    assert form.send(**{f"v{village.pk}-NG01": "12", f"v{village.pk}-ND01": "2"}).status_code == 302
    assert stored("NG01", village=village) == 12
    assert stored("ND01", village=village) == 2
    assert stored("NG01") == 180


def test_a_village_that_is_no_more_is_not_asked(world, open_form):
    gone = VillageFactory(commune=world.commune, name="Cũ", valid_to=dt.date(YEAR, 6, 30))
    form = open_form("village-figures", pk=world.commune.pk)
    assert f"v{gone.pk}-NG01" not in form.fields
    assert "2 thôn, làng" in words_of(form.page)


def test_a_commune_without_villages_says_what_to_do(world, client_of):
    page = client_of(Role.OFFICE).get(world.url("village-figures", pk=world.places.second_commune.pk))
    assert "Xã chưa có thôn, làng nào" in words_of(page)
    assert "Lưu" not in words_of(page).split("Xã chưa có")[0].split("Số liệu thôn, làng")[-1]


def test_the_grid_shows_the_programmes_communes_each_once_by_district(world, open_form):
    form = open_form("year-grid")
    text = words_of(form.page)
    assert "3 xã; còn trống" in text
    places = world.places
    for commune in (places.commune, places.second_commune, places.foreign_commune):
        assert cell(commune, "NG01") in form.fields
    assert text.count("Xã Đăk Long huyện Đăk Glei") == 1, "two categories, one row"
    assert text.count("Xã Đăk Long huyện Đăk Hà") == 1


def test_holes_are_counted_and_marked(world, open_form):
    form = open_form("year-grid", query="?part=NG01")
    assert "3 xã; còn trống 1 trên 3 ô" in words_of(form.page)
    assert form.page.content.decode().count('placeholder="–"') == 3


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?part=DC03", {"DC03"}),
        ("?part=YT01&part=DC01", {"DC01", "YT01"}),
        ("?part=KHONG", {"DC01", "DC03", "NG01", "YT01", "ND01", "TN01"}),
        ("?part=NG03", {"DC01", "DC03", "NG01", "YT01", "ND01", "TN01"}),
        ("", {"DC01", "NG01"}),
    ],
)
def test_parts_of_the_grid_are_chosen_in_the_address(open_form, query, codes):
    form = open_form("year-grid", query=query)
    assert {name.partition("-")[2] for name in form.fields if name.startswith("c")} == codes


def test_the_grid_saves_many_communes_at_once_or_none(world, open_form, stored):
    places = world.places
    form = open_form("year-grid")
    bad = {cell(world.commune, "NG01"): "170", cell(places.second_commune, "NG01"): "301"}
    assert form.send(**bad).status_code == 422
    assert stored("NG01") == 180
    good = bad | {cell(places.second_commune, "NG01"): "299"}
    assert form.send(**good).status_code == 302
    assert (stored("NG01"), stored("NG01", places.second_commune)) == (170, 299)


def test_the_grid_names_namesakes_with_their_district(world, open_form):
    form = open_form("year-grid")
    text = words_of(form.send(**{cell(world.foreign_commune, "NG01"): "501"}))
    assert "Xã Đăk Long (huyện Đăk Hà), Hộ nghèo : Số hộ nghèo không được lớn hơn tổng số hộ." in text


def test_a_hidden_column_is_checked_with_the_shown_ones(world, open_form):
    """Only households are on the page; they may not fall below the poor households that are not."""
    form = open_form("year-grid", query="?part=DC01")
    response = form.send(**{cell(world.commune, "DC01"): "150"})
    assert response.status_code == 422
    assert f'id="note-id_{cell(world.commune, "DC01")}"' in response.content.decode()


# --- Whose figures ----------------------------------------------------------------------------------------------------


def test_a_commune_officer_sees_own_commune_only_in_the_grid(world, open_form):
    form = open_form("year-grid", Role.COMMUNE)
    assert {name.partition("-")[0] for name in form.fields if name.startswith("c")} == {f"c{world.commune.pk}"}


def test_a_foreign_commune_cannot_be_slipped_into_the_grid(world, open_form):
    form = open_form("year-grid", Role.COMMUNE)
    before = dump()
    form.send(**{cell(world.foreign_commune, "NG01"): "1", f"seen-c{world.foreign_commune.pk}": "NG01:100"})
    assert dump() == before


def test_a_foreign_village_cannot_be_slipped_into_the_page(world, open_form):
    form = open_form("village-figures", Role.COMMUNE, pk=world.commune.pk)
    before = dump()
    form.send(**{f"v{world.places.foreign_village.pk}-NG01": "1"})
    assert dump() == before


def test_what_twinning_opens_to_read_is_not_open_to_write(world, client_of):
    """A district officer who also acts for a unit reads its communes but enters no figures there."""
    district = world.people.district
    MembershipFactory(user=district, unit=world.other_unit)
    client = client_of(Role.DISTRICT)
    assert client.get(world.url("commune-detail", pk=world.foreign_commune.pk)).status_code == 200
    assert client.get(world.url("commune-figures", pk=world.foreign_commune.pk)).status_code == 404
    assert cell(world.foreign_commune, "NG01") not in client.get(world.url("year-grid")).content.decode()


def test_figures_of_a_year_before_the_commune_existed_are_not_entered(world, client_of):
    new = CommuneFactory(district=None, valid_from=dt.date(2025, 7, 1), valid_to=None)
    assert client_of(Role.OFFICE).get(world.url("commune-figures", pk=new.pk)).status_code == 404
    assert client_of(Role.OFFICE).get(world.url("commune-detail", pk=new.pk)).status_code == 200


# --- An indicator that staff added ------------------------------------------------------------------------------------


def test_an_added_indicator_is_asked_everywhere_and_shown_in_the_lists(world, open_form, client_of):
    group = world.parts.health.indicator.group
    water = IndicatorPartFactory(
        indicator=IndicatorFactory(code="XH77", name="Nước sạch", group=group),
        code="XH77.1", label="Hộ có nước máy", at_village=True,
    )  # fmt: skip
    IndicatorPartFactory(
        indicator=water.indicator, code="XH77.2", label="Tỷ lệ hộ có nước máy", unit="%", kind=PartKind.RATIO,
        aggregation=Aggregation.RATIO_OF_SUMS, numerator=water, denominator=world.parts.households, decimals=1,
    )  # fmt: skip
    form = open_form("commune-figures", Role.COMMUNE, pk=world.commune.pk)
    assert form.send(**{cell(world.commune, "XH77.1"): "100"}).status_code == 302
    assert f"v{world.places.village.pk}-XH77.1" in open_form("village-figures", pk=world.commune.pk).fields
    assert cell(world.commune, "XH77.1") in open_form("year-grid", query="?part=XH77.1").fields
    page = client_of(Role.OFFICE).get(world.url("indicator-list") + "?part=XH77.2")
    assert "Tỷ lệ hộ có nước máy (%)" in words_of(page)
    assert "100 400 25,0" in words_of(page)
    assert "Hộ có nước máy hộ – chưa có số liệu 100" in words_of(
        client_of(Role.OFFICE).get(world.url("commune-detail", pk=world.commune.pk))
    )


def test_an_indicator_out_of_use_is_not_asked_and_its_rules_are_silent(world, open_form):
    indicator = world.parts.poor.indicator
    indicator.is_active = False
    indicator.save()
    form = open_form("commune-figures", pk=world.commune.pk)
    assert cell(world.commune, "NG01") not in form.fields
    assert form.send(**{cell(world.commune, "DC01"): "1"}).status_code == 302


# --- Cost -------------------------------------------------------------------------------------------------------------


def listed_communes(world):
    def make_rows(count):
        for _number in range(count):
            commune = CommuneFactory(district=world.places.district)
            DesignationFactory(programme=world.programme, commune=commune, category=world.category)
            VillageFactory(commune=commune)
            IndicatorValueFactory(part=world.parts.poor, commune=commune, value=3, standard=world.parts.standard)

    return make_rows


@pytest.mark.parametrize("who", [Role.OFFICE, Role.DISTRICT])
def test_the_grid_costs_the_same_for_1_3_and_70_communes(world, constant_queries, who):
    constant_queries(world.url("year-grid"), listed_communes(world), who)


def test_the_villages_cost_the_same_for_1_3_and_70(world, constant_queries):
    def make_rows(count):
        for _number in range(count):
            village = VillageFactory(commune=world.commune)
            IndicatorValueFactory(part=world.parts.poor, commune=world.commune, village=village, value=3)

    constant_queries(world.url("village-figures", pk=world.commune.pk), make_rows, Role.COMMUNE)


def test_a_commune_costs_the_same_for_1_3_and_70_indicators(world, constant_queries):
    def make_rows(count):
        for _number in range(count):
            IndicatorValueFactory(commune=world.commune, value=3, part__label="Chỉ tiêu thêm")

    constant_queries(world.url("commune-figures", pk=world.commune.pk), make_rows, Role.COMMUNE)
