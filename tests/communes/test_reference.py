"""The reference data: complete, as the sources say, and loaded without touching what staff changed."""

from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from communes import rules
from communes.choices import Comparator, DocumentStyle, PartKind, Qualifier, SuccessionKind
from communes.models import (
    COMPUTED_KINDS,
    Commune,
    Decision,
    District,
    Indicator,
    IndicatorPart,
    Programme,
    PublishedFigure,
    Standard,
    Succession,
    Target,
    ValidationRule,
)
from communes.reference import load_reference
from communes.standards import standard_for
from reports.models import Signatory
from tests.outer import kept_rows
from twinning.choices import PeriodKind

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def reference(django_db_setup, django_db_blocker):
    """The loaded reference data."""
    with kept_rows(django_db_blocker, load_reference) as loaded:
        yield loaded


def old_communes():
    return Commune.objects.in_force(BEFORE)


def new_communes():
    return Commune.objects.in_force(AFTER)


@pytest.mark.usefixtures("reference")
class TestPlaces:
    def test_there_are_102_communes_in_10_districts_and_40_without_a_district_after(self):
        assert (District.objects.count(), old_communes().count(), new_communes().count()) == (10, 102, 40)
        assert {commune.district.name for commune in old_communes()} == {row.name for row in District.objects.all()}
        assert not new_communes().filter(district__isnull=False).exists()
        assert {commune.province_name for commune in new_communes()} == {"Tỉnh Quảng Ngãi"}

    def test_every_old_commune_has_one_successor_by_the_named_act(self):
        lines = Succession.objects.select_related("decision")
        assert Counter(line.predecessor_id for line in lines) == dict.fromkeys(
            old_communes().values_list("pk", flat=True), 1
        )
        assert {line.successor_id for line in lines} == set(new_communes().values_list("pk", flat=True))
        assert {str(line.decision) for line in lines} == {"1677/NQ-UBTVQH15 (16/06/2025)"}
        assert all(line.article.startswith("Điều 1 khoản ") for line in lines)

    def test_unchanged_communes_are_those_with_one_predecessor(self):
        sizes = Counter(Succession.objects.values_list("successor", flat=True))
        unchanged = set(Succession.objects.filter(kind=SuccessionKind.UNCHANGED).values_list("successor", flat=True))
        assert unchanged == {successor for successor, count in sizes.items() if count == 1}
        assert len(unchanged) == 4

    def test_every_new_code_was_an_old_one_and_33_of_them_bear_another_name(self):
        bearers = {commune.code: f"{commune.kind_label} {commune.gso_name}" for commune in old_communes()}
        reused = {str(commune): bearers[commune.code] for commune in new_communes()}
        assert sum(now != before for now, before in reused.items()) == 33

    @pytest.mark.parametrize(
        ("name", "districts"),
        [
            ("Đăk Long", {"huyện Đăk Glei", "huyện Đăk Hà"}),
            ("Đăk Hà", {"huyện Đăk Hà", "huyện Tu Mơ Rông"}),
        ],
    )
    def test_namesakes_are_told_apart_by_their_district(self, name, districts):
        namesakes = old_communes().filter(name=name)
        assert {commune.district.name for commune in namesakes} == districts
        assert len({commune.full_name for commune in namesakes}) == 2

    def test_both_spellings_are_held(self):
        commune = old_communes().get(code="23344")
        assert (commune.name, commune.gso_name) == ("Đăk Plô", "Đắk Blô")
        assert District.objects.get(code="610").name == "huyện Đăk Glei"
        assert District.objects.get(code="610").gso_name == "Huyện Đắk Glei"
        assert "Đăk Long" in old_communes().get(code="23473").note  # Măng Đen, as it was called in 2016


@pytest.mark.usefixtures("reference")
class TestProgrammes:
    def test_three_programmes_each_by_its_own_act(self):
        acts = {programme.code: str(programme.decision) for programme in Programme.objects.all()}
        assert acts == {
            "nq04-2007": "04-NQ/TU (14/06/2007)",
            "nq04-2016": "04-NQ/TU (19/08/2016)",
            "qd2523-2013": "2523/QĐ-UBND (28/10/2013)",
        }

    def test_only_the_decision_is_in_state_style(self):
        styles = {programme.code: programme.style for programme in Programme.objects.all()}
        assert [code for code, style in styles.items() if style == DocumentStyle.STATE] == ["qd2523-2013"]

    def test_nobody_is_named_as_signer(self):
        assert set(Signatory.objects.values_list("name", flat=True)) == {""}

    def test_categories(self):
        categories = {
            programme.code: [category.code for category in programme.categories.all()]
            for programme in Programme.objects.all()
        }
        assert categories["nq04-2016"] == ["dbkk", "trong-diem"]
        assert categories["qd2523-2013"] == ["dbkk", "bien-gioi", "co-cong"]

    def test_targets_of_the_resolution(self):
        goals = [
            (target.measure, target.comparator, target.value, target.value_upper, target.due_year, target.every_year)
            for target in Programme.objects.get(code="nq04-2016").targets.all()
        ]
        assert goals == [
            ("exit_share", Comparator.MORE_THAN, 30, None, 2020, False),
            ("NG04", Comparator.BETWEEN, 6, 8, 2020, True),
            ("YT01", Comparator.EQUAL, 100, None, 2020, False),
            ("DB01.1", Comparator.EQUAL, 100, None, 2020, False),
            ("exit_share", Comparator.MORE_THAN, 50, None, 2025, False),
            ("untwinned_share", Comparator.AT_LEAST, 30, None, 2020, False),
        ]

    def test_every_target_on_an_indicator_names_a_part(self):
        codes = set(IndicatorPart.objects.values_list("code", flat=True))
        assert {
            measure for measure in Target.objects.values_list("measure", flat=True) if measure[:2].isupper()
        } <= codes

    def test_a_year_of_any_programme_can_be_opened(self):
        for programme in Programme.objects.all():
            due = {row.kind: (row.day, row.month) for row in programme.due_dates.all()}
            assert due == {PeriodKind.PLAN: (31, 1), PeriodKind.HALF_YEAR: (15, 6), PeriodKind.ANNUAL: (30, 11)}
            assert programme.work_groups.exists()
            numbers = [section.number for section in programme.form_sections.all()]
            assert numbers == ["I", *(f"II.{number}" for number in range(1, 9)), "III", "IV", "V"]
        assert Programme.objects.get(code="nq04-2016").work_groups.count() == 5

    def test_published_figures_with_their_qualifier_and_source(self):
        held = {
            (row.programme.code, row.code, row.source[:3]): (row.qualifier, row.value, row.fact_id)
            for row in PublishedFigure.objects.select_related("programme")
        }
        old, new = "nq04-2007", "nq04-2016"
        assert held[old, "ho-ngheo-2007", "001"] == (Qualifier.ABOVE, 57, "S1-09")
        assert held[old, "ho-ngheo-2015", "001"] == (Qualifier.UNDER, 35, "S1-09")
        assert held[old, "xa-no-du", "001"] == (Qualifier.OVER, 42, "S1-13")
        assert held[new, "luot-nguoi-2018", "000"] == (Qualifier.EXACT, 4800, "S0-03")
        assert held[new, "kinh-phi-2018", "000"] == (Qualifier.OVER, 8_000_000_000, "S0-04")
        assert held[new, "ngay-cong-2018", "000"] == (Qualifier.OVER, 3000, "S0-05")
        assert held[new, "giam-ngheo-2018", "000"] == (Qualifier.EXACT, Decimal("5.6"), "S0-06")
        assert held[new, "giam-ngheo-2019", "002"] == (Qualifier.NEARLY, 7, "S2-07")
        assert held["qd2523-2013", "bang-khen", "003"] == (Qualifier.EXACT, 22, "S3-14")

    def test_shares_keep_their_published_numbers_and_one_has_none(self):
        villages = PublishedFigure.objects.get(code="thon-no-du")
        assert (villages.numerator, villages.denominator) == (118, 409)
        assert PublishedFigure.objects.get(code="xa-no-du").numerator is None

    def test_contradicting_sources_are_both_held(self):
        assert {row.value for row in PublishedFigure.objects.filter(programme__code="nq04-2007", code="so-nam")} == {
            8,
            9,
        }

    def test_poverty_of_the_province_names_its_decision(self):
        figures = PublishedFigure.objects.filter(code__startswith="tinh-")
        assert figures.get(code="tinh-ho-ngheo-2019").value == 18858
        decisions = set(Decision.objects.values_list("number", flat=True))
        assert {row.source.split()[2] for row in figures if row.source.startswith("Quyết định")} <= decisions


@pytest.mark.usefixtures("reference")
class TestIndicators:
    def test_there_are_39(self):
        assert Indicator.objects.count() == 39
        assert not Indicator.objects.filter(parts__isnull=True).exists()

    def test_only_the_help_of_units_comes_from_their_reports(self):
        flagged = Indicator.objects.filter(from_contributions=True).values_list("code", flat=True)
        assert sorted(flagged) == [f"HO0{number}" for number in range(1, 8)]

    def test_every_part_is_well_formed(self):
        for part in IndicatorPart.objects.select_related("indicator"):
            part.full_clean()
            assert part.code.split(".")[0] == part.indicator.code
            assert (part.at_commune or part.at_village) == (not part.indicator.from_contributions), part.code

    def test_nothing_computed_rests_on_something_computed_twice(self):
        for part in IndicatorPart.objects.filter(kind=PartKind.RATIO):
            assert part.numerator.kind not in COMPUTED_KINDS
            assert part.denominator.kind not in COMPUTED_KINDS

    def test_rules_are_understood_and_speak_of_parts_that_exist(self):
        codes = set(IndicatorPart.objects.values_list("code", flat=True))
        for rule in ValidationRule.objects.all():
            named = {term.code for side in (rule.left, rule.right) for term in rules.parse(side) if term.code}
            assert named <= codes, rule

    def test_the_balance_of_poor_households_warns_and_does_not_block(self):
        balance = ValidationRule.objects.get(indicator__code="NG06")
        numbers = {("NG01", 0): 90, ("NG01", -1): 100, ("NG05", 0): 15, ("NG06", 0): 5}
        assert balance.severity == "warning"
        assert not rules.is_broken(balance, lambda code, lag: Decimal(numbers[code, lag]))
        numbers["NG01", 0] = 130  # off by 40, as the published figures of 2022 are
        assert rules.is_broken(balance, lambda code, lag: Decimal(numbers[code, lag]))

    @pytest.mark.parametrize(
        ("code", "year", "standard"),
        [
            ("NG01", 2015, "qd09-2011"),
            ("NG01", 2016, "qd59-2015"),
            ("NG01", 2021, "qd59-2015"),
            ("NG01", 2022, "nd07-2021"),
            ("YT01", 2018, "qd4667-2014"),
            ("YT01", 2023, "qd1300-2023"),
        ],
    )
    def test_standards_follow_each_other_without_gap(self, code, year, standard):
        assert standard_for(IndicatorPart.objects.get(code=code), year, Standard.objects.all()).code == standard


class TestLoading:
    def test_a_second_run_changes_nothing(self, reference):
        before = {
            model: list(model.objects.order_by("pk").values()) for model in (Commune, Indicator, Programme, Target)
        }
        again = load_reference()
        assert reference.added.total() > 500
        assert (again.added.total(), again.present.total()) == (0, reference.added.total())
        assert again.differing == []
        assert {model: list(model.objects.order_by("pk").values()) for model in before} == before

    def test_what_staff_changed_stays_and_is_told(self, reference):
        Signatory.objects.filter(programme__code="nq04-2016", code="truong-ban").update(name="Người ký")
        out = StringIO()
        call_command("load_reference", stdout=out)
        assert Signatory.objects.get(programme__code="nq04-2016", code="truong-ban").name == "Người ký"
        assert "họ tên người ký" in out.getvalue()

    def test_what_staff_added_stays_and_what_is_missing_comes_back(self, reference):
        group = Indicator.objects.first().group
        Indicator.objects.create(code="XX01", name="Chỉ tiêu của văn phòng", group=group)
        Target.objects.filter(measure="YT01").delete()
        again = load_reference()
        assert again.added == {"mục tiêu": 1}
        assert Indicator.objects.filter(code="XX01").exists()

    def test_history_says_where_rows_come_from(self, reference):
        indicator = Indicator.objects.get(code="NG01")
        assert indicator.history.get().history_change_reason == "dữ liệu gốc"
