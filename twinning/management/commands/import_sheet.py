"""Reads one workbook into a programme year: whole, or not at all and every error told."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from communes.management.yearly import YearCommand
from kontum04.accounts.models import User
from kontum04.core.access import may
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from kontum04.core.sheets.plan import ImportPlan
from kontum04.core.text import nfc
from twinning.sheets.registry import KINDS


class Command(YearCommand):
    help = "Import a workbook (.xlsx, .ods, .xls). Errors are printed as `Sheet!Cell: message`, and nothing is saved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="tell what would change, save nothing")
        parser.add_argument("--by", metavar="USERNAME", help="whose scope it is, and who stands in the history")

    def handle(self, *args, **options) -> None:
        user = self._user(options["by"], options["kind"])
        kind = KINDS[options["kind"]](self.programme_year(options), user or WHOLE_PROVINCE_READER)
        path = options["file"]
        if options["dry_run"]:
            plan = kind.plan_file(path)
            self._tell(plan)
            self._count(_("Thử, chưa lưu"), plan)
            return
        outcome = kind.import_file(path, by=user, name=nfc(path.name))
        self._tell(outcome.plan)
        self._count(_("Đã nhập"), outcome.plan)

    def _user(self, username: str | None, kind: str) -> User | None:
        if username is None:
            return None
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(_("Không có tài khoản “%(name)s”.") % {"name": username})
        if not may(user, KINDS[kind].roles):
            raise CommandError(_("Tài khoản “%(name)s” không được nhập biểu này.") % {"name": username})
        return user

    def _tell(self, plan: ImportPlan) -> None:
        for warning in plan.warnings:
            self.stdout.write(_("Lưu ý: %(text)s") % {"text": warning})
        for error in plan.errors:
            self.stderr.write(str(error))
        if plan.errors:
            raise CommandError(_("Có %(count)s lỗi, chưa lưu gì.") % {"count": len(plan.errors)})

    def _count(self, done: str, plan: ImportPlan) -> None:
        counts = {"done": done, "new": plan.new, "changed": plan.changed, "unchanged": plan.unchanged}
        message = _("%(done)s: %(new)s mới, %(changed)s thay đổi, %(unchanged)s không đổi.")
        self.stdout.write(self.style.SUCCESS(message % counts))
