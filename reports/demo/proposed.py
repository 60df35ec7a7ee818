"""What was proposed for 2018 and what a decision settled: commendations, communes off the list, assignments."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from communes.choices import ExitStage
from communes.models import Decision, Designation, ExitProposal
from kontum04.core.recording import create_signed, sign
from reports.demo.assignments import FIXED, RELEASED_ON
from reports.demo.cases import DAYS_LATE, NOTHING_DONE, REVISING_UNIT, UNFILED, WITHOUT_PLAN
from reports.demo.places import LAST_DAY, LEAVING
from reports.demo.scene import REASON, YEARS, Scene
from twinning.choices import AssignmentChange, AssignmentStatus, CommendationStatus, UnitLevel
from twinning.models import AssignmentProposal, Commendation, Twinning

COMMENDED = 8
"""Units put forward each year; those of the first year were commended."""
COLLECTIVE = "Đội công tác 04 của các chi nhánh tại huyện Ia H'Drai"
FORM = "Bằng khen UBND tỉnh"

CANDIDATES = (
    ("23416", ExitStage.CANDIDATE, ""),
    ("23518", ExitStage.CANDIDATE, ""),
    ("23530", ExitStage.PROPOSED, ""),
    ("23380", ExitStage.PROPOSED, ""),
    ("23365", ExitStage.DECLINED, "Tỷ lệ hộ nghèo còn cao, chưa bền vững."),
)
"""Communes under consideration beside those that left: code, stage, why not."""


def propose(scene: Scene) -> None:
    """All of it is made up; the decisions say so in their numbers."""
    create_signed(list(_commendations(scene)), by=scene.office, why=REASON)
    create_signed(list(_exits(scene)), by=scene.office, why=REASON)
    create_signed(list(_assignments(scene)), by=scene.office, why=REASON)


def _decision(number: int, issued_on: date, issuer: str) -> Decision:
    return Decision.objects.create(
        number=f"{number:02}/QĐ-minh họa", issued_on=issued_on, issuer=issuer, summary=REASON.capitalize()
    )


def _commendations(scene: Scene) -> Iterator[Commendation]:
    """Units that file everything in time and help much."""
    weak = {*UNFILED, *DAYS_LATE, NOTHING_DONE, WITHOUT_PLAN}
    good = [unit for unit in scene.units.values() if unit.level == UnitLevel.PROVINCE and unit.name not in weak]
    awarded = _decision(1, date(YEARS[0] + 1, 1, 5), "UBND tỉnh Kon Tum")
    for year in YEARS:
        for unit in scene.dice(f"commended {year}").sample(good, COMMENDED):
            row = Commendation(programme=scene.programme, year=year, unit=unit, form=FORM)
            row.reason = "Hoàn thành các việc đã đăng ký, báo cáo đúng hạn, được xã xác nhận."
            if year == YEARS[0]:
                row.status, row.decision = CommendationStatus.AWARDED, awarded
            yield row
    late, other = scene.units[REVISING_UNIT], {"programme": scene.programme, "year": YEARS[-1], "form": FORM}
    yield Commendation(
        **other, unit=late, reason="Giúp đỡ hai xã trong năm.", status=CommendationStatus.DECLINED,
        declined_reason="Báo cáo năm bị trả lại, chưa nộp lại.",
    )  # fmt: skip
    yield Commendation(**other, body_name=COLLECTIVE, reason="Thường xuyên có mặt tại các thôn, làng biên giới.")


def _exits(scene: Scene) -> Iterator[ExitProposal]:
    """Those that left the list did so by a decision; others are considered, one was turned down."""
    decision = _decision(2, date(YEARS[-1], 12, 28), "Tỉnh ủy Kon Tum")
    of_year = {"programme": scene.programme, "year": YEARS[-1]}
    for designation in Designation.objects.filter(programme=scene.programme, ends_on=LAST_DAY):
        designation.end_decision = decision
        sign(designation, by=scene.office, why=REASON)
        designation.save()
    for code in LEAVING:
        yield ExitProposal(
            **of_year, commune=scene.communes[code], stage=ExitStage.RECOGNISED, decision=decision, ends_on=LAST_DAY,
            reason="Đạt các tiêu chí ra khỏi danh sách; xã đồng thuận.", is_watched=True,
        )  # fmt: skip
    for code, stage, why_not in CANDIDATES:
        yield ExitProposal(
            **of_year, commune=scene.communes[code], stage=stage, declined_reason=why_not,
            reason="Hộ nghèo giảm nhanh, hạ tầng thiết yếu cơ bản đủ.",
        )  # fmt: skip


def _assignments(scene: Scene) -> Iterator[AssignmentProposal]:
    """The withdrawals of 2018 as they were decided, and what is proposed for the year after."""
    yield from _withdrawn(scene)
    standing = [row for row in scene.twinnings if row.ends_on is None and row.village is None]
    helped = Counter(row.commune.code for row in standing)
    of_year = {"programme": scene.programme, "year": YEARS[-1]}
    shared = [row for row in standing if helped[row.commune.code] > 1 and row.unit.name not in FIXED]
    hardest = min((code for code in sorted(scene.key_codes) if code != shared[0].commune.code), key=lambda c: helped[c])
    weak = next(row for row in standing if row.unit.name == NOTHING_DONE)
    kept = next(row for row in standing if row.unit.name == REVISING_UNIT)
    end, shift = AssignmentChange.END, "Xã còn đơn vị khác giúp; chuyển sức về xã khó hơn."
    drafts: Iterable[tuple[AssignmentChange, AssignmentStatus, Twinning, str]] = (
        (AssignmentChange.KEEP, AssignmentStatus.DRAFT, kept, "Xã và đơn vị đề nghị tiếp tục."),
        (AssignmentChange.KEEP, AssignmentStatus.APPROVED, weak, "Giao chỉ tiêu cụ thể, kiểm tra sau sáu tháng."),
        (end, AssignmentStatus.APPROVED, shared[0], shift),
    )
    for change, status, row, reason in drafts:
        yield AssignmentProposal(
            **of_year, unit=row.unit, commune=row.commune, change=change, status=status, reason=reason
        )
    yield AssignmentProposal(
        **of_year, unit=shared[0].unit, commune=scene.communes[hardest], change=AssignmentChange.ADD,
        status=AssignmentStatus.APPROVED, reason="Xã trọng điểm còn ít đơn vị giúp.",
    )  # fmt: skip


def _withdrawn(scene: Scene) -> Iterator[AssignmentProposal]:
    decision = _decision(3, date(YEARS[-1], 11, 20), "Tỉnh ủy Kon Tum")
    for row in scene.twinnings:
        if row.ends_on == RELEASED_ON:
            yield AssignmentProposal(
                programme=scene.programme, year=YEARS[-1], unit=row.unit, commune=row.commune, twinning=row,
                change=AssignmentChange.END, status=AssignmentStatus.APPLIED, leaves_alone=True, decision=decision,
                effective_on=date(YEARS[-1], 12, 1), reason="Xã đã tự lực được, thôi phân công đơn vị cấp tỉnh.",
            )  # fmt: skip
