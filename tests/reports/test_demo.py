"""The illustrative years: they tell the story they should and add up, recomputed here from the bare rows."""

from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db import transaction
from PIL import Image

from communes.choices import PartKind
from communes.models import (
    Commune,
    Designation,
    IndicatorPart,
    IndicatorValue,
    ProgrammeYear,
    ValidationRule,
    Village,
    YearNote,
)
from communes.reference import load_reference
from communes.services.checks import errors_in, place_problems, warnings_in
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from kontum04.core import clock
from reports.demo import cases
from reports.demo.figures import OFF_BALANCE
from reports.demo.load import load
from reports.demo.people import SHARED_SIGN_IN
from reports.demo.places import LEAVING
from reports.demo.scene import REASON
from reports.demo.shares import dice, shares
from twinning.choices import MEASURES, MONEY_MEASURES, PeriodKind, ReportStatus, UnitKind, UnitLevel, Verdict
from twinning.figures.claims import with_word
from twinning.figures.timeliness import obligation_rows
from twinning.models import (
    Confirmation,
    Contribution,
    Evidence,
    Extension,
    Obligation,
    PlanItem,
    Report,
    ReportSection,
    ReportVersion,
    Twinning,
    Unit,
    WorkResult,
)
from twinning.services.checks import submission_problems

YEAR = 2018
COUNTED = {"submitted", "accepted"}


def annual_contributions(year: int) -> list[Contribution]:
    """Every contribution of the year's annual reports, whatever their status."""
    rows = Contribution.objects.select_related(
        "commune", "report__obligation__unit", "report__obligation__period__programme_year"
    )
    return [
        row
        for row in rows
        if row.report.obligation.period.kind == "annual" and row.report.obligation.period.programme_year.year == year
    ]


def counted(year: int) -> list[Contribution]:
    return [row for row in annual_contributions(year) if row.report.status in COUNTED]


def total(rows: list[Contribution], measure: str):
    return sum(value for row in rows if (value := getattr(row, measure)) is not None)


def commune_values(code: str, year: int) -> dict[str, Decimal]:
    rows = IndicatorValue.objects.filter(part__code=code, year=year, village=None).select_related("commune")
    return {row.commune.code: row.value for row in rows}


def annual_of(unit: str) -> Report:
    return Report.objects.get(
        obligation__unit__name=unit,
        obligation__period__kind=PeriodKind.ANNUAL,
        obligation__period__programme_year__year=YEAR,
    )


@pytest.mark.usefixtures("demo_year")
class TestShape:
    def test_53_communes_20_of_them_key_and_409_made_up_villages(self):
        listed = Designation.objects.values_list("commune__code", "category__is_key")
        assert len({code for code, _key in listed}) == 53
        assert len({code for code, is_key in listed if is_key}) == 20
        assert Village.objects.count() == 409
        assert set(Village.objects.values_list("is_illustrative", flat=True)) == {True}
        assert {row.commune.code for row in Village.objects.select_related("commune")} == {code for code, _ in listed}

    def test_both_namesakes_are_on_the_list(self):
        listed = Commune.objects.filter(designations__isnull=False, name="Đăk Long").distinct()
        assert {commune.district.name for commune in listed} == {"huyện Đăk Glei", "huyện Đăk Hà"}

    def test_some_communes_leave_the_list_at_the_end_of_the_year(self):
        leaving = Designation.objects.filter(ends_on__isnull=False).values_list("commune__code", "ends_on__year")
        assert sorted(leaving) == sorted((code, YEAR) for code in LEAVING)

    def test_units_of_every_kind_72_of_them_of_the_province(self):
        units = Unit.objects.all()
        assert Counter(unit.level for unit in units) == {UnitLevel.PROVINCE: 72, UnitLevel.DISTRICT: 8}
        assert {unit.kind for unit in units} == set(UnitKind.values)

    def test_every_listed_commune_is_helped_in_both_years(self):
        for year in (YEAR - 1, YEAR):
            helped = Twinning.objects.filter(starts_on__year__lte=year).exclude(ends_on__year__lt=year)
            assert len({row.commune_id for row in helped}) == 53

    def test_one_unit_helps_several_communes_and_several_units_one(self):
        pairs = set(Twinning.objects.filter(ends_on=None).values_list("unit", "commune"))
        assert max(Counter(unit for unit, _commune in pairs).values()) >= 2
        assert max(Counter(commune for _unit, commune in pairs).values()) >= 3

    @pytest.mark.parametrize(
        ("unit", "commune"),
        [
            ("Công ty Cao su Chư Mom Ray", "Ia Tơi"),
            ("Công ty Cao su Sa Thầy", "Ia Dom"),
            ("Chi nhánh 716 Binh đoàn 15", "Ia Đal"),
        ],
    )
    def test_documented_pairs_are_kept(self, unit, commune):
        assert Twinning.objects.filter(unit__name=unit, commune__name=commune).exists()

    def test_offices_of_a_district_help_villages_of_that_district(self):
        rows = Twinning.objects.filter(unit__level=UnitLevel.DISTRICT).select_related("unit", "commune", "village")
        assert rows
        for row in rows:
            assert row.village.commune_id == row.commune_id
            assert row.unit.district_id == row.commune.district_id

    def test_every_unit_owes_plan_half_year_and_annual_report_of_both_years(self):
        owed = Counter(Obligation.objects.values_list("unit__name", flat=True))
        assert owed == dict.fromkeys(Unit.objects.values_list("name", flat=True), 6)

    def test_both_years_are_marked(self):
        years = ProgrammeYear.objects.worked_in()
        assert {(row.year, row.is_illustrative) for row in years} == {(2017, True), (2018, True)}
        assert {row.cutoff_on.isoformat() for row in years} == {"2017-12-31", "2018-12-31"}

    def test_a_year_of_record_is_marked_where_its_lists_of_places_and_units_are_made_up(self):
        of_record = ProgrammeYear.objects.filter(is_record=True).values_list("programme__code", "is_illustrative")
        assert set(of_record) == {("nq04-2016", True), ("nq04-2007", False), ("qd2523-2013", False)}


@pytest.mark.usefixtures("demo_year")
class TestTotals:
    def test_the_help_of_2018_is_what_was_published(self):
        rows = counted(YEAR)
        assert total(rows, "trips") == 4800
        assert 3000 < total(rows, "workdays") < 3100
        money = sum(total(rows, measure) for measure in MONEY_MEASURES)
        assert money == sum(row.money_total or 0 for row in rows) == 8_246_500_000

    def test_335_members_at_51_communes_by_the_units_and_by_the_communes(self):
        claimed: dict[str, int] = defaultdict(int)
        for row in counted(YEAR):
            claimed[row.commune.code] += row.party_members or 0
        told = commune_values("DB03", YEAR)
        assert sum(claimed.values()) == sum(told.values()) == 335
        assert sum(count > 0 for count in claimed.values()) == sum(count > 0 for count in told.values()) == 51
        assert len(told) == 53
        assert all(told[code] == count for code, count in claimed.items())

    def test_drafts_and_returned_reports_state_more_that_must_not_count(self):
        uncounted = [row for row in annual_contributions(YEAR) if row.report.status not in COUNTED]
        assert {row.report.status for row in uncounted} == {"draft", "returned"}
        assert total(uncounted, "trips") > 0
        assert total(uncounted, "money_savings") > 0

    def test_half_year_reports_hold_no_more_than_the_annual_ones(self):
        halves = {
            (row.report.obligation.unit_id, row.commune_id): row
            for row in Contribution.objects.filter(
                report__obligation__period__kind=PeriodKind.HALF_YEAR,
                report__obligation__period__programme_year__year=YEAR,
            ).select_related("report__obligation")
        }
        for row in counted(YEAR):
            half = halves.get((row.report.obligation.unit_id, row.commune_id))
            for measure in MEASURES if half else ():
                assert (getattr(half, measure) or 0) <= (getattr(row, measure) or 0)

    def test_some_numbers_are_missing_and_missing_is_not_zero(self):
        rows = counted(YEAR)
        assert any(row.money_out_province is None for row in rows)
        assert any(row.party_members == 0 for row in rows)

    def test_poverty_falls_by_5_6_points_by_one_standard(self):
        rates = {}
        for year in (YEAR - 1, YEAR):
            poor, households = commune_values("NG01", year), commune_values("DC01", year)
            assert len(poor) == len(households) == 53
            rates[year] = 100 * sum(poor.values()) / sum(households.values())
        used = IndicatorValue.objects.filter(part__code="NG01").values_list("standard__code", flat=True)
        assert set(used) == {"qd59-2015"}
        assert (rates[YEAR - 1] - rates[YEAR]).quantize(Decimal("0.1"), ROUND_HALF_UP) == Decimal("5.6")
        assert 28 < rates[YEAR] < 32

    def test_villages_add_up_to_their_commune(self):
        both = IndicatorPart.objects.filter(at_commune=True, at_village=True).exclude(kind=PartKind.RATIO)
        compared = 0
        for part in both:
            for year in (YEAR - 1, YEAR):
                own = commune_values(part.code, year)
                sums: dict[str, Decimal] = defaultdict(Decimal)
                for row in (
                    IndicatorValue.objects.filter(part=part, year=year).exclude(village=None).select_related("commune")
                ):
                    sums[row.commune.code] += row.value
                for code in own.keys() & sums.keys():
                    compared += 1
                    assert own[code] == sums[code], (part.code, year, code)
        assert compared > 800

    def test_there_are_holes(self):
        rows = IndicatorValue.objects.filter(year=YEAR, village=None).values_list("part__code", flat=True)
        reported = Counter(rows)
        assert reported["DC01"] == reported["NG01"] == reported["DB03"] == 53
        assert sum(count < 53 for count in reported.values()) > 10

    def test_no_figure_breaks_a_rule_that_would_refuse_it(self):
        parts = list(IndicatorPart.objects.entered())
        rules = list(ValidationRule.objects.all())
        numbers: dict[tuple, dict[str, Decimal]] = defaultdict(dict)
        for row in IndicatorValue.objects.select_related("part", "commune"):
            numbers[row.year, row.commune.code, row.village_id][row.part.code] = row.value
        warned = Counter()
        for (year, code, village), reported in numbers.items():
            if year == YEAR:
                before = numbers.get((YEAR - 1, code, village), {})
                problems = place_problems(reported, before, parts=parts, rules=rules, where=code)
                assert errors_in(problems) == []
                warned.update((code, problem.field) for problem in warnings_in(problems))
        unbalanced = {code for code, field in warned if field == "value-NG01"}
        assert unbalanced == set(OFF_BALANCE) == set(YearNote.objects.values_list("commune__code", flat=True))


@pytest.mark.usefixtures("demo_year")
class TestFilings:
    @pytest.mark.parametrize(
        ("units", "status"),
        [
            (tuple(cases.RETURNED), ReportStatus.RETURNED),
            (cases.DRAFTS, ReportStatus.DRAFT),
            (cases.WAITING, ReportStatus.SUBMITTED),
            (tuple(cases.SECOND_ROUND), ReportStatus.ACCEPTED),
        ],
    )
    def test_each_unit_of_the_story_stands_where_it_should(self, units, status):
        assert {annual_of(unit).status for unit in units} == {status}

    def test_nothing_was_begun_by_those_who_are_missing(self):
        assert not Report.objects.filter(
            obligation__unit__name__in=cases.MISSING,
            obligation__period__kind=PeriodKind.ANNUAL,
            obligation__period__programme_year__year=YEAR,
        ).exists()
        assert not Report.objects.filter(
            obligation__unit__name=cases.WITHOUT_PLAN,
            obligation__period__kind=PeriodKind.PLAN,
            obligation__period__programme_year__year=YEAR,
        ).exists()

    def test_days_late_are_counted_from_the_date_that_held(self, demo_year):
        office = User.objects.get(username="vanphong")
        late = {
            row.unit_name: row.days_late
            for row in obligation_rows(demo_year, office)
            if row.kind == PeriodKind.ANNUAL and row.is_filed
        }
        expected = cases.DAYS_LATE | {"Vườn quốc gia Chư Mom Ray": 0, "Bộ Chỉ huy Bộ đội Biên phòng tỉnh": 3}
        assert {unit: late[unit] for unit in expected} == expected
        assert {unit for unit, days in late.items() if days} == {unit for unit, days in expected.items() if days}
        assert max(late.values()) > 15

    def test_extensions_and_the_waiver_have_a_reason(self):
        assert {row.obligation.unit.name for row in Extension.objects.all()} == set(cases.EXTENDED)
        waived = Obligation.objects.get(waived_on__isnull=False)
        assert (waived.unit.name, waived.period.kind) == (cases.WAIVED[0], PeriodKind.HALF_YEAR)
        assert not Report.objects.filter(obligation=waived).exists()

    def test_one_unit_did_nothing_and_said_so(self):
        rows = annual_of(cases.NOTHING_DONE).contributions.all()
        assert rows
        assert not any(getattr(row, measure) for row in rows for measure in MEASURES)

    def test_what_was_filed_would_pass_the_checks_of_filing(self):
        for report in Report.objects.filter(status__in=COUNTED).select_related("obligation__period", "submitted_by"):
            problems = submission_problems(report, {}, by=report.submitted_by, no_classified=True)
            assert [problem for problem in problems if problem.severity == "error"] == []

    def test_every_round_is_kept_with_the_answer(self):
        for unit, reason in cases.SECOND_ROUND.items():
            rounds = [(row.number, row.outcome, row.reason) for row in annual_of(unit).versions.all()]
            assert rounds == [(1, "returned", reason), (2, "accepted", "")]
        for unit, reason in cases.RETURNED.items():
            assert [(row.outcome, row.reason) for row in annual_of(unit).versions.all()] == [("returned", reason)]
        first, second = annual_of("Sở Y tế").versions.all()
        assert first.content["contributions"][0]["trips"] is None
        assert second.content["contributions"][0]["trips"] > 0

    def test_papers_name_the_signer_and_the_day(self):
        office = User.objects.get(username="vanphong")
        for report in Report.objects.filter(submitted_by=office):
            assert report.paper_signer
            assert report.paper_received_on == clock.local(report.submitted_at).date()

    def test_works_stand_against_the_plan_and_joint_ones_name_the_lead(self):
        works = WorkResult.objects.select_related("plan_item__report__obligation", "report__obligation")
        assert any(work.joint_lead for work in works)
        assert any(work.is_completed is False for work in works)
        beyond = [work for work in works if work.plan_item is None]
        assert {work.report.obligation.unit.name for work in beyond} == {cases.WITHOUT_PLAN}
        for work in works:
            assert work.joint_lead_id != work.report.obligation.unit_id
            if work.plan_item:
                assert work.plan_item.commune_id == work.commune_id
                assert work.plan_item.report.obligation.unit_id == work.report.obligation.unit_id

    def test_photographs_are_real_files(self):
        rows = Evidence.objects.all()
        assert rows
        for row in rows:
            with row.file.open() as file:
                assert Image.open(file).format == "PNG"

    def test_communes_agreed_disputed_and_kept_silent(self):
        words = Confirmation.objects.select_related("contribution__report__obligation__unit")
        disputes = {
            word.contribution.report.obligation.unit.name: (word.measure, word.reason)
            for word in words
            if word.verdict == Verdict.DISPUTED
        }
        assert disputes
        assert {word.contribution.report.status for word in words} == {"accepted"}
        assert set(disputes) <= {"Sở Công Thương", "Sở Xây dựng", "Cục Thống kê tỉnh", "Công ty Cấp nước Kon Tum"}
        assert all(word.claimed == getattr(word.contribution, word.measure) for word in words)
        silent = [row for row in counted(YEAR) if not row.confirmations.exists()]
        assert silent

    def test_history_tells_the_way_of_a_report_and_the_source_of_a_value(self):
        way = [row.status for row in annual_of("Sở Y tế").history.order_by("history_date", "history_id")]
        assert way == ["draft", "submitted", "returned", "submitted", "accepted"]
        value = IndicatorValue.objects.filter(part__code="NG01", year=YEAR).first()
        assert (value.source, value.history.get().history_change_reason) == (REASON, REASON)
        assert IndicatorValue.history.count() == IndicatorValue.objects.count()


@pytest.mark.usefixtures("demo_year")
class TestPeople:
    def test_one_account_per_role_with_the_shared_password(self):
        people = User.objects.all()
        assert sorted(user.role for user in people) == sorted(Role)
        assert all(user.check_password(SHARED_SIGN_IN) for user in people)
        for user in people:
            validate_password(SHARED_SIGN_IN, user)

    def test_the_unit_has_a_returned_report_and_two_communes(self):
        user = User.objects.get(username="donvi")
        report = Report.objects.visible_to(user).get(
            obligation__period__kind=PeriodKind.ANNUAL, obligation__period__programme_year__year=YEAR
        )
        assert report.status == ReportStatus.RETURNED
        assert Commune.objects.visible_to(user).count() == 2

    def test_the_commune_has_claims_waiting_for_its_word(self):
        user = User.objects.get(username="xa")
        claims = with_word(Contribution.objects.visible_to(user).in_year(ProgrammeYear.objects.first().programme, YEAR))
        assert Commune.objects.visible_to(user).count() == 1
        assert claims.of_kind(PeriodKind.ANNUAL).filter(word="waiting").count() >= 2

    def test_district_and_member_see_listed_communes(self):
        for username, least in (("huyen", 11), ("thanhvien", 3)):
            visible = Commune.objects.visible_to(User.objects.get(username=username))
            assert visible.filter(designations__isnull=False).distinct().count() >= least
        assert Unit.objects.visible_to(User.objects.get(username="huyen")).count() == 3


class TestCommands:
    def test_refuses_a_second_load_and_does_nothing_if_told_so(self, demo_year):
        counts = (Unit.objects.count(), Report.objects.count(), IndicatorValue.objects.count())
        with pytest.raises(CommandError, match="không nạp chồng lên"):
            call_command("load_demo")
        call_command("load_demo", "--if-empty")
        assert (Unit.objects.count(), Report.objects.count(), IndicatorValue.objects.count()) == counts

    @pytest.mark.django_db
    @pytest.mark.parametrize("command", ["load_demo", "show_demo_users"])
    def test_refuses_outside_demo_mode(self, command, settings):
        settings.DEMO = False
        with pytest.raises(CommandError, match="chế độ dùng thử"):
            call_command(command)
        assert not User.objects.exists()

    def test_shows_one_line_per_role(self, demo_year):
        out = StringIO()
        call_command("show_demo_users", stdout=out)
        lines = out.getvalue().splitlines()
        assert SHARED_SIGN_IN in lines[0]
        assert [line.split()[0] for line in lines[1:]] == [
            "quantri", "vanphong", "thanhvien", "truongban", "huyen", "xa", "donvi", "lanhdao",
        ]  # fmt: skip


class TestSeed:
    def test_shares_add_up_and_follow_the_weights(self):
        assert shares(10, [1, 1, 2]) == [3, 2, 5]
        assert shares(7, [0, 5], least=1) == [1, 6]
        assert sum(shares(4800, [dice(1, "x").random() for _ in range(97)])) == 4800
        with pytest.raises(ValueError, match="cannot be shared"):
            shares(2, [1, 1, 1], least=1)

    def test_every_subject_and_seed_draws_its_own_numbers(self):
        drawn = {dice(seed, subject).random() for seed in (1, 2) for subject in ("a", "b")}
        assert len(drawn) == 4
        assert dice(1, "a").random() in drawn

    @pytest.mark.django_db
    def test_the_same_seed_makes_the_same_years(self):
        load_reference()
        assert _everything(7) == _everything(7)


def _everything(seed: int) -> list:
    """All that a load writes, without row numbers and the time of loading; the load is undone."""
    with transaction.atomic():
        load(seed)
        written = [
            list(Contribution.objects.order_by("pk").values_list("report__obligation__unit__name", *MEASURES)),
            list(IndicatorValue.objects.order_by("pk").values_list("part__code", "commune__code", "year", "value")),
            list(Report.objects.order_by("pk").values_list("obligation__unit__name", "status", "submitted_at")),
            list(PlanItem.objects.order_by("pk").values_list("commune__code", "content", "cost", "starts_on")),
            list(WorkResult.objects.order_by("pk").values_list("content", "progress", "note", "joint_lead__name")),
            list(ReportSection.objects.order_by("pk").values_list("section__number", "text")),
            list(ReportVersion.objects.order_by("pk").values_list("number", "outcome", "submitted_at")),
            list(Confirmation.objects.order_by("pk").values_list("measure", "claimed", "verdict")),
            list(Twinning.objects.order_by("pk").values_list("unit__name", "commune__code", "starts_on", "ends_on")),
            list(Evidence.objects.order_by("pk").values_list("sha256", flat=True)),
        ]
        transaction.set_rollback(True)
    return written
