"""The page of one commune: its time line, its years, the standards between them, and a merged commune's past."""

import datetime as dt

import pytest

from communes import timeline
from communes.choices import SuccessionKind
from communes.figures.past import stands_for
from communes.models import Designation, Standard
from communes.profile import profile_of
from communes.services.values import ValueChange, save_values
from communes.timeline import Event, events_of, tells_events
from kontum04.accounts.choices import Role
from tests import factories as make
from tests.communes.conftest import words_of

pytestmark = pytest.mark.django_db

MERGED_ON = dt.date(2025, 7, 1)


@pytest.fixture
def merged(world):
    """The own and the foreign commune became one on 1/7/2025."""
    successor = make.CommuneFactory(name="Đăk Mới", district=None, valid_from=MERGED_ON, valid_to=None)
    for predecessor in (world.commune, world.foreign_commune):
        make.SuccessionFactory(
            predecessor=predecessor, successor=successor, effective_on=MERGED_ON, article="Điều 1 khoản 3"
        )
    return successor


@pytest.fixture
def tell(world):
    """The profile's lines by part code: the texts of its years, for a reader."""

    def run(commune, reader=None, programme_year=None):
        profile = profile_of(commune, programme_year or world.programme_year, reader or world.people.office)
        lines = {line.part.code: line for _group, lines in profile.groups for line in lines}
        return profile, lines

    return run


def texts(line):
    return {year.year: year.text for year in line.years}


# --- Years ------------------------------------------------------------------------------------------------------------


def test_years_with_figures_stand_side_by_side(world, tell):
    _profile, lines = tell(world.commune)
    assert texts(lines["NG01"]) == {2017: "200", 2018: "180"}
    assert texts(lines["NG03"])[2018].replace("\xa0", " ") == "45,0 %"
    assert texts(lines["YT01"]) == {2017: "chưa có số liệu", 2018: "có"}
    assert texts(lines["TN01"])[2018] == "12,50"


def test_an_older_year_is_shown_when_there_is_anything(world, tell):
    make.IndicatorValueFactory(part=world.parts.households, commune=world.commune, year=2014, value=350)
    profile, lines = tell(world.commune)
    assert profile.years == [2014, 2017, 2018]
    assert texts(lines["DC01"])[2014] == "350"


def test_levels_of_villages_are_counted_of_all_that_answered(world, tell):
    world.parts.village_state.at_commune = False
    world.parts.village_state.save()
    make.IndicatorValueFactory(
        part=world.parts.village_state, commune=world.commune, village=world.places.second_village, value=2
    )
    profile, lines = tell(world.commune)
    assert texts(lines["ND01"])[2018] == "1/2"
    assert [[text for part, text in row.texts if part.code == "ND01"] for row in profile.villages] == [
        ["cơ bản đạt"],
        ["đạt"],
    ]


def test_a_new_standard_breaks_the_series(world, tell):
    year = make.ProgrammeYearFactory(programme=world.programme, year=2016)
    old = Standard.objects.get(code="qd09-2011")
    for of_year, poor, standard in ((2015, 80, old), (2016, 160, world.parts.standard)):
        make.IndicatorValueFactory(part=world.parts.households, commune=world.commune, year=of_year, value=400)
        make.IndicatorValueFactory(
            part=world.parts.poor, commune=world.commune, year=of_year, value=poor, standard=standard
        )
    profile, lines = tell(world.commune, programme_year=year)
    assert [cell.is_break for cell in lines["NG01"].years] == [False, True]
    assert [cell.is_break for cell in lines["DC01"].years] == [False, False]
    fall = lines["NG04"].years[-1]
    assert (fall.text, fall.note) == ("chưa có số liệu", "Hai năm dùng hai chuẩn khác nhau, không so sánh.")
    chart = next(chart for chart in profile.charts if chart.part.code == "NG03")
    assert len(chart.dots) == 2
    assert chart.lines == [], "no line across two standards"
    assert len(chart.breaks) == 1


def test_a_chart_has_a_gap_where_nothing_was_reported(world, tell):
    for year in (2013, 2014, 2016):
        make.IndicatorValueFactory(part=world.parts.income, commune=world.commune, year=year, value=year - 2000)
    profile, _lines = tell(world.commune)
    chart = next(chart for chart in profile.charts if chart.part.code == "TN01")
    assert [dot.year for dot in chart.dots] == [2013, 2014, 2016, 2018]
    assert len(chart.lines) == 1, "2013 to 2014; 2016 and 2018 stand alone"


# --- A merged commune's past (DOMAIN, rule 5) -------------------------------------------------------------------------


def test_the_past_of_a_merged_commune_is_the_sum_of_its_predecessors_and_says_so(world, merged, tell):
    profile, lines = tell(merged)
    assert texts(lines["NG01"]) == {2017: "350", 2018: "280"}
    assert texts(lines["NG03"])[2018].replace("\xa0", " ") == "31,1 %"
    assert profile.notes == [
        (
            year,
            "Xã chưa thành lập: số là tổng của xã Đăk Long (huyện Đăk Glei) và xã Đăk Long (huyện Đăk Hà).",
        )
        for year in (2017, 2018)
    ]


def test_the_page_marks_the_sum(world, merged, client_of):
    text = words_of(client_of(Role.OFFICE).get(world.url("commune-detail", pk=merged.pk)))
    assert "2018: Xã chưa thành lập: số là tổng của xã Đăk Long (huyện Đăk Glei) và" in text


def test_missing_at_one_predecessor_is_missing_in_the_sum_not_zero(world, merged, tell):
    make.SuccessionFactory(predecessor=world.places.second_commune, successor=merged, effective_on=MERGED_ON)
    _profile, lines = tell(merged)
    assert texts(lines["NG01"])[2018] == "280"
    assert texts(lines["YT01"])[2018] == "1/1"
    notes = {line.part.code: line.years[-1].note for line in lines.values()}
    assert notes["NG01"] == "mới có 2/3 nơi"
    assert notes["DC01"] == ""


@pytest.mark.parametrize("who", [Role.COMMUNE, Role.DISTRICT, Role.MEMBER])
def test_the_sum_is_told_only_to_whoever_may_see_every_predecessor(world, merged, tell, who):
    reader = world.people.of(who)
    make.PostingFactory(user=reader, commune=merged)
    profile, lines = tell(merged, reader)
    assert texts(lines["NG01"]) == {2017: "chưa có số liệu", 2018: "chưa có số liệu"}
    assert {note for _year, note in profile.notes} == {
        "Xã chưa thành lập; số của các xã trước sắp xếp nằm ngoài phạm vi của anh/chị."
    }


def test_the_predecessor_keeps_its_own_figures(world, merged, tell):
    _profile, lines = tell(world.commune)
    assert texts(lines["NG01"]) == {2017: "200", 2018: "180"}


def test_from_its_first_year_on_a_commune_has_only_its_own_figures(world, merged, tell):
    year = make.ProgrammeYearFactory(programme=world.programme, year=2025)
    make.IndicatorValueFactory(part=world.parts.households, commune=merged, year=2025, value=1000)
    make.IndicatorValueFactory(part=world.parts.households, commune=world.commune, year=2024, value=410)
    _profile, lines = tell(merged, programme_year=year)
    assert texts(lines["DC01"]) == {2024: "410", 2025: "1.000"}


def test_a_commune_made_of_a_part_of_another_has_no_sum(world, merged, tell):
    merged.formed_from.filter(predecessor=world.commune).update(kind=SuccessionKind.PART)
    profile, lines = tell(merged)
    assert texts(lines["NG01"])[2018] == "chưa có số liệu"
    assert profile.notes[0][1] == "Xã lập từ một phần của xã khác, không cộng được số cũ."


def test_the_past_goes_through_two_mergers(world, merged):
    latest = make.CommuneFactory(district=None, valid_from=dt.date(2030, 1, 1), valid_to=None)
    make.SuccessionFactory(predecessor=merged, successor=latest, effective_on=dt.date(2030, 1, 1))
    stands = stands_for(latest, (2018, 2026, 2030), world.people.office)
    assert {year: set(stand.communes) for year, stand in stands.items()} == {
        2018: {world.commune.pk, world.foreign_commune.pk},
        2026: {merged.pk},
        2030: {latest.pk},
    }


def test_a_new_commune_without_predecessors_has_no_past(world):
    new = make.CommuneFactory(district=None, valid_from=MERGED_ON, valid_to=None)
    stand = stands_for(new, (2018,), world.people.office)[2018]
    assert (stand.communes, stand.note) == ((), "Xã chưa thành lập.")


# --- The time line ----------------------------------------------------------------------------------------------------


def test_the_time_line_tells_designations_and_succession_in_order(world, merged):
    decision = make.DecisionFactory(number="99-QĐ/TU", issued_on=dt.date(2020, 12, 1))
    Designation.objects.filter(commune=world.commune, category=world.category).update(
        ends_on=dt.date(2020, 12, 31), end_decision=decision
    )
    told = [
        (event.on, event.kind, event.text, event.basis)
        for event in events_of(world.commune, world.people.office, world.programme_year)
    ]
    start, basis = dt.date(2016, 7, 1), merged.formed_from.first().decision
    assert [line for line in told if line[1] in ("Diện", "Thoát diện", "Sắp xếp")] == [
        (start, "Diện", "vào danh sách Nghị quyết 04 (2016): Xã đặc biệt khó khăn", ""),
        (start, "Diện", "vào danh sách Nghị quyết 04 (2016): Xã trọng điểm", ""),
        (
            dt.date(2020, 12, 31),
            "Thoát diện",
            "ra khỏi danh sách Nghị quyết 04 (2016): Xã đặc biệt khó khăn",
            "99-QĐ/TU (01/12/2020)",
        ),
        (MERGED_ON, "Sắp xếp", "thành xã Đăk Mới: nhập toàn bộ", f"{basis}, Điều 1 khoản 3"),
    ]  # fmt: skip


def test_only_a_commune_in_scope_is_linked(world, merged, client_of):
    page = client_of(Role.COMMUNE).get(world.url("commune-detail", pk=world.commune.pk))
    assert "thành xã Đăk Mới: nhập toàn bộ" in words_of(page)
    assert world.url("commune-detail", pk=merged.pk) not in page.content.decode()
    page = client_of(Role.OFFICE).get(world.url("commune-detail", pk=world.commune.pk))
    assert world.url("commune-detail", pk=merged.pk) in page.content.decode()


def test_an_upper_floor_adds_its_own_events(world, client_of, monkeypatch):
    monkeypatch.setattr(timeline, "_tellers", list(timeline._tellers))

    @tells_events
    def visits(commune, reader, programme_year):
        yield Event(dt.date(2017, 5, 1), "Thăm", f"{reader} thăm {commune} năm {programme_year.year}")

    page = client_of(Role.OFFICE).get(world.url("commune-detail", pk=world.commune.pk))
    text = words_of(page)
    assert "01/05/2017 Thăm Tài khoản office thăm Xã Đăk Long năm 2018" in text
    assert text.index("01/07/2016") < text.index("01/05/2017")


# --- The page ---------------------------------------------------------------------------------------------------------


def test_the_page_says_how_much_was_reported_and_leads_to_the_log(world, client_of):
    page = client_of(Role.MEMBER).get(world.url("commune-detail", pk=world.commune.pk))
    assert "Năm 2018: có 5/6 chỉ tiêu" in words_of(page)
    assert world.url("commune-history", pk=world.commune.pk) in page.content.decode()
    assert "Nhập số liệu" not in words_of(page)


def test_the_log_page_tells_every_change_newest_first(world, client_of):
    change = ValueChange(world.parts.poor, world.commune, None)
    save_values(year=world.year, changes=[change], by=world.people.district, source="Tệp.xlsx", reason="Rà soát lại")
    page = client_of(Role.MEMBER).get(world.url("commune-history", pk=world.commune.pk))
    text = words_of(page)
    assert "7 thay đổi, mới nhất trước" in text
    first = text.index("Hộ nghèo 180 – chưa có số liệu hộ Tài khoản district")
    assert first < text.index("Đạt Bộ tiêu chí quốc gia về y tế xã")
    assert "Rà soát lại" in text


def test_the_communes_word_stands_on_its_page_and_its_changes_in_the_log(world, client_of):
    note = make.YearNoteFactory(commune=world.commune, text="Chưa rà soát.")
    note.text = "Đã rà soát xong."
    note.save()
    page = client_of(Role.LEADERSHIP).get(world.url("commune-detail", pk=world.commune.pk))
    assert "Xã giải trình năm 2018: Đã rà soát xong." in words_of(page)
    log = client_of(Role.LEADERSHIP).get(world.url("commune-history", pk=world.commune.pk))
    assert "Giải trình Chưa rà soát. → thành Đã rà soát xong." in words_of(log)


def test_a_long_log_is_cut_into_pages(world, client_of):
    for part in make.IndicatorPartFactory.create_batch(101):
        make.IndicatorValueFactory(part=part, commune=world.commune)
    url = world.url("commune-history", pk=world.commune.pk)
    assert len(client_of(Role.OFFICE).get(url).context["page"].object_list) == 100
    assert len(client_of(Role.OFFICE).get(url + "?page=2").context["page"].object_list) == 7


def test_a_year_without_figures_says_so(world, client_of):
    page = client_of(Role.OFFICE).get(world.url("commune-history", pk=make.CommuneFactory().pk))
    assert "Chưa có thay đổi nào" in words_of(page)


@pytest.mark.parametrize("name", ["commune-detail", "commune-history"])
def test_the_page_costs_the_same_for_1_3_and_70_villages(world, constant_queries, name):
    def make_rows(count):
        for _number in range(count):
            village = make.VillageFactory(commune=world.commune)
            make.IndicatorValueFactory(part=world.parts.poor, commune=world.commune, village=village)

    constant_queries(world.url(name, pk=world.commune.pk), make_rows, Role.OFFICE)
