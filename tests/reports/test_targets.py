"""Targets: both definitions at 30 % and 50 % worked out by hand, the pace they take, and where today's leads."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from communes.choices import Comparator
from communes.figures.readings import Readings
from communes.models import designated_communes
from kontum04.accounts.choices import Role
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.figures.pace import Standing
from reports.figures.review import review_figures
from reports.figures.targets import TargetResult, target_results
from tests import factories as make
from tests.communes.test_assessment import report
from twinning.choices import UnitLevel

pytestmark = pytest.mark.django_db

GOALS = (
    ("exit_share", Comparator.MORE_THAN, 30, 2020),
    ("exit_share", Comparator.MORE_THAN, 50, 2025),
    ("untwinned_share", Comparator.AT_LEAST, 30, 2020),
    ("untwinned_share", Comparator.AT_LEAST, 50, 2025),
)


@pytest.fixture
def programme():
    programme = make.ProgrammeFactory(first_year=2016)
    for measure, comparator, value, due in GOALS:
        make.TargetFactory(
            programme=programme,
            label=f"{measure} {value}",
            measure=measure,
            comparator=comparator,
            value=value,
            value_upper=None,
            unit="%",
            due_year=due,
            every_year=False,
        )
    return programme


def list_communes(programme, count: int):
    category = make.CommuneCategoryFactory(programme=programme)
    return [
        make.DesignationFactory(
            programme=programme,
            category=category,
            commune=make.CommuneFactory(valid_to=None),
            starts_on=date(2016, 8, 19),
        )
        for _number in range(count)
    ]


def results(programme, year: int) -> dict[str, TargetResult]:
    programme_year = make.ProgrammeYearFactory(programme=programme, year=year)
    listed = designated_communes(programme, year).values_list("pk", flat=True)
    readings = Readings(listed, (year - 1, year))
    return {row.label: row for row in target_results(programme_year, readings, WHOLE_PROVINCE_READER)}


@pytest.fixture
def ten_communes(programme):
    """Ten communes listed in 2016. One left at the end of 2017 and one at the end of 2018. Of the eight that stayed,
    the province's unit went from two in the middle of 2018, of which one keeps a district's; six still have one."""
    rows = list_communes(programme, 10)
    for row, year in zip(rows, (2017, 2018), strict=False):
        row.ends_on = date(year, 12, 30)
        row.save()
    province = make.UnitFactory(level=UnitLevel.PROVINCE)
    district = make.UnitFactory(level=UnitLevel.DISTRICT, district=rows[3].commune.district)
    for at, row in enumerate(rows):
        make.TwinningFactory(
            programme=programme,
            unit=province,
            commune=row.commune,
            starts_on=date(2016, 9, 1),
            ends_on=date(2018, 6, 30) if at in (2, 3) else None,
        )
    for row in rows[3:5]:
        make.TwinningFactory(
            programme=programme, unit=district, commune=row.commune, starts_on=date(2016, 9, 1), ends_on=None
        )
    return rows


def test_leaving_the_list_and_losing_the_twin_are_two_results(programme, ten_communes):
    """2 of 10 left the list = 20 %; 2 of the 8 still listed have no unit of the province = 25 %, though one of them
    keeps a district's."""
    found = results(programme, 2018)
    assert (found["exit_share 30"].result.numerator, found["exit_share 30"].result.denominator) == (2, 10)
    assert found["exit_share 30"].result.text == "20,0\u00a0%"
    assert (found["untwinned_share 30"].result.numerator, found["untwinned_share 30"].result.denominator) == (2, 8)
    assert found["untwinned_share 30"].result.text == "25,0\u00a0%"
    assert [row.is_met for row in found.values()] == [False] * 4


@pytest.mark.parametrize(
    ("label", "places", "places_per_year", "per_year"),
    [
        (
            "exit_share 30",
            2,
            1,
            "5.1",
        ),  # “more than 30 %” of 10 = 4 communes; 2 more in 2 years; 10 points are not more
        ("exit_share 50", 4, 1, "4.3"),  # 6 communes; 4 more in 7 years; 30 points / 7 = 4,29
        ("untwinned_share 30", 1, 1, "2.5"),  # “from 30 %” of 8 = 2,4, so 3; 5 points / 2
        ("untwinned_share 50", 2, 1, "3.6"),  # 4 of 8; 25 points / 7 = 3,57
    ],
)
def test_the_pace_to_30_and_50_percent_by_both_definitions(
    programme, ten_communes, label, places, places_per_year, per_year
):
    outlook = results(programme, 2018)[label].outlook
    assert (outlook.places, outlook.places_per_year, outlook.per_year) == (places, places_per_year, Decimal(per_year))


def test_what_lacks_and_what_each_year_takes_are_said_in_communes(programme):
    """53 communes, 4 left: more than 30 % are 16. 12 to go in the two years to 2020."""
    for row in list_communes(programme, 53)[:4]:
        row.ends_on = date(2018, 12, 30)
        row.save()
    found = results(programme, 2018)["exit_share 30"]
    assert found.gap == "còn 12 xã (22,5\u00a0điểm %)"
    assert found.pace == "mỗi năm 6 xã (11,3\u00a0điểm %)"
    # 0 % in 2016 and 2017, 7,5 % in 2018: 3,8 points a year, 7,5 more by 2020
    assert found.forecast == (
        "năm 2020: 15,1\u00a0%, chưa đạt, nếu giữ mức bình quân 2016–2018 (tăng 3,8\u00a0điểm % một năm)"
    )


def test_a_goal_that_is_met_or_overdue_says_so(programme, ten_communes):
    for row in ten_communes[2:6]:
        row.ends_on = date(2019, 12, 30)
        row.save()
    found = results(programme, 2021)  # 6 of 10 left
    assert (found["exit_share 50"].outlook.standing, found["exit_share 50"].pace) == (Standing.MET, "Đã đạt.")
    assert found["exit_share 50"].gap == "không còn thiếu"
    late = found["untwinned_share 30"]  # all of the four still listed have their unit
    assert (late.outlook.standing, late.outlook.forecast) == (Standing.OVERDUE, None)
    assert late.pace == "Hạn là năm 2020; không còn năm nào để tính mức cần mỗi năm."
    assert found["untwinned_share 50"].outlook.places_per_year == 1  # 2 of 4 in 4 years


@pytest.fixture
def health(programme):
    """A goal of 100 % by 2020 over an indicator of four communes, measured by one standard from 2014 to 2022."""
    programme.targets.all().delete()
    make.StandardFactory(code="tcqg", family="y-te", name="QĐ 4667/2014", first_year=2014, last_year=2022)
    make.StandardFactory(code="tcqg-2023", family="y-te", name="QĐ 1300/2023", first_year=2023, last_year=None)
    part = make.IndicatorPartFactory(
        code="YT01", kind="boolean", aggregation="count", unit="xã", standard_family="y-te"
    )
    make.TargetFactory(
        programme=programme, label="y tế", measure=part.code, comparator=Comparator.EQUAL, value=100, value_upper=None,
        unit="%", due_year=2020, every_year=False,
    )  # fmt: skip
    return [row.commune for row in list_communes(programme, 4)]


def test_a_year_that_was_not_reported_is_no_zero(programme, health):
    """2016: 1 of 4; 2017: nobody reported; 2018: 2 of 4. 25 points in two years, so 12,5 a year and 75 % in 2020."""
    for commune, (before, after) in zip(health, ((1, 1), (0, 1), (0, 0), (0, 0)), strict=True):
        report(commune, 2016, YT01=before)
        report(commune, 2018, YT01=after)
    found = results(programme, 2018)["y tế"]
    assert found.outlook.places_per_year == 1
    assert (found.outlook.growth.per_year, found.outlook.growth.first) == (Decimal("12.5"), 2016)
    assert (found.outlook.forecast, found.outlook.will_meet) == (75, False)


def test_years_are_compared_over_the_communes_that_reported_both(programme, health):
    """The one that had nothing to say in 2017 came with a zero in 2018: the others did not fall for that."""
    for commune, (before, after) in zip(health, ((1, 1), (0, 1), (0, 0), (None, 0)), strict=True):
        if before is not None:
            report(commune, 2017, YT01=before)
        report(commune, 2018, YT01=after)
    growth = results(programme, 2018)["y tế"].outlook.growth
    assert growth.per_year.quantize(Decimal("0.1")) == Decimal("33.3")  # 1/3 → 2/3


def test_one_year_of_data_gives_no_forecast_and_says_so(programme, health):
    report(health[0], 2018, YT01=1)
    report(health[1], 2018, YT01=0)
    found = results(programme, 2018)["y tế"]
    assert found.gap == "còn 1 trong 2 xã có số liệu (50,0\u00a0điểm %)"
    assert found.forecast == "Mới có số liệu một năm (2018) theo chuẩn đang dùng; chưa dự báo."


def test_without_data_there_is_neither_pace_nor_forecast(programme, health):
    found = results(programme, 2018)["y tế"]
    assert (found.is_met, found.outlook.standing, found.outlook.places) == (None, Standing.UNKNOWN, None)
    assert found.pace == found.forecast == "Chưa có số liệu năm 2018."


def test_nothing_is_reckoned_across_two_standards(programme, health):
    """Due in 2025, when another standard applies; and in 2023 the years before it do not count."""
    programme.targets.update(due_year=2025)
    for year in (2021, 2022, 2023):
        for commune, reached in zip(health, (1, 1, 0, 0), strict=True):
            report(commune, year, YT01=reached)
    before = results(programme, 2022)["y tế"]
    assert (before.outlook.standing, before.outlook.places_per_year) == (Standing.BREAK, None)
    assert before.pace == before.forecast == "Trước hạn đổi sang QĐ 1300/2023; không tính qua hai chuẩn."
    after = results(programme, 2023)["y tế"]
    assert after.outlook.places_per_year == 1
    assert after.forecast == "Mới có số liệu một năm (2023) theo chuẩn đang dùng; chưa dự báo."


def test_a_yearly_goal_is_its_own_pace_and_its_mean_the_forecast(world):
    make.TargetFactory(programme=world.programme, due_year=2020, measure=world.parts.poverty_change.code)
    found = review_figures(world.programme_year, WHOLE_PROVINCE_READER).targets[-1]
    assert found.pace == "mỗi năm từ 6 đến 8 điểm %"
    assert found.forecast == "Mới có số liệu một năm (2018) theo chuẩn đang dùng; chưa dự báo."  # 2017 has no 2016


def test_page_workbook_and_command_say_the_same(world, client_of):
    make.TargetFactory(
        programme=world.programme, measure="untwinned_share", comparator=">=", value=50, value_upper=None, unit="%",
        due_year=2025, every_year=False,
    )  # fmt: skip
    target = review_figures(world.programme_year, WHOLE_PROVINCE_READER).targets[-1]
    html = client_of(Role.OFFICE).get(world.url("target-list")).content.decode()
    sheet = load_workbook(BytesIO(client_of(Role.OFFICE).get(world.url("target-list") + "?format=xlsx").content)).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    out = StringIO()
    call_command("figures", programme=world.programme.code, year=world.year, json=True, stdout=out)
    told = json.loads(out.getvalue())["targets"][-1]
    for words in (target.gap, target.pace, target.forecast):
        assert words in html
        assert words in cells
        assert words in told.values()
    assert told["outlook"]["places"] == target.outlook.places
    assert f"{world.url('league-communes')}?untwinned=on" in html
