"""Notices by e-mail. One person whose mail fails stops nobody; what failed is tried again at the next run."""

from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock, formats
from twinning.models import Notice


def mail_waiting() -> tuple[int, list[str]]:
    """One mail a person with all that is not yet mailed, also what an earlier run could not send.

    Return how many were sent, and whom none reached with the reason."""
    sent, problems = 0, []
    waiting = Notice.objects.to_mail().values_list("user", flat=True).distinct()
    for user in User.objects.filter(pk__in=waiting, is_active=True).order_by("pk"):
        try:
            sent += _mail_one(user)
        except (SMTPException, OSError) as failure:
            problem = _("Chưa gửi được thư cho %(user)s: %(why)s") % {"user": user, "why": failure}
            Notice.objects.to_mail().filter(user=user).update(problem=problem[:300])
            problems.append(problem)
    return sent, problems


@transaction.atomic
def _mail_one(user: User) -> int:
    """Marked and sent in one transaction: a mail that fails leaves its notices to the next run."""
    notices = list(Notice.objects.to_mail().select_for_update(of=("self",)).filter(user=user).order_by("pk"))
    if not notices:
        return 0
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(emailed_at=clock.now(), problem="")
    subject = _("Ban Chỉ đạo 04: %(count)s việc cần nộp") % {"count": formats.number(len(notices))}
    send_mail(subject, "\n".join(_lines(notices)), settings.DEFAULT_FROM_EMAIL, [user.email])
    return 1


def _lines(notices: list[Notice]) -> Iterator[str]:
    yield _("Kính gửi anh/chị,")
    yield ""
    for notice in notices:
        yield f"- {notice.text}"
    yield ""
    yield _("Thư tự động của Cổng thông tin Ban Chỉ đạo 04; nếu đã nộp, xin bỏ qua.")
