"""May a commune leave the list? One commune under the decision of 2016 and under that of 2020, worked out by hand."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from communes.figures.assessment import assessments
from communes.figures.conditions import Holds
from communes.models import ExitRuleSet, IndicatorPart, Programme, Standard
from communes.reference import load_reference
from communes.standards import standard_for
from kontum04.accounts.choices import Role
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from tests import factories as make
from tests.communes.test_entry import listed_communes

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    load_reference()
    return Programme.objects.get(code="nq04-2016")


def report(commune, year: int, village=None, **values) -> None:
    """Values by part code; what is not named is not reported."""
    standards = list(Standard.objects.all())
    for code, value in values.items():
        part = IndicatorPart.objects.get(code=code.replace("_", "."))
        make.IndicatorValueFactory(
            part=part,
            commune=commune,
            village=village,
            year=year,
            value=Decimal(value),
            standard=standard_for(part, year, standards),
        )


@pytest.fixture
def commune(programme):
    commune = make.CommuneFactory(valid_to=None)
    make.DesignationFactory(
        programme=programme, category=programme.categories.first(), commune=commune, starts_on="2016-06-15"
    )
    return commune


def assessed(programme, year: int, code: str):
    programme_year = make.ProgrammeYearFactory(programme=programme, year=year)
    rows = assessments(programme_year, WHOLE_PROVINCE_READER)
    return next(verdict for verdict in rows[0].verdicts if verdict.rule_set.code == code)


def states(verdict) -> dict[str, Holds]:
    return {line.code: line.holds for line in verdict.criteria}


def test_one_commune_is_judged_by_the_rules_of_its_time(programme, commune):
    """34 % poor and 20 % near-poor. In 2018 that is below the 55 % of decision 50/2016: it may leave. The same 34 %
    in 2022 is above the 20 % of decision 33/2020, and it has no new-rural recognition: it may not."""
    village = make.VillageFactory(commune=commune, valid_to=None)
    for year in (2018, 2022):
        figures = {"DC01": 100, "DC02": 90, "NG01": 34, "NG02": 20}
        report(commune, year, **figures, NG07=30, NTM1=12)
        report(commune, year, village, **figures, HT02_1=1, HT02_2=2, HT06=0)
    then, now = assessed(programme, 2018, "qd50-2016"), assessed(programme, 2022, "qd33-2020")
    assert states(then) == {
        "thon_kho_khan": Holds.NO,  # 54 % poor and near-poor: its only village is not specially difficult
        "ngheo_65": Holds.NO,
        "ngheo_55": Holds.NO,
        "yeu_to": Holds.UNKNOWN,  # no figures; it does not matter
    }
    assert then.may_leave is Holds.YES
    assert states(now)["ngheo_20"] is Holds.YES
    assert states(now)["nong_thon_moi"] is Holds.NO
    assert now.may_leave is Holds.NO


def test_rules_apply_to_the_years_of_their_period(programme):
    def codes(year: int) -> list[str]:
        return [rules.code for rules in ExitRuleSet.objects.in_force(programme, year)]

    assert codes(2015) == []
    assert codes(2020) == ["qd50-2016", "tinh-nq04-2016"]
    assert codes(2021) == ["tinh-nq04-2016", "qd33-2020"]
    other = Programme.objects.get(code="qd2523-2013")
    assert [rules.code for rules in ExitRuleSet.objects.in_force(other, 2018)] == ["qd50-2016"]


def test_hard_villages_are_counted_by_the_villages_own_figures(programme, commune):
    """Two of three villages at 70 % poor and near-poor (40 % poor): 66,7 % of villages, and the commune itself is at
    65 %: it stays."""
    report(commune, 2018, DC01=300, DC02=200, NG01=120, NG02=80)
    for poor, near in ((40, 30), (40, 30), (5, 5)):
        village = make.VillageFactory(commune=commune, valid_to=None)
        report(commune, 2018, village, DC01=100, DC02=90, NG01=poor, NG02=near, HT02_1=2, HT02_2=2, HT06=1)
    verdict = assessed(programme, 2018, "qd50-2016")
    share = verdict.criteria[0].figures[0]
    assert (share.text, share.numerator, share.denominator) == ("66,7\u00a0%", 2, 3)
    assert states(verdict)["thon_kho_khan"] is Holds.YES
    assert states(verdict)["ngheo_65"] is Holds.YES  # 200 of 300 households, 120 of them poor
    assert verdict.may_leave is Holds.NO


def test_what_is_not_reported_is_unknown_and_named(programme, commune):
    verdict = assessed(programme, 2022, "qd33-2020")
    assert verdict.may_leave is Holds.UNKNOWN
    assert "Tỷ lệ hộ nghèo" in verdict.missing
    report(commune, 2022, DC01=100, NG01=12)
    programme.years.all().delete()
    known = assessed(programme, 2022, "qd33-2020")
    assert states(known)["ngheo_20"] is Holds.NO
    assert known.may_leave is Holds.YES  # 12 % poor: the other conditions cannot change it


def test_a_village_that_did_not_report_leaves_the_count_unknown(programme, commune):
    report(commune, 2018, DC01=100, NG01=10, YT01=1)
    for reached in (1, None):
        village = make.VillageFactory(commune=commune, valid_to=None)
        if reached is not None:
            report(commune, 2018, village, DB01_1=reached)
    verdict = assessed(programme, 2018, "tinh-nq04-2016")
    assert states(verdict) == {"ngheo_30": Holds.YES, "y_te": Holds.YES, "to_chuc_dang": Holds.UNKNOWN}
    assert verdict.may_leave is Holds.UNKNOWN


def test_a_commune_that_left_is_watched_for_falling_back(programme, commune):
    commune.designations.update(ends_on="2021-12-31")
    report(commune, 2022, DC01=100, NG01=40, NTM1=10)
    programme_year = make.ProgrammeYearFactory(programme=programme, year=2022)
    (found,) = assessments(programme_year, WHOLE_PROVINCE_READER)
    assert found.has_left
    assert found.falls_back


def test_the_command_says_what_the_page_says(programme, commune):
    report(commune, 2022, DC01=100, NG01=40, NTM1=10)
    make.ProgrammeYearFactory(programme=programme, year=2022)
    out = StringIO()
    call_command("assess_exit", programme="nq04-2016", year=2022, json=True, stdout=out)
    (row,) = json.loads(out.getvalue())
    assert row["rules"]["qd33-2020"]["may_leave"] == "no"
    assert row["rules"]["qd33-2020"]["criteria"]["ngheo_20"]["figures"] == {"NG03": "40.0"}


def test_the_list_costs_the_same_for_1_3_and_70_communes(world, constant_queries):
    rules = make.ExitRuleSetFactory(from_year=2010, verdict="no(ngheo)")
    make.ExitCriterionFactory(rule_set=rules, formula="NG03 >= 20")
    constant_queries(world.url("exit-assessment"), listed_communes(world), Role.OFFICE)
