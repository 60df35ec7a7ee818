"""A commune, a district committee, a member: the places they answer for or follow."""

from django.utils.translation import gettext as _

from communes.figures.completeness import commune_completeness, village_completeness
from communes.models import Commune, ProgrammeYear, designated_communes
from kontum04.accounts.choices import Role
from kontum04.core import formats
from reports.homes.notices import unread_notices
from reports.homes.office import SHOWN, communes_with_gaps
from reports.homes.remarks import remarks_to_answer
from reports.homes.steering import inspections_to_follow, requests_of_commune
from reports.homes.tasks import Task, TaskList, is_open, obligation_task, owed, year_url
from twinning.choices import ClaimState
from twinning.figures.claims import with_word
from twinning.models import Contribution


def commune_home(programme_year: ProgrammeYear, user) -> list[TaskList]:
    """Figures owed, claims waiting for the commune's word, and what became of its requests."""
    communes = list(Commune.objects.visible_to(user).select_related("district"))
    filed = Contribution.objects.visible_to(user).filed().in_year(programme_year.programme, programme_year.year)
    waiting = list(
        with_word(filed)
        .filter(word__in=[ClaimState.WAITING, ClaimState.PARTLY])
        .select_related("report__obligation__unit", "commune")
    )
    claims = tuple(
        Task(
            title=row.report.obligation.unit.name,
            url=year_url(programme_year, "claim-confirm", pk=row.pk),
            detail=str(row.commune),
            code="submitted",
            label=_("chờ xã xác nhận"),
        )
        for row in waiting[:SHOWN]
    )
    figures = tuple(task for commune in communes for task in _figures_owed(programme_year, commune))
    return [
        TaskList(
            _("Số liệu xã phải báo cáo"), figures, _("Tài khoản chưa được giao xã nào; hãy báo cơ quan thường trực.")
        ),
        TaskList(
            _("Kết quả đơn vị báo, chờ xã xác nhận"),
            claims,
            _("Không có kết quả nào chờ xác nhận."),
            year_url(programme_year, "claim-list"),
            _("Xem tất cả"),
            len(waiting),
        ),
        requests_of_commune(programme_year, user),
        remarks_to_answer(programme_year, user, _("Ý kiến của Ban Chỉ đạo chờ xã trả lời")),
    ]


def _figures_owed(programme_year: ProgrammeYear, commune: Commune) -> list[Task]:
    own = commune_completeness([commune.pk], programme_year.year)[commune.pk]
    villages = village_completeness(commune.pk, programme_year.year)
    pages = ((_("Số liệu của xã"), own, "commune-figures"), (_("Số liệu của thôn, làng"), villages, "village-figures"))
    return [
        Task(
            title=f"{title} – {commune}",
            url=year_url(programme_year, name, pk=commune.pk),
            detail=_("đã có %(text)s, còn thiếu %(missing)s")
            % {"text": gap.text, "missing": formats.number(gap.missing)},
            code="done" if gap.is_complete else "overdue",
            label=_("đủ") if gap.is_complete else _("còn thiếu"),
        )
        for title, gap, name in pages
    ]


def place_home(programme_year: ProgrammeYear, user, *, entry_page: str) -> list[TaskList]:
    """A district committee or a member: communes with missing figures, late units, what was agreed on the spot.

    `entry_page` is what a commune's line opens: the entry form for those who may enter, the commune's page else."""
    listed = designated_communes(programme_year.programme, programme_year.year).visible_to(user)
    communes = list(listed.select_related("district"))
    gaps = communes_with_gaps(programme_year, communes, entry_page)
    open_ones = [row for row in owed(programme_year, user) if is_open(row)]
    units = tuple(
        obligation_task(row, programme_year, title=f"{row.unit.name} – {row.period.get_kind_display()}")
        for row in open_ones[:SHOWN]
    )
    return [
        TaskList(
            _("Xã còn thiếu số liệu"),
            gaps[:SHOWN],
            _("Các xã trong phạm vi đã đủ số liệu.") if communes else _("Chưa có xã nào được giao theo dõi."),
            year_url(programme_year, "commune-list"),
            _("Xem tất cả xã"),
            len(gaps),
        ),
        TaskList(
            _("Đơn vị chưa nộp kế hoạch, báo cáo"),
            units,
            _("Không có đơn vị nào còn nợ."),
            year_url(programme_year, "obligation-list"),
            _("Xem tất cả"),
            len(open_ones),
        ),
        inspections_to_follow(programme_year, user),
        *([unread_notices(programme_year, user)] if user.role == Role.MEMBER else []),
    ]
