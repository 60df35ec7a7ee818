"""League tables: places among all and among one's like, ties, the missing last, the same rows in Excel, fixed cost."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kontum04.accounts.choices import Role
from kontum04.core import formats
from reports.figures.league import Measure, Standing, ranked
from reports.figures.league_communes import commune_standings
from reports.figures.league_units import unit_standings
from tests import factories as make
from twinning.choices import PeriodKind

pytestmark = pytest.mark.django_db


def standing(pk: int, group: str, value: int | None) -> Standing:
    return Standing(
        pk, f"Đơn vị {pk}", group, str(pk), {"x": measure().figure(None if value is None else Decimal(value))}
    )


def measure(*, lower_is_better: bool = False) -> Measure:
    return Measure("x", "Số liệu", "", 0, lower_is_better)


ROWS = [standing(1, "a", 5), standing(2, "b", None), standing(3, "a", 9), standing(4, "b", 5), standing(5, "b", 1)]


def places(rows: list[Standing]) -> list[tuple]:
    return [(row.pk, row.place.overall, row.place.in_kind) for row in rows]


def test_equals_share_a_place_and_the_missing_stand_last_without_one():
    assert places(ranked(ROWS, measure())) == [(3, 1, 1), (1, 2, 2), (4, 2, 1), (5, 4, 2), (2, None, None)]


def test_of_days_late_the_least_stand_first_and_the_missing_still_last():
    rows = ranked(ROWS, measure(lower_is_better=True))
    assert places(rows) == [(5, 1, 1), (1, 2, 1), (4, 2, 2), (3, 4, 2), (2, None, None)]


def test_help_is_held_against_the_staff_of_the_unit(world):
    world.other_unit.head_count = 40
    world.other_unit.save()
    world.filings.accepted_contribution.money_savings = 8_000_000
    world.filings.accepted_contribution.save()
    [row] = [row for row in unit_standings(world.programme_year, world.people.office) if row.pk == world.other_unit.pk]
    figure = row.figures["money_per_head"]
    assert figure.denominator == 40
    assert figure.value == row.figures["money_total"].value / 40
    assert row.figures["money_total"].value >= 8_000_000


def test_without_a_head_count_nothing_is_said_per_head(world):
    world.other_unit.head_count = None
    world.other_unit.save()
    [row] = [row for row in unit_standings(world.programme_year, world.people.office) if row.pk == world.other_unit.pk]
    assert row.figures["money_per_head"].value is None
    assert row.figures["money_total"].value is not None


def test_nothing_is_divided_by_nothing():
    per_household = Measure("money_per_household", "Kinh phí giúp mỗi hộ", "đồng")
    assert per_household.ratio(Decimal(9), Decimal(2)).value == Decimal("4.5")
    assert per_household.ratio(Decimal(9), Decimal(0)).value is None
    assert per_household.ratio(Decimal(9), None).value is None
    assert per_household.ratio(None, Decimal(2)).value is None


def test_the_help_of_a_commune_is_that_of_its_filed_annual_reports(world):
    rows = {row.pk: row for row in commune_standings(world.programme_year, world.people.office)}
    found = rows[world.foreign_commune.pk].figures["money_total"].value
    assert found == world.filings.accepted_contribution.money_total


def places_shown(response) -> set[int]:
    return {row.record.pk for row in response.context["table"].rows}


def names(response) -> list[str]:
    return [row.record.name for row in response.context["table"].rows]


@pytest.mark.parametrize("sort", ["money_total", "-money_total"])
def test_whatever_is_sorted_by_the_missing_stand_last(world, client_of, sort):
    bare = make.TwinningFactory(programme=world.programme, commune=world.commune).unit
    response = client_of(Role.OFFICE).get(world.url("league") + f"?sort={sort}")
    values = [row.record.values["money_total"] for row in response.context["table"].rows]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=sort.startswith("-"))
    assert values[len(known) :] == [None] * (len(values) - len(known))
    assert bare.name in names(response)[len(known) :]


def test_a_missing_place_is_said_in_words(world, client_of):
    make.TwinningFactory(programme=world.programme, commune=world.commune)
    response = client_of(Role.OFFICE).get(world.url("league") + "?by=money_total")
    assert str(formats.MISSING) in str(response.context["table"].rows[-1].get_cell("place"))


def test_the_filter_narrows_the_rows_and_moves_no_place(world, client_of):
    everybody = client_of(Role.OFFICE).get(world.url("league") + "?by=workdays")
    some = client_of(Role.OFFICE).get(world.url("league") + f"?by=workdays&kind={world.unit.kind}")
    placed = {row.record.pk: row.record.place for row in everybody.context["table"].rows}
    assert 0 < len(some.context["table"].rows) < len(placed)
    assert all(placed[row.record.pk] == row.record.place for row in some.context["table"].rows)


def test_a_district_sees_its_own_alone(world, client_of):
    communes = places_shown(client_of(Role.DISTRICT).get(world.url("league-communes")))
    assert communes == {world.commune.pk, world.places.second_commune.pk}
    units = places_shown(client_of(Role.DISTRICT).get(world.url("league")))
    assert world.district_unit.pk in units
    assert world.other_unit.pk not in units


@pytest.mark.parametrize("name", ["league", "league-communes"])
def test_the_workbook_holds_the_rows_of_the_page_in_its_order(world, client_of, name):
    address = world.url(name) + "?by=money_total"
    shown = names(client_of(Role.OFFICE).get(address))
    sheet = load_workbook(io.BytesIO(client_of(Role.OFFICE).get(address + "&format=xlsx").content)).active
    written = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert [name for name in written if name in shown] == shown


def test_the_units_cost_the_same_for_1_3_and_70(world, constant_queries):
    def make_rows(count: int) -> None:
        for unit in make.UnitFactory.create_batch(count, head_count=30):
            make.TwinningFactory(programme=world.programme, unit=unit, commune=world.commune)
            report = make.ReportFactory(
                obligation__unit=unit, obligation__period=world.periods[PeriodKind.ANNUAL], filed=True
            )
            make.ContributionFactory(report=report, commune=world.commune, money_savings=5_000_000, workdays=3)

    constant_queries(world.url("league") + "?by=money_per_head", make_rows, Role.OFFICE)


def test_the_communes_cost_the_same_for_1_3_and_70(world, constant_queries):
    def make_rows(count: int) -> None:
        for commune in make.CommuneFactory.create_batch(count, district=world.places.district):
            make.DesignationFactory(programme=world.programme, commune=commune, category=world.category)
            make.TwinningFactory(programme=world.programme, unit=world.unit, commune=commune)

    constant_queries(world.url("league-communes"), make_rows, Role.OFFICE)
