"""What keeps a report from being filed, all of it at once, and what is only worth a second look."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock, formats
from kontum04.core.problems import Problem
from twinning.choices import MEASURES, ItemKind, ReviewOutcome
from twinning.figures.beside import form_sections, registered_items, twinned_communes
from twinning.models import Contribution, PlanItem, Report, WorkResult
from twinning.services.drafts import Places

WARNING = "warning"
CLASSIFIED_ID = "id_no_classified"


def submission_problems(report: Report, places: Places, *, by: User, no_classified: bool) -> list[Problem]:
    """Errors and warnings of the report as it is stored. `places` says where on the page its rows stand."""
    content = _plan_problems if report.obligation.period.is_plan else _report_problems
    found = [*content(report, places)]
    if by.is_office:
        found += _paper_problems(report)
    if not no_classified:
        message = _("hãy đánh dấu rằng báo cáo và tệp kèm theo không có nội dung mật.")
        found.append(Problem(_("Cam kết"), message, CLASSIFIED_ID))
    return found


def warnings(report: Report, places: Places, *, by: User) -> list[Problem]:
    """What is worth a second look while the draft is still being written."""
    found = submission_problems(report, places, by=by, no_classified=True)
    return [problem for problem in found if problem.severity == WARNING]


def _plan_problems(report: Report, places: Places) -> Iterator[Problem]:
    items = list(report.items.select_related("commune", "work_group"))
    communes = twinned_communes(report)
    if not items:
        yield Problem(_("Kế hoạch"), _("chưa có việc nào; hãy ghi ít nhất một việc."), "id_items-0-content")
    for number, item in enumerate(items):
        place = places.get((PlanItem, item.pk), f"items-{number}")
        where = _("Dòng %(number)s") % {"number": number + 1}
        for field, message, severity in _item_faults(item, report, {commune.pk for commune in communes}):
            yield Problem(where, message, f"id_{place}-{field}", severity)
    helped = {item.commune_id for item in items}
    for commune in communes:
        if items and commune.pk not in helped:
            yield Problem(commune.full_name, _("chưa đăng ký việc nào cho xã này."), severity=WARNING)


def _item_faults(item: PlanItem, report: Report, commune_ids: set[int]) -> Iterator[tuple[str, str, str]]:
    year = report.obligation.period.programme_year.year
    if not item.content:
        yield "content", _("chưa ghi nội dung việc."), "error"
    if not item.kind:
        yield "kind", _("chưa chọn loại việc."), "error"
    if item.commune_id not in commune_ids:
        yield "commune", _("%(commune)s không thuộc phân công năm nay.") % {"commune": item.commune}, "error"
    if item.cost and not item.funding:
        yield "funding", _("có kinh phí nhưng chưa chọn nguồn."), "error"
    for field in ("starts_on", "ends_on"):
        day = getattr(item, field)
        if day and abs(day.year - year) > 1:
            values = {"day": formats.date(day), "year": year}
            yield field, _("ngày %(day)s quá xa năm kế hoạch %(year)s.") % values, "error"
    if item.quantity is not None and not item.unit_of_measure:
        yield "unit_of_measure", _("có chỉ tiêu nhưng chưa ghi đơn vị tính."), WARNING
    if item.cost is None and item.kind in (ItemKind.WORK, ItemKind.MODEL):
        yield "cost", _("chưa ghi kinh phí dự kiến."), WARNING


def _report_problems(report: Report, places: Places) -> Iterator[Problem]:
    communes = twinned_communes(report)
    contributions = {row.commune_id: row for row in report.contributions.select_related("commune__district")}
    yield from _commune_problems(communes, contributions)
    works = list(report.works.select_related("plan_item", "commune"))
    yield from _work_problems(report, works, places, {commune.pk for commune in communes})
    texts = {row.section_id: row.text for row in report.sections.all()}
    for section in form_sections(report):
        if section.is_required and not texts.get(section.pk):
            yield Problem(str(section), _("mục này bắt buộc, chưa viết."), f"id_s{section.pk}-text")
    if any(work.is_completed for work in works) and not report.evidence.exists():
        message = _("có công trình, việc đã hoàn thành nhưng chưa kèm tệp nào.")
        yield Problem(_("Minh chứng"), message, "id_evidence-file", WARNING)


def _commune_problems(communes: list[Any], contributions: dict[int, Contribution]) -> Iterator[Problem]:
    for commune in communes:
        if not _has_figure(contributions.get(commune.pk)):
            message = _("chưa có số liệu nào. Nếu không giúp được gì thì ghi 0.")
            yield Problem(commune.full_name, message, f"id_c{commune.pk}-{MEASURES[0]}")
    twinned = {commune.pk for commune in communes}
    for commune_id, row in contributions.items():
        if commune_id not in twinned and _has_figure(row):
            message = _("xã không thuộc phân công năm nay; hãy để trống các ô của xã này.")
            yield Problem(row.commune.full_name, message, f"id_c{commune_id}-{MEASURES[0]}")


def _has_figure(row: Contribution | None) -> bool:
    return row is not None and any(getattr(row, measure) is not None for measure in MEASURES)


def _work_problems(report: Report, works: list[WorkResult], places: Places, communes: set[int]) -> Iterator[Problem]:
    extras = 0
    for work in works:
        if work.plan_item is not None:
            place, where = f"w{work.plan_item_id}", work.plan_item.content
        else:
            place, where = places.get((WorkResult, work.pk), f"extra-{extras}"), _("Việc ngoài kế hoạch")
            where = f"{where} {extras + 1}"
            extras += 1
        for field, message, severity in _work_faults(work, communes):
            yield Problem(where, message, f"id_{place}-{field}", severity)
    yield from _count_problems(works, registered_items(report))


def _work_faults(work: WorkResult, communes: set[int]) -> Iterator[tuple[str, str, str]]:
    if not work.content:
        yield "content", _("chưa ghi nội dung việc."), "error"
    if work.commune_id not in communes:
        yield "commune", _("%(commune)s không thuộc phân công năm nay.") % {"commune": work.commune}, "error"
    if work.is_completed and work.progress is not None and work.progress < 100:
        values = {"progress": work.progress}
        yield (
            "progress",
            _("ghi đã xong nhưng tiến độ mới được %(progress)s phần trăm; hãy sửa một trong hai.") % values,
            "error",
        )
    if work.is_completed is False and work.progress == 100:
        yield "is_completed", _("tiến độ đã đủ 100 phần trăm nhưng ghi chưa xong; hãy sửa một trong hai."), "error"
    if work.is_completed is False and not work.note:
        yield "note", _("chưa ghi lý do chưa xong."), WARNING


def _count_problems(works: Iterable[WorkResult], items: list[PlanItem]) -> Iterator[Problem]:
    """A work cannot be finished that was neither registered nor told as one beyond the plan."""
    own = [work for work in works if work.kind == ItemKind.WORK]
    completed = sum(work.is_completed is True for work in own)
    registered = sum(item.kind == ItemKind.WORK for item in items)
    extra = sum(work.plan_item_id is None for work in own)
    if completed > registered + extra:
        message = _(
            "%(completed)s công trình hoàn thành, nhiều hơn %(registered)s đăng ký và %(extra)s ngoài kế hoạch; "
            "kế hoạch năm chưa nộp hoặc đang bị trả lại."
        )
        counts = {"completed": completed, "registered": registered, "extra": extra}
        yield Problem(_("Công trình"), message % counts, "works")
    told = {work.plan_item_id for work in works if work.is_completed is not None or work.progress is not None}
    for item in items:
        if item.pk not in told:
            yield Problem(item.content, _("chưa báo tiến độ."), f"id_w{item.pk}-progress", WARNING)


def _paper_problems(report: Report) -> Iterator[Problem]:
    """Who signed the paper that the office enters, and when it came."""
    where, received = _("Bản giấy"), report.paper_received_on
    if not report.paper_signer:
        message = _("nhập thay đơn vị thì phải ghi chức danh người ký bản giấy.")
        yield Problem(where, message, "id_paper-paper_signer")
    if received is None:
        message = _("nhập thay đơn vị thì phải ghi ngày nhận bản giấy.")
        yield Problem(where, message, "id_paper-paper_received_on")
    elif received > clock.today():
        message = _("ngày nhận %(day)s còn chưa tới.") % {"day": formats.date(received)}
        yield Problem(where, message, "id_paper-paper_received_on")
    elif (returned := _returned_on(report)) and received < returned:
        message = _("báo cáo bị trả lại ngày %(day)s; bản giấy đã sửa phải nhận từ ngày đó trở đi.")
        yield Problem(where, message % {"day": formats.date(returned)}, "id_paper-paper_received_on")


def _returned_on(report: Report) -> dt.date | None:
    """The day the last round was sent back for correction; None if it was not."""
    last = report.versions.order_by("-number").first()
    if last is None or last.outcome != ReviewOutcome.RETURNED or last.reviewed_at is None:
        return None
    return clock.local(last.reviewed_at).date()
