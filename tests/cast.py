"""The fixed cast of the tests: one programme, one year, three communes, three units and one person per role.

Who may see what in it:

    own side                                          foreign side
    district       Đăk Glei: commune, second_commune  other_district  Đăk Hà: foreign_commune
    unit           helps commune and second_commune   other_unit      helps foreign_commune only
    district_unit  helps commune too (joint help)

The people of the roles member, district, commune and unit act on the own side; `commune_outsider` and `unit_outsider`
act on the foreign side; `unposted` is a commune officer to whom nothing was opened.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.urls import reverse

from communes.choices import Aggregation, PartKind
from communes.models import (
    Commune,
    CommuneCategory,
    District,
    IndicatorPart,
    Programme,
    ProgrammeYear,
    Standard,
    Village,
)
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from tests import factories as make
from tests.factories import filed_at
from tests.steering import Steering, build_steering
from twinning.choices import PeriodKind, ReportStatus, ReviewOutcome, UnitKind, UnitLevel
from twinning.models import (
    Contribution,
    Evidence,
    FormSection,
    Obligation,
    PlanItem,
    Report,
    ReportingPeriod,
    Twinning,
    Unit,
    WorkGroup,
    WorkResult,
)

YEAR = 2018


@dataclass(frozen=True)
class People:
    """One person per role, and those who must not get in."""

    admin: User
    office: User
    member: User
    head: User
    district: User
    commune: User
    unit: User
    leadership: User
    commune_outsider: User
    unit_outsider: User
    unposted: User
    inactive: User

    def of(self, role: Role | str) -> User:
        """The person of a role (or by the field's name)."""
        return getattr(self, str(role))


@dataclass(frozen=True)
class Places:
    district: District
    other_district: District
    commune: Commune
    second_commune: Commune
    foreign_commune: Commune
    village: Village
    second_village: Village
    foreign_village: Village


@dataclass(frozen=True)
class Parts:
    """The parts of the cast's indicators, by what they hold."""

    households: IndicatorPart
    people: IndicatorPart
    poor: IndicatorPart
    poverty_rate: IndicatorPart
    poverty_change: IndicatorPart
    health: IndicatorPart
    village_state: IndicatorPart
    income: IndicatorPart
    standard: Standard


@dataclass(frozen=True)
class Filings:
    """The unit's plan is accepted (late start: none), its half-year report filed 5 days late, its annual one a draft.
    The other unit's plan was returned and its annual report accepted; the district unit filed annually, 5 days late."""

    plan: Report
    half: Report
    draft: Report
    other_plan: Report
    accepted: Report
    submitted: Report
    plan_item: PlanItem
    other_plan_item: PlanItem
    half_contribution: Contribution
    draft_contribution: Contribution
    accepted_contribution: Contribution
    submitted_contribution: Contribution
    work: WorkResult
    evidence: Evidence
    other_evidence: Evidence


@dataclass(frozen=True)
class World:
    """The cast. `world.people.office`, `world.filings.draft`, and the often used ones directly: `world.commune`."""

    people: People
    places: Places
    parts: Parts
    filings: Filings
    steering: Steering
    programme: Programme
    previous_year: ProgrammeYear
    programme_year: ProgrammeYear
    category: CommuneCategory
    key_category: CommuneCategory
    unit: Unit
    other_unit: Unit
    district_unit: Unit
    twinning: Twinning
    joint_twinning: Twinning
    foreign_twinning: Twinning
    work_group: WorkGroup
    section: FormSection
    periods: dict[str, ReportingPeriod]

    @property
    def commune(self) -> Commune:
        return self.places.commune

    @property
    def foreign_commune(self) -> Commune:
        return self.places.foreign_commune

    @property
    def year(self) -> int:
        return self.programme_year.year

    def obligation(self, unit: Unit, kind: PeriodKind) -> Obligation:
        """What a unit of the cast owes in a period: every pair has its row."""
        return Obligation.objects.get(unit=unit, period=self.periods[kind])

    def url(self, name: str, **kwargs) -> str:
        """Address of a page of the cast's programme and year."""
        return reverse(name, kwargs={"programme": self.programme.code, "year": self.year, **kwargs})


def build_world() -> World:
    """Make the cast in an empty database."""
    places = _places()
    programme = make.ProgrammeFactory(
        code="nq04-2016",
        name="Nghị quyết 04-NQ/TU năm 2016 về giúp đỡ các xã đặc biệt khó khăn",
        short_name="Nghị quyết 04 (2016)",
        decision__number="04-NQ/TU",
    )
    previous_year = make.ProgrammeYearFactory(programme=programme, year=YEAR - 1)
    programme_year = make.ProgrammeYearFactory(programme=programme, year=YEAR)
    category = make.CommuneCategoryFactory(
        programme=programme, code="dbkk", name="Xã đặc biệt khó khăn", short_name="ĐBKK", order=1
    )
    key_category = make.CommuneCategoryFactory(
        programme=programme, code="trong-diem", name="Xã trọng điểm", short_name="Trọng điểm", is_key=True, order=2
    )
    for commune in (places.commune, places.second_commune, places.foreign_commune):
        make.DesignationFactory(programme=programme, commune=commune, category=category)
    make.DesignationFactory(programme=programme, commune=places.commune, category=key_category)
    make.TargetFactory(programme=programme)
    units = _units(places)
    people = _people(places, *units)
    periods = {kind: _period(programme_year, kind, units) for kind in PeriodKind}
    work_group = make.WorkGroupFactory(programme=programme, code="kinh-te", short_name="Kinh tế")
    section = make.FormSectionFactory(programme=programme, number="I", title="Tình hình xã", is_required=True, order=1)
    make.FormSectionFactory(programme=programme, number="V", title="Kiến nghị", in_half_year=False, order=5)
    parts = _parts()
    _values(parts, places, people.office)
    twinnings = _twinnings(programme, places, *units)
    return World(
        people=people,
        places=places,
        parts=parts,
        filings=_filings(periods, units, places, people, work_group, section),
        steering=build_steering(programme, YEAR, places, units, people),
        programme=programme,
        previous_year=previous_year,
        programme_year=programme_year,
        category=category,
        key_category=key_category,
        unit=units[0],
        other_unit=units[1],
        district_unit=units[2],
        twinning=twinnings[0],
        joint_twinning=twinnings[1],
        foreign_twinning=twinnings[2],
        work_group=work_group,
        section=section,
        periods=periods,
    )


def _places() -> Places:
    district = make.DistrictFactory(code="610", name="huyện Đăk Glei", gso_name="huyện Đắk Glei")
    other_district = make.DistrictFactory(code="615", name="huyện Đăk Hà", gso_name="huyện Đắk Hà")
    # Two namesakes, as there were: only the district tells them apart.
    commune = make.CommuneFactory(code="23365", name="Đăk Long", gso_name="Đắk Long", district=district)
    second_commune = make.CommuneFactory(code="23353", name="Đăk Nhoong", gso_name="Đắk Nhoong", district=district)
    foreign_commune = make.CommuneFactory(code="23504", name="Đăk Long", gso_name="Đắk Long", district=other_district)
    return Places(
        district=district,
        other_district=other_district,
        commune=commune,
        second_commune=second_commune,
        foreign_commune=foreign_commune,
        village=make.VillageFactory(commune=commune, name="Đăk Ôn"),
        second_village=make.VillageFactory(commune=commune, name="Đăk Tu"),
        foreign_village=make.VillageFactory(commune=foreign_commune, name="Kon Teo"),
    )


def _units(places: Places) -> tuple[Unit, Unit, Unit]:
    return (
        make.UnitFactory(name="Sở Thử nghiệm", short_name="Sở TN"),
        make.UnitFactory(name="Công ty Ví dụ", kind=UnitKind.ENTERPRISE),
        make.UnitFactory(
            name="Phòng Thử nghiệm huyện Đăk Glei",
            kind=UnitKind.DISTRICT_OFFICE,
            level=UnitLevel.DISTRICT,
            district=places.district,
        ),
    )


def _people(places: Places, unit: Unit, other_unit: Unit, _district_unit: Unit) -> People:
    one_per_role = {role.value: make.UserFactory(username=role.value, role=role) for role in Role}
    people = People(
        **one_per_role,
        commune_outsider=make.UserFactory(username="commune-outsider", role=Role.COMMUNE),
        unit_outsider=make.UserFactory(username="unit-outsider", role=Role.UNIT),
        unposted=make.UserFactory(username="unposted", role=Role.COMMUNE),
        inactive=make.UserFactory(username="inactive", role=Role.OFFICE, is_active=False),
    )
    make.PostingFactory(user=people.member, commune=places.commune)
    make.PostingFactory(user=people.commune, commune=places.commune)
    make.PostingFactory(user=people.district, district=places.district)
    make.PostingFactory(user=people.commune_outsider, commune=places.foreign_commune)
    make.MembershipFactory(user=people.unit, unit=unit)
    make.MembershipFactory(user=people.unit_outsider, unit=other_unit)
    return people


def _period(programme_year: ProgrammeYear, kind: PeriodKind, units: tuple[Unit, ...]) -> ReportingPeriod:
    month, day = make.DUE_DAYS[kind]
    make.DefaultDueDateFactory(programme=programme_year.programme, kind=kind, month=month, day=day)
    period = make.ReportingPeriodFactory(programme_year=programme_year, kind=kind)
    for unit in units:
        make.ObligationFactory(unit=unit, period=period)
    return period


def _twinnings(programme: Programme, places: Places, unit: Unit, other_unit: Unit, district_unit: Unit):
    first = make.TwinningFactory(programme=programme, unit=unit, commune=places.commune)
    make.TwinningFactory(programme=programme, unit=unit, commune=places.second_commune)
    joint = make.TwinningFactory(programme=programme, unit=district_unit, commune=places.commune)
    foreign = make.TwinningFactory(programme=programme, unit=other_unit, commune=places.foreign_commune)
    return first, joint, foreign


def _parts() -> Parts:
    population = make.IndicatorGroupFactory(code="DC", name="Dân cư", order=1)
    poverty = make.IndicatorGroupFactory(code="NG", name="Nghèo", order=2)
    society = make.IndicatorGroupFactory(code="XH", name="Văn hóa – xã hội", order=3)

    def part(group, code, name, **options) -> IndicatorPart:
        indicator = make.IndicatorFactory(group=group, code=code, name=name, order=options.get("order", 0))
        return make.IndicatorPartFactory(indicator=indicator, **options)

    households = part(population, "DC01", "Tổng số hộ", at_village=True, minimum=1, order=1)
    people = part(population, "DC03", "Nhân khẩu", unit="người", order=2)
    poor = part(poverty, "NG01", "Hộ nghèo", at_village=True, standard_family="ngheo", lower_is_better=True, order=1)
    rate = part(
        poverty, "NG03", "Tỷ lệ hộ nghèo", unit="%", kind=PartKind.RATIO, aggregation=Aggregation.RATIO_OF_SUMS,
        numerator=poor, denominator=households, standard_family="ngheo", decimals=1, lower_is_better=True, order=3,
    )  # fmt: skip
    change = part(
        poverty, "NG04", "Mức giảm tỷ lệ hộ nghèo", unit="điểm %", kind=PartKind.CHANGE, numerator=rate,
        aggregation=Aggregation.RATIO_OF_SUMS, standard_family="ngheo", decimals=1, order=4,
    )  # fmt: skip
    make.ValidationRuleFactory(
        indicator=poor.indicator, left="NG01", right="DC01", message="Số hộ nghèo không được lớn hơn tổng số hộ."
    )
    make.StandardFactory(code="qd09-2011", name="QĐ 09/2011/QĐ-TTg", first_year=2011, last_year=2015)
    return Parts(
        households=households,
        people=people,
        poor=poor,
        poverty_rate=rate,
        poverty_change=change,
        health=part(
            society, "YT01", "Đạt Bộ tiêu chí quốc gia về y tế xã", unit="có/không", kind=PartKind.BOOLEAN,
            aggregation=Aggregation.COUNT_TRUE, order=1,
        ),
        village_state=part(
            society, "ND01", "No đủ – vững mạnh – an toàn", unit="mức", kind=PartKind.CHOICE, at_village=True,
            choices=[[0, "chưa đạt"], [1, "cơ bản đạt"], [2, "đạt"]], aggregation=Aggregation.DISTRIBUTION, order=2,
        ),
        income=part(
            society, "TN01", "Thu nhập bình quân đầu người", unit="triệu đồng/năm", kind=PartKind.DECIMAL,
            aggregation=Aggregation.WEIGHTED_MEAN, denominator=people, decimals=2, order=3,
        ),
        standard=make.StandardFactory(code="qd59-2015", name="QĐ 59/2015/QĐ-TTg", first_year=2016, last_year=2021),
    )  # fmt: skip


def _values(parts: Parts, places: Places, by: User) -> None:
    """Two years of the commune; the second commune reported no poor households: missing, not zero."""
    reported = [
        (places.commune, YEAR - 1, 400, 200),
        (places.commune, YEAR, 400, 180),
        (places.second_commune, YEAR, 300, None),
        (places.foreign_commune, YEAR - 1, 500, 150),
        (places.foreign_commune, YEAR, 500, 100),
    ]
    value = partial(make.IndicatorValueFactory, updated_by=by)
    for commune, year, households, poor in reported:
        value(part=parts.households, commune=commune, year=year, value=households)
        if poor is not None:
            value(part=parts.poor, commune=commune, year=year, value=poor, standard=parts.standard)
    value(part=parts.people, commune=places.commune, value=1900)
    value(part=parts.health, commune=places.commune, value=1)
    value(part=parts.income, commune=places.commune, value=Decimal("12.5"))
    value(part=parts.village_state, commune=places.commune, village=places.village, value=1)


def _filings(periods, units, places: Places, people: People, work_group: WorkGroup, section: FormSection) -> Filings:
    unit, other_unit, district_unit = units

    def report(of: Unit, kind: PeriodKind, status: ReportStatus, when=None, by: User | None = None) -> Report:
        obligation = Obligation.objects.get(unit=of, period=periods[kind])
        return make.ReportFactory(obligation=obligation, status=status, submitted_at=when, submitted_by=by)

    plan = report(unit, PeriodKind.PLAN, ReportStatus.ACCEPTED, filed_at(YEAR, 1, 25), people.unit)
    half = report(unit, PeriodKind.HALF_YEAR, ReportStatus.SUBMITTED, filed_at(YEAR, 6, 20), people.unit)
    draft = report(unit, PeriodKind.ANNUAL, ReportStatus.DRAFT)
    other_plan = report(other_unit, PeriodKind.PLAN, ReportStatus.RETURNED, filed_at(YEAR, 1, 30), people.unit_outsider)
    accepted = report(
        other_unit, PeriodKind.ANNUAL, ReportStatus.ACCEPTED, filed_at(YEAR, 11, 28), people.unit_outsider
    )
    submitted = report(district_unit, PeriodKind.ANNUAL, ReportStatus.SUBMITTED, filed_at(YEAR, 12, 5), people.office)
    _versions(people, plan, half, accepted, submitted, other_plan)
    plan_item = make.PlanItemFactory(
        report=plan, commune=places.commune, work_group=work_group, content="Làm 500 m đường bê tông", cost=200_000_000
    )
    make.ReportSectionFactory(report=draft, section=section)
    return Filings(
        plan=plan,
        half=half,
        draft=draft,
        other_plan=other_plan,
        accepted=accepted,
        submitted=submitted,
        plan_item=plan_item,
        other_plan_item=make.PlanItemFactory(report=other_plan, commune=places.foreign_commune, work_group=work_group),
        half_contribution=make.ContributionFactory(report=half, commune=places.commune, trips=20, workdays=15),
        draft_contribution=make.ContributionFactory(report=draft, commune=places.commune, trips=60),
        accepted_contribution=make.ContributionFactory(
            report=accepted, commune=places.foreign_commune, trips=100, workdays=Decimal("80.5"),
            money_savings=50_000_000, money_staff=30_000_000, party_members=7,
        ),
        submitted_contribution=make.ContributionFactory(
            report=submitted, commune=places.commune, trips=12, money_savings=5_000_000, party_members=0
        ),
        work=make.WorkResultFactory(
            report=submitted, commune=places.commune, content="Sửa nhà rông", progress=100, is_completed=True
        ),
        evidence=make.EvidenceFactory(report=draft, commune=places.commune, uploaded_by=people.unit),
        other_evidence=make.EvidenceFactory(
            report=accepted, commune=places.foreign_commune, uploaded_by=people.unit_outsider
        ),
    )  # fmt: skip


def _versions(people: People, plan, half, accepted, submitted, other_plan) -> None:
    """The filed rounds: two accepted, two waiting, one sent back."""
    for report in (plan, accepted):
        make.ReportVersionFactory(
            report=report,
            outcome=ReviewOutcome.ACCEPTED,
            reviewed_at=report.submitted_at,
            reviewed_by=people.office,
        )
    for report in (half, submitted):
        make.ReportVersionFactory(report=report)
    make.ReportVersionFactory(
        report=other_plan,
        outcome=ReviewOutcome.RETURNED,
        reason="Chưa ghi nguồn kinh phí.",
        reviewed_at=other_plan.submitted_at,
        reviewed_by=people.office,
    )
