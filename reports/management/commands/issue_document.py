"""Issues one document: the approved composition of a kind that is composed, or one made of the data as they stand."""

import datetime as dt
from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import parsing
from kontum04.core.problems import Problem, Problems
from reports.choices import CompositionStatus
from reports.documents.orders import COMPOSED, DocumentOrder
from reports.documents.verification import spelled
from reports.management.ordering import OrderCommand
from reports.models import Composition
from reports.services.issuing import issue


class Command(OrderCommand):
    help = "Issue one document under the next number. A review must have been composed and approved first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who issues: office staff")
        parser.add_argument("--date", help="date on the document, dd/mm/yyyy; today unless given")

    def handle(self, *args, **options) -> None:
        by = User.objects.filter(username=options["by"], is_active=True).first()
        day, problems = _day(options["date"])
        if by is None:
            problems.append(Problem("--by", _("Không có tài khoản %(name)s.") % {"name": options["by"]}))
        order = self.order(options, problems)
        try:
            if order.kind in COMPOSED:
                document = issue(by=by, composition=_approved(order), dated_on=day)
            else:
                document = issue(by=by, order=order, dated_on=day)
        except Problems as refusal:
            raise CommandError("\n".join(str(problem) for problem in refusal.problems)) from refusal
        self.stdout.write(f"{document} ({_('mã kiểm tra')} {spelled(document.code)})")
        for file in document.files.all():
            self.stdout.write(f"  {file.file_format}\t{file.sha256}")


def _day(text: str | None) -> tuple[dt.date | None, list[Problem]]:
    try:
        return parsing.parse_date(text), []
    except ValueError as error:
        return None, [Problem("--date", str(error))]


def _approved(order: DocumentOrder) -> Composition:
    """The one approved composition of the kind and span; CommandError when there is none."""
    rows = Composition.objects.filter(
        programme_year=order.programme_year,
        kind=order.kind,
        from_year=order.from_year,
        status=CompositionStatus.APPROVED,
    )
    found = rows.order_by("-approved_at").first()
    if found is None:
        raise CommandError(_("Chưa có văn bản đã soạn và được duyệt của loại và năm này."))
    return found
