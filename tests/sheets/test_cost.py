"""An import asks the database a bounded number of times, whatever the sheet holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Designation, IndicatorPart, IndicatorValue
from tests import factories as make
from tests.sheets.books import filled, header_row, kind_of, opened, saved
from twinning.choices import PeriodKind

KIND = "commune-indicators"
MOST_PLANNING = 8
MOST_SAVING = 150
"""Statements for 2.650 numbers with their history: a hundred numbers or so are written by one."""


def queries_of(action) -> int:
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


@pytest.fixture
def fifty_three(world):
    """The cast's communes and parts made up to 53 and 50."""
    communes = make.CommuneFactory.create_batch(50, district=world.places.district)
    for commune in communes:
        make.DesignationFactory(programme=world.programme, commune=commune, category=world.category)
    group = world.parts.poor.indicator.group
    make.IndicatorPartFactory.create_batch(44, indicator__group=group)
    assert Designation.objects.values("commune").distinct().count() == 53
    assert IndicatorPart.objects.entered().at_commune().count() == 50


def typed_everywhere(content: bytes) -> bytes:
    """A number in every open cell; yes/no and levels by 1, households beyond the poor."""
    book = opened(content)
    sheet = book.worksheets[0]
    top = header_row(sheet)
    for column in range(4, sheet.max_column + 1):
        header = str(sheet.cell(top, column).value)
        if not header.startswith("Tham khảo"):
            for row in range(top + 1, sheet.max_row + 1):
                sheet.cell(row, column).value = 90 if header.startswith("Tổng số hộ") else 1
    return saved(book)


def test_planning_costs_the_same_for_three_communes_and_for_fifty_three(world, request):
    content = typed_everywhere(kind_of(world, KIND).template(filled=False))
    few = queries_of(lambda: kind_of(world, KIND).plan_file(content))
    request.getfixturevalue("fifty_three")
    content = typed_everywhere(kind_of(world, KIND).template(filled=False))
    assert queries_of(lambda: kind_of(world, KIND).plan_file(content)) == few <= MOST_PLANNING
    assert queries_of(lambda: kind_of(world, KIND).template(filled=True)) <= MOST_PLANNING


def test_saving_many_numbers_costs_few_statements(world, fifty_three):
    sheet = kind_of(world, KIND)
    content = typed_everywhere(sheet.template(filled=False))
    outcomes = []
    by = world.people.office
    cost = queries_of(lambda: outcomes.append(sheet.import_file(content, by=by, name="a.xlsx")))
    assert outcomes[0].saved
    assert IndicatorValue.objects.filter(year=2018, village=None).count() == 53 * 50
    assert cost < MOST_SAVING


def test_planning_help_costs_the_same_for_one_unit_and_for_seventy(world):
    def plan() -> int:
        content = filled(kind_of(world, "contributions").template(filled=True), 0, {"Ghi chú": "x"})
        sheet = kind_of(world, "contributions")
        return queries_of(lambda: sheet.plan_file(content))

    few = plan()
    for unit in make.UnitFactory.create_batch(70):
        make.TwinningFactory(programme=world.programme, unit=unit, commune=world.commune)
        obligation = make.ObligationFactory(unit=unit, period=world.periods[PeriodKind.ANNUAL])
        make.ContributionFactory(report__obligation=obligation, commune=world.commune, trips=1)
    assert plan() == few
