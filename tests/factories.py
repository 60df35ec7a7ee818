"""One factory per table. Each makes a row that is valid by itself; tests name only what they are about.

Rows that depend on each other agree by default (a designation's category is of its programme, a report's obligation
of its period), and counts are small. Nothing here is a real figure.
"""

import datetime as dt
import hashlib
from decimal import Decimal
from functools import cache

import factory
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from communes import choices as commune_choices
from communes import models as communes
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from kontum04.core import clock
from reports import choices as report_choices
from reports import models as reports
from reports.services.archive import stored
from twinning import choices as twinning_choices
from twinning import models as twinning

PASSWORD = "Mat-khau-thu-2018"
LAST_DAY_OF_DISTRICTS = dt.date(2025, 6, 30)


@cache
def hashed_password() -> str:
    """Hashing is slow on purpose; once is enough for all invented people."""
    return make_password(PASSWORD)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        django_get_or_create = ("username",)

    username = Sequence(lambda n: f"nguoi-dung-{n}")
    display_name = LazyAttribute(lambda user: f"Tài khoản {user.username}")
    role = Role.UNIT
    password = factory.LazyFunction(hashed_password)


# --- Ground floor -------------------------------------------------------------------------------------------------


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = communes.Decision

    number = Sequence(lambda n: f"{n + 1}-QĐ/TU")
    issued_on = dt.date(2016, 6, 15)
    issuer = "Tỉnh ủy Kon Tum"


class DistrictFactory(DjangoModelFactory):
    class Meta:
        model = communes.District

    code = Sequence(lambda n: f"{chr(ord('A') + n // 100 % 26)}{n % 100:02}")  # letters: never a code of the cast
    name = Sequence(lambda n: f"huyện thử {n}")
    valid_to = LAST_DAY_OF_DISTRICTS


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = communes.Commune

    code = Sequence(lambda n: f"{70000 + n % 30000:05}")
    name = Sequence(lambda n: f"Thử {n}")
    district = SubFactory(DistrictFactory)
    province_name = "Kon Tum"
    valid_to = LAST_DAY_OF_DISTRICTS


def square(west: float, south: float, side: float = 0.1) -> dict:
    """A small outline as GeoJSON."""
    east, north = round(west + side, 4), round(south + side, 4)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


class BoundaryFactory(DjangoModelFactory):
    """Squares beside one another."""

    class Meta:
        model = communes.Boundary

    commune = SubFactory(CommuneFactory)
    geometry = Sequence(lambda n: square(round(107 + n % 10 / 10, 4), round(14 + n // 10 % 10 / 10, 4)))
    source = "Sở Nông nghiệp và Môi trường"


class VillageFactory(DjangoModelFactory):
    class Meta:
        model = communes.Village

    commune = SubFactory(CommuneFactory)
    name = Sequence(lambda n: f"Thử {n}")


class SuccessionFactory(DjangoModelFactory):
    class Meta:
        model = communes.Succession

    predecessor = SubFactory(CommuneFactory)
    successor = SubFactory(CommuneFactory, district=None, valid_from=dt.date(2025, 7, 1), valid_to=None)
    kind = commune_choices.SuccessionKind.WHOLE
    effective_on = dt.date(2025, 7, 1)
    decision = SubFactory(DecisionFactory)


class PostingFactory(DjangoModelFactory):
    """Give a commune or a district; a commune of its own otherwise."""

    class Meta:
        model = communes.Posting

    user = SubFactory(UserFactory, role=Role.COMMUNE)
    district = None
    commune = factory.Maybe("district", None, SubFactory(CommuneFactory))


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = communes.Programme

    code = Sequence(lambda n: f"chuong-trinh-{n}")
    name = LazyAttribute(lambda programme: f"Chương trình {programme.code}")
    short_name = LazyAttribute(lambda programme: programme.code.upper())
    style = commune_choices.DocumentStyle.PARTY
    decision = SubFactory(DecisionFactory)
    first_year = 2016
    place_name = "Kon Tum"
    superior_body = "TỈNH ỦY KON TUM"
    issuing_body = "BAN CHỈ ĐẠO 04"
    symbol = "BCĐ"
    recipients = "- Thường trực Tỉnh ủy,\n- Lưu Văn phòng."


class ProgrammeYearFactory(DjangoModelFactory):
    class Meta:
        model = communes.ProgrammeYear

    programme = SubFactory(ProgrammeFactory)
    year = 2018
    cutoff_on = LazyAttribute(lambda row: dt.date(row.year, 12, 31))


class CommuneCategoryFactory(DjangoModelFactory):
    class Meta:
        model = communes.CommuneCategory

    programme = SubFactory(ProgrammeFactory)
    code = Sequence(lambda n: f"dien-{n}")
    name = LazyAttribute(lambda category: f"Xã thuộc {category.code}")
    short_name = LazyAttribute(lambda category: category.code)


class DesignationFactory(DjangoModelFactory):
    class Meta:
        model = communes.Designation

    programme = SubFactory(ProgrammeFactory)
    commune = SubFactory(CommuneFactory)
    category = SubFactory(CommuneCategoryFactory, programme=SelfAttribute("..programme"))
    starts_on = dt.date(2016, 7, 1)


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = communes.Target

    programme = SubFactory(ProgrammeFactory)
    label = "Giảm tỷ lệ hộ nghèo 6–8 điểm % mỗi năm"
    measure = "NG04"
    comparator = commune_choices.Comparator.BETWEEN
    value = Decimal(6)
    value_upper = Decimal(8)
    unit = "điểm %"
    every_year = True
    source = "NQ 04-NQ/TU 2016, II.1."


class PublishedFigureFactory(DjangoModelFactory):
    class Meta:
        model = communes.PublishedFigure

    programme = SubFactory(ProgrammeFactory)
    code = Sequence(lambda n: f"so-{n}")
    label = "Lượt người xuống cơ sở"
    year = 2018
    value = Decimal(100)
    unit = "lượt"
    source = "nguồn thử"


class StandardFactory(DjangoModelFactory):
    class Meta:
        model = communes.Standard

    code = Sequence(lambda n: f"chuan-{n}")
    family = "ngheo"
    name = LazyAttribute(lambda standard: f"Chuẩn {standard.code}")
    first_year = 2016


class IndicatorGroupFactory(DjangoModelFactory):
    class Meta:
        model = communes.IndicatorGroup

    code = Sequence(lambda n: f"n{n}")
    name = LazyAttribute(lambda group: f"Nhóm {group.code}")


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = communes.Indicator

    code = Sequence(lambda n: f"CT{n:03}")
    name = LazyAttribute(lambda indicator: f"Chỉ tiêu {indicator.code}")
    group = SubFactory(IndicatorGroupFactory)


class IndicatorPartFactory(DjangoModelFactory):
    """A whole number entered at the commune, unless told otherwise. Its code is its indicator's, as in simple ones."""

    class Meta:
        model = communes.IndicatorPart

    indicator = SubFactory(IndicatorFactory)
    code = SelfAttribute("indicator.code")
    label = SelfAttribute("indicator.name")
    unit = "hộ"
    kind = commune_choices.PartKind.INTEGER
    aggregation = commune_choices.Aggregation.SUM


class ValidationRuleFactory(DjangoModelFactory):
    class Meta:
        model = communes.ValidationRule

    indicator = SubFactory(IndicatorFactory)
    left = LazyAttribute(lambda rule: IndicatorPartFactory(indicator=rule.indicator).code)
    comparator = "<="
    right = LazyAttribute(lambda _rule: IndicatorPartFactory().code)
    message = "Vế trái không được lớn hơn vế phải."


class IndicatorValueFactory(DjangoModelFactory):
    class Meta:
        model = communes.IndicatorValue

    part = SubFactory(IndicatorPartFactory)
    commune = SubFactory(CommuneFactory)
    year = 2018
    value = Decimal(1)
    updated_by = SubFactory(UserFactory, role=Role.COMMUNE)


class YearNoteFactory(DjangoModelFactory):
    class Meta:
        model = communes.YearNote

    commune = SubFactory(CommuneFactory)
    year = 2018
    text = "Chưa rà soát xong."


# --- Twinning -----------------------------------------------------------------------------------------------------


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = twinning.Unit

    name = Sequence(lambda n: f"Đơn vị thử {n}")
    kind = twinning_choices.UnitKind.DEPARTMENT


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = twinning.Membership

    user = SubFactory(UserFactory, role=Role.UNIT)
    unit = SubFactory(UnitFactory)


class TwinningFactory(DjangoModelFactory):
    class Meta:
        model = twinning.Twinning

    programme = SubFactory(ProgrammeFactory)
    unit = SubFactory(UnitFactory)
    commune = SubFactory(CommuneFactory)
    starts_on = dt.date(2016, 7, 1)


class UnitSuccessionFactory(DjangoModelFactory):
    class Meta:
        model = twinning.UnitSuccession

    predecessor = SubFactory(UnitFactory)
    successor = SubFactory(UnitFactory)
    kind = twinning_choices.UnitChange.MERGE
    effective_on = dt.date(2018, 7, 1)
    decision = SubFactory(DecisionFactory)


class WorkGroupFactory(DjangoModelFactory):
    class Meta:
        model = twinning.WorkGroup

    programme = SubFactory(ProgrammeFactory)
    code = Sequence(lambda n: f"nhom-{n}")
    name = LazyAttribute(lambda group: f"Nhóm việc {group.code}")
    short_name = LazyAttribute(lambda group: group.code)


class FormSectionFactory(DjangoModelFactory):
    class Meta:
        model = twinning.FormSection

    programme = SubFactory(ProgrammeFactory)
    number = Sequence(lambda n: f"M{n}")
    title = LazyAttribute(lambda section: f"Mục {section.number}")


class DefaultDueDateFactory(DjangoModelFactory):
    class Meta:
        model = twinning.DefaultDueDate

    programme = SubFactory(ProgrammeFactory)
    kind = twinning_choices.PeriodKind.ANNUAL
    day = 30
    month = 11


DUE_DAYS = {
    twinning_choices.PeriodKind.PLAN: (1, 31),
    twinning_choices.PeriodKind.HALF_YEAR: (6, 15),
    twinning_choices.PeriodKind.ANNUAL: (11, 30),
}
"""Month and day on which a filing of each kind is due, as the domain proposes."""


class ReportingPeriodFactory(DjangoModelFactory):
    class Meta:
        model = twinning.ReportingPeriod

    programme_year = SubFactory(ProgrammeYearFactory)
    kind = twinning_choices.PeriodKind.ANNUAL
    due_on = LazyAttribute(lambda period: dt.date(period.programme_year.year, *DUE_DAYS[period.kind]))


class ObligationFactory(DjangoModelFactory):
    class Meta:
        model = twinning.Obligation

    unit = SubFactory(UnitFactory)
    period = SubFactory(ReportingPeriodFactory)


class ExtensionFactory(DjangoModelFactory):
    class Meta:
        model = twinning.Extension

    obligation = SubFactory(ObligationFactory)
    new_due_on = dt.date(2018, 12, 15)
    reason = "Bão lũ chia cắt đường."
    granted_by = SubFactory(UserFactory, role=Role.OFFICE)


def filed_at(year: int, month: int, day: int) -> dt.datetime:
    """Nine in the morning of that day in Kon Tum."""
    return dt.datetime(year, month, day, 9, tzinfo=clock.ZONE)


class ReportFactory(DjangoModelFactory):
    """A draft. `filed=True`: submitted a week before it was due (give `status` for another one)."""

    class Meta:
        model = twinning.Report

    class Params:
        filed = factory.Trait(
            status=twinning_choices.ReportStatus.SUBMITTED,
            submitted_at=LazyAttribute(
                lambda report: dt.datetime.combine(
                    report.obligation.period.due_on - dt.timedelta(days=7), dt.time(9), tzinfo=clock.ZONE
                )
            ),
            submitted_by=SubFactory(UserFactory, role=Role.UNIT),
        )

    obligation = SubFactory(ObligationFactory)


class ReportVersionFactory(DjangoModelFactory):
    class Meta:
        model = twinning.ReportVersion

    report = SubFactory(ReportFactory, filed=True)
    number = 1
    content = factory.LazyFunction(lambda: {"contributions": []})
    submitted_at = SelfAttribute("report.submitted_at")
    submitted_by = SelfAttribute("report.submitted_by")


class PlanItemFactory(DjangoModelFactory):
    class Meta:
        model = twinning.PlanItem

    report = SubFactory(ReportFactory, obligation__period__kind=twinning_choices.PeriodKind.PLAN)
    commune = SubFactory(CommuneFactory)
    work_group = SubFactory(
        WorkGroupFactory, programme=SelfAttribute("..report.obligation.period.programme_year.programme")
    )
    kind = twinning_choices.ItemKind.WORK
    content = Sequence(lambda n: f"Làm đường bê tông số {n}")


class PlanPartnerFactory(DjangoModelFactory):
    class Meta:
        model = twinning.PlanPartner

    item = SubFactory(PlanItemFactory)
    unit = SubFactory(UnitFactory)
    name = LazyAttribute(lambda row: row.unit.name)


class OverlapNoteFactory(DjangoModelFactory):
    class Meta:
        model = twinning.OverlapNote
        skip_postgeneration_save = True

    commune = SubFactory(CommuneFactory)
    year = 2018
    kind = twinning_choices.ItemKind.WORK
    note = "Hai đơn vị làm chung một đoạn đường."
    recorded_by = SubFactory(UserFactory, role=Role.OFFICE)

    @factory.post_generation
    def items(self, create, extracted, **kwargs):
        if create:
            self.items.set(extracted or [PlanItemFactory(commune=self.commune)])


class ContributionFactory(DjangoModelFactory):
    """Nothing reported, unless told otherwise."""

    class Meta:
        model = twinning.Contribution

    report = SubFactory(ReportFactory)
    commune = SubFactory(CommuneFactory)


class WorkResultFactory(DjangoModelFactory):
    class Meta:
        model = twinning.WorkResult

    report = SubFactory(ReportFactory)
    commune = SubFactory(CommuneFactory)
    content = Sequence(lambda n: f"Nhà rông số {n}")


class ReportSectionFactory(DjangoModelFactory):
    class Meta:
        model = twinning.ReportSection

    report = SubFactory(ReportFactory)
    section = SubFactory(
        FormSectionFactory, programme=SelfAttribute("..report.obligation.period.programme_year.programme")
    )
    text = "Tình hình ổn định."


class EvidenceFactory(DjangoModelFactory):
    """A small text of bytes; give `data` for another content."""

    class Meta:
        model = twinning.Evidence

    class Params:
        data = b"%PDF-1.4\n%%EOF\n"

    report = SubFactory(ReportFactory)
    original_name = "Biên bản bàn giao.pdf"
    content_type = "application/pdf"
    size = LazyAttribute(lambda evidence: len(evidence.data))
    sha256 = LazyAttribute(lambda evidence: hashlib.sha256(evidence.data).hexdigest())
    file = LazyAttribute(lambda evidence: ContentFile(evidence.data, name=evidence.original_name))
    uploaded_by = SubFactory(UserFactory, role=Role.UNIT)


class ConfirmationFactory(DjangoModelFactory):
    class Meta:
        model = twinning.Confirmation

    contribution = SubFactory(ContributionFactory, trips=10)
    measure = "trips"
    claimed = Decimal(10)
    verdict = twinning_choices.Verdict.AGREED
    given_by = SubFactory(UserFactory, role=Role.COMMUNE)


# --- Steering -----------------------------------------------------------------------------------------------------


class ReminderStepFactory(DjangoModelFactory):
    class Meta:
        model = twinning.ReminderStep

    programme = SubFactory(ProgrammeFactory)
    days = Sequence(lambda n: n % 30 + 1)
    audience = twinning_choices.ReminderAudience.UNIT


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = twinning.Notice

    obligation = SubFactory(ObligationFactory)
    due_on = LazyAttribute(lambda notice: notice.obligation.period.due_on)
    user = SubFactory(UserFactory)
    text = "Báo cáo năm: quá hạn 3 ngày."


class ScoreSchemeFactory(DjangoModelFactory):
    class Meta:
        model = twinning.ScoreScheme

    programme = SubFactory(ProgrammeFactory)
    from_year = 2016
    title = "Chấm điểm thử"


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = twinning.Criterion

    scheme = SubFactory(ScoreSchemeFactory)
    code = Sequence(lambda n: f"tieu-chi-{n}")
    label = "Bám nắm cơ sở"
    max_points = Decimal(100)
    formula = "100 * share(trips, 10 * communes)"


class RankBandFactory(DjangoModelFactory):
    class Meta:
        model = twinning.RankBand

    scheme = SubFactory(ScoreSchemeFactory)
    label = "Hoàn thành"
    at_least = Sequence(Decimal)


class RatingOverruleFactory(DjangoModelFactory):
    class Meta:
        model = twinning.RatingOverrule

    programme_year = SubFactory(ProgrammeYearFactory)
    unit = SubFactory(UnitFactory)
    rank = "Hoàn thành"
    reason = "Đơn vị khắc phục ngay trong tháng."
    given_by = SubFactory(UserFactory, role=Role.HEAD)


class RatingReplyFactory(DjangoModelFactory):
    class Meta:
        model = twinning.RatingReply

    programme_year = SubFactory(ProgrammeYearFactory)
    unit = SubFactory(UnitFactory)
    text = "Đơn vị xin tiếp thu."
    given_by = SubFactory(UserFactory, role=Role.UNIT)


class SignalRuleFactory(DjangoModelFactory):
    class Meta:
        model = twinning.SignalRule

    programme = SubFactory(ProgrammeFactory)


class SignalAnswerFactory(DjangoModelFactory):
    class Meta:
        model = twinning.SignalAnswer

    programme_year = SubFactory(ProgrammeYearFactory)
    unit = SubFactory(UnitFactory)
    code = Sequence(lambda n: f"absent-{n}")
    answer = "Tổ 04 vẫn xuống xã hằng tháng, báo cáo ghi thiếu."
    answered_by = SubFactory(UserFactory)
    answered_at = factory.LazyFunction(clock.now)


class RequestFactory(DjangoModelFactory):
    """Passed on to nobody yet, unless told otherwise."""

    class Meta:
        model = twinning.Request

    programme = SubFactory(ProgrammeFactory)
    commune = SubFactory(CommuneFactory)
    filed_on = dt.date(2018, 5, 10)
    text = Sequence(lambda n: f"Đề nghị hỗ trợ sửa đường vào thôn số {n}")


class CommendationFactory(DjangoModelFactory):
    class Meta:
        model = twinning.Commendation

    programme = SubFactory(ProgrammeFactory)
    year = 2018
    unit = SubFactory(UnitFactory)
    reason = "Giúp xã hoàn thành các việc đã đăng ký."


class AssignmentProposalFactory(DjangoModelFactory):
    class Meta:
        model = twinning.AssignmentProposal

    programme = SubFactory(ProgrammeFactory)
    year = 2018
    unit = SubFactory(UnitFactory)
    commune = SubFactory(CommuneFactory)
    change = twinning_choices.AssignmentChange.ADD
    reason = "Xã cần thêm đơn vị giúp đỡ."


class ExitProposalFactory(DjangoModelFactory):
    class Meta:
        model = communes.ExitProposal

    programme = SubFactory(ProgrammeFactory)
    year = 2018
    commune = SubFactory(CommuneFactory)
    reason = "Đạt các tiêu chí của giai đoạn."


class ExitRuleSetFactory(DjangoModelFactory):
    class Meta:
        model = communes.ExitRuleSet

    code = Sequence(lambda n: f"bo-tieu-chi-{n}")
    title = "Tiêu chí thử"
    basis = "Văn bản thử"
    from_year = 2016
    verdict = "no(ngheo)"


class ExitCriterionFactory(DjangoModelFactory):
    class Meta:
        model = communes.ExitCriterion

    rule_set = SubFactory(ExitRuleSetFactory)
    code = "ngheo"
    label = "Tỷ lệ hộ nghèo từ 20 %"
    formula = "NG03 >= 20"


class ProsperityRuleSetFactory(DjangoModelFactory):
    """One part, met by less than 30 % of poor households, makes the state of a commune."""

    class Meta:
        model = communes.ProsperityRuleSet

    code = Sequence(lambda n: f"no-du-{n}")
    title = "No đủ – vững mạnh – an toàn, bộ thử"
    basis = "Văn bản thử"
    level = communes.PlaceLevel.COMMUNE
    reported_in = SubFactory(
        IndicatorPartFactory,
        unit="xã",
        kind=commune_choices.PartKind.CHOICE,
        aggregation=commune_choices.Aggregation.DISTRIBUTION,
        choices=[[0, "chưa đạt"], [1, "cơ bản đạt"], [2, "đạt"]],
    )
    from_year = 2010
    full = "no_du"
    nearly = "no_du"


class ProsperityCriterionFactory(DjangoModelFactory):
    class Meta:
        model = communes.ProsperityCriterion

    rule_set = SubFactory(ProsperityRuleSetFactory)
    code = "no_du"
    label = "No đủ: hộ nghèo dưới 30 %"
    formula = "NG01 < 0.3 * DC01"


class InspectionFactory(DjangoModelFactory):
    class Meta:
        model = communes.Inspection

    programme = SubFactory(ProgrammeFactory)
    commune = SubFactory(CommuneFactory)
    visited_on = dt.date(2018, 5, 10)
    found = "Xã triển khai đúng kế hoạch."
    recorded_by = SubFactory(UserFactory, role=Role.MEMBER)


class RemarkFactory(DjangoModelFactory):
    class Meta:
        model = communes.Remark

    programme = SubFactory(ProgrammeFactory)
    year = 2018
    commune = SubFactory(CommuneFactory)
    text = "Xã cần chốt sớm danh sách hộ được giúp."
    written_by = SubFactory(UserFactory, role=Role.MEMBER)
    written_at = filed_at(2018, 6, 1)


# --- Issued documents ---------------------------------------------------------------------------------------------


class PartyTermFactory(DjangoModelFactory):
    class Meta:
        model = reports.PartyTerm

    programme = SubFactory(ProgrammeFactory)
    name = Sequence(lambda n: f"nhiệm kỳ thử {n}")
    starts_on = dt.date(2016, 1, 1)
    ends_on = dt.date(2020, 12, 31)


class NumberSeriesFactory(DjangoModelFactory):
    class Meta:
        model = reports.NumberSeries

    issuer = "TỈNH ỦY KON TUM – BAN CHỈ ĐẠO 04"
    doc_type = "BC"
    term = Sequence(lambda n: f"nhiệm kỳ thử {n}")


class IssuedDocumentFactory(DjangoModelFactory):
    """A paper about nobody in particular, without files."""

    class Meta:
        model = reports.IssuedDocument

    programme_year = SubFactory(ProgrammeYearFactory)
    kind = "proposal"
    params = LazyAttribute(lambda row: {"kind": row.kind, "programme_year": row.programme_year.pk})
    series = SubFactory(NumberSeriesFactory, last_number=1)
    number = 1
    reference = "01-BC/BCĐ"
    dated_on = dt.date(2019, 1, 2)
    title = Sequence(lambda n: f"Báo cáo thử số {n}")
    snapshot = factory.LazyFunction(lambda: {"context": {}})
    code = Sequence(lambda n: f"{n:012}")
    issued_by = SubFactory(UserFactory, role=Role.OFFICE)


class IssuedFileFactory(DjangoModelFactory):
    """A small text of bytes under its hash; give `data` for another content."""

    class Meta:
        model = reports.IssuedFile

    class Params:
        data = b"%PDF-1.7\n%%EOF\n"

    document = SubFactory(IssuedDocumentFactory)
    file_format = "pdf"
    content = LazyAttribute(lambda row: stored(row.data, row.file_format).name)
    sha256 = LazyAttribute(lambda row: hashlib.sha256(row.data).hexdigest())
    size = LazyAttribute(lambda row: len(row.data))


class DocumentReadFactory(DjangoModelFactory):
    class Meta:
        model = reports.DocumentRead

    document = SubFactory(IssuedDocumentFactory)
    subject = SelfAttribute("document.title")
    user = SubFactory(UserFactory, role=Role.LEADERSHIP)
    kind = report_choices.ReadKind.READ


# --- Documents in the making --------------------------------------------------------------------------------------


class CompositionFactory(DjangoModelFactory):
    class Meta:
        model = reports.Composition

    programme_year = SubFactory(ProgrammeYearFactory)
    kind = "review"
    dated_on = dt.date(2019, 1, 2)
    summary = Sequence(lambda n: f"tổng kết thử số {n}")
    made_by = SubFactory(UserFactory, role=Role.OFFICE)


class ComposedSectionFactory(DjangoModelFactory):
    class Meta:
        model = reports.ComposedSection

    composition = SubFactory(CompositionFactory)
    key = Sequence(lambda n: f"muc-{n}")
    order = Sequence(lambda n: n)
    heading = "Tình hình các xã"


class SectionCommentFactory(DjangoModelFactory):
    class Meta:
        model = reports.SectionComment

    section = SubFactory(ComposedSectionFactory)
    author = SubFactory(UserFactory, role=Role.MEMBER)
    text = "Nên nêu rõ nguyên nhân."


class DocumentJobFactory(DjangoModelFactory):
    class Meta:
        model = reports.DocumentJob

    programme_year = SubFactory(ProgrammeYearFactory)
    title = "Báo cáo tổng kết năm"
    orders = LazyAttribute(lambda job: [{"kind": "review", "programme_year": job.programme_year.pk}])
    file_format = "pdf"
    asked_by = SubFactory(UserFactory, role=Role.OFFICE)


# --- Layout -------------------------------------------------------------------------------------------------------


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = reports.Signatory

    programme = SubFactory(ProgrammeFactory)
    code = Sequence(lambda n: f"nguoi-ky-{n}")
    capacity = report_choices.SigningCapacity.DEPUTY
    on_behalf_of = "Trưởng ban"
    position = "Phó Trưởng ban"


class LayoutOverrideFactory(DjangoModelFactory):
    """Each for a programme of its own."""

    class Meta:
        model = reports.LayoutOverride

    rule_set = "hd36"
    programme = SubFactory(ProgrammeFactory)
    measure = "margins.left"
    value = "32"
    reason = "Cơ quan đóng tập phía trái."
