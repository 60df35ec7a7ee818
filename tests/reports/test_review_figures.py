"""The year's figures on the cast, each worked out by hand in the comment beside it."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum04.core import clock
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.figures.review import review_figures
from tests import factories as make
from twinning.choices import ReportStatus

pytestmark = pytest.mark.django_db

JUDGED_ON = dt.datetime(2018, 12, 20, 12, tzinfo=clock.ZONE)


@pytest.fixture
def figures(world):
    with time_machine.travel(JUDGED_ON, tick=False):
        return review_figures(world.programme_year, WHOLE_PROVINCE_READER)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("communes", 3),
        ("communes.key", 1),
        ("villages", 3),
        ("units", 3),
        ("help.trips", 112),  # 100 accepted + 12 submitted; the draft's 60 and the half-year's 20 do not count
        ("help.workdays", Decimal("80.5")),
        ("help.money_savings", 55_000_000),
        ("help.money_staff", 30_000_000),
        ("help.money_in_province", None),  # nobody reported it: missing, not zero
        ("help.money_total", 85_000_000),
        ("help.party_members", 7),
        ("help.party_members.communes", 1),  # the other commune reported 0
        ("help.works_completed", 1),
        ("NG01", 280),  # 180 + 100; the second commune did not report
    ],
)
def test_sums(figures, code, value):
    assert figures.figure(code).value == value


def test_a_rate_is_made_from_sums_over_those_who_reported_both_halves(figures):
    rate = figures.figure("NG03")
    assert (rate.numerator, rate.denominator) == (280, 900)  # not 1.200: the second commune has no poor households yet
    assert rate.rounded == Decimal("31.1")
    assert rate.coverage == "2/3"


def test_the_fall_compares_the_same_communes_under_the_same_standard(figures):
    assert figures.figure("NG04").rounded == Decimal("7.8")  # 350/900 − 280/900 = 38,89 − 31,11


def test_totals_by_unit_by_commune_and_overall_agree(figures):
    given = figures.given
    for measure, total in given.total.sums.items():
        assert sum(totals.sums.get(measure, 0) for totals in given.by_unit.values()) == total
        assert sum(totals.sums.get(measure, 0) for totals in given.by_commune.values()) == total


def test_late_and_weak_units_are_named_with_days_and_reasons(world, figures):
    weak = {unit.unit_name: unit.reasons for unit in figures.weak}
    assert weak == {
        world.unit.name: ("chưa nộp báo cáo năm, trễ 20 ngày",),  # due 30/11, judged 20/12
        world.other_unit.name: ("không đăng ký kế hoạch",),  # its plan was sent back and never filed again
        world.district_unit.name: ("không đăng ký kế hoạch",),
    }
    late = {(row.unit_name, row.kind): row.days_late for row in figures.late}
    assert late[world.unit.name, "half"] == 5
    assert late[world.unit.name, "annual"] == 20


def test_a_unit_that_reports_only_zeros_did_nothing(world):
    report = world.filings.submitted
    report.contributions.update(trips=0, money_savings=0)
    report.works.all().delete()
    with time_machine.travel(JUDGED_ON, tick=False):
        weak = {
            unit.unit_name: unit.reasons for unit in review_figures(world.programme_year, WHOLE_PROVINCE_READER).weak
        }
    assert "cả năm không có kết quả giúp đỡ" in weak[world.district_unit.name]


def test_what_is_sent_back_no_longer_counts(world):
    world.filings.accepted.status = ReportStatus.RETURNED
    world.filings.accepted.save()
    assert review_figures(world.programme_year, WHOLE_PROVINCE_READER).figure("help.trips").value == 12


def test_a_joint_work_counts_once_where_its_lead_reports_it(world):
    make.WorkResultFactory(
        report=world.filings.accepted, commune=world.foreign_commune, is_completed=True, joint_lead=world.district_unit
    )
    assert review_figures(world.programme_year, WHOLE_PROVINCE_READER).figure("help.works_completed").value == 1


def test_two_standards_are_never_subtracted(world):
    other = make.StandardFactory(code="nd07-2021", name="NĐ 07/2021", first_year=2018, last_year=2026)
    world.parts.poor.values.filter(year=world.year).update(standard=other)
    fall = review_figures(world.programme_year, WHOLE_PROVINCE_READER).figure("NG04")
    assert fall.value is None
    assert "chuẩn" in fall.note


@pytest.mark.parametrize(
    ("who", "communes", "trips"),
    [
        ("leadership", 3, 112),
        ("member", 1, 12),  # follows one commune; the units that help it
        ("district", 2, 12),
        ("unposted", 0, None),
    ],
)
def test_everyone_gets_the_figures_of_his_own_scope(world, who, communes, trips):
    figures = review_figures(world.programme_year, world.people.of(who))
    assert figures.figure("communes").value == communes
    assert figures.figure("help.trips").value == trips


def test_the_cost_does_not_grow_with_the_rows(world):

    with CaptureQueriesContext(connection) as few:
        review_figures(world.programme_year, WHOLE_PROVINCE_READER)
    for _number in range(10):
        commune = make.CommuneFactory(district=world.places.district)
        make.DesignationFactory(programme=world.programme, commune=commune, category=world.category)
        unit = make.UnitFactory()
        make.TwinningFactory(programme=world.programme, unit=unit, commune=commune)
        make.IndicatorValueFactory(part=world.parts.households, commune=commune, value=10)
    with CaptureQueriesContext(connection) as many:
        review_figures(world.programme_year, WHOLE_PROVINCE_READER)
    assert len(few) == len(many)
