"""Reads the outlines of communes for the map: one GeoJSON file, whole, or not at all and every problem told.

Each feature is a Polygon or MultiPolygon in longitude and latitude (WGS84). Its commune is the one in force on the day
given by --on, found by the property `code` (also `ma_xa`, `MAXA`, `ma_dvhc`), else by `name` with `district`."""

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from communes.services.boundaries import import_boundaries
from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.access import may
from kontum04.core.parsing import parse_date
from kontum04.core.problems import Problems
from kontum04.core.text import nfc


class Command(BaseCommand):
    help = "Import the boundaries of communes from a GeoJSON file. Problems are printed, and nothing is saved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--on", help="whose communes: those in force on this day (dd/mm/yyyy or yyyy-mm-dd); today")
        parser.add_argument("--source", default="", help="where the boundaries come from; the file's name unless given")
        parser.add_argument("--dry-run", action="store_true", help="tell what would change, save nothing")
        parser.add_argument("--by", metavar="USERNAME", help="who stands in the history")

    def handle(self, *args, **options) -> None:
        path: Path = options["file"]
        try:
            found = import_boundaries(
                content=path.read_bytes(),
                on=_day(options["on"]),
                source=nfc(options["source"] or path.name)[:200],
                by=_user(options["by"]),
                dry_run=options["dry_run"],
            )
        except OSError as error:
            raise CommandError(_("Không đọc được tệp %(name)s.") % {"name": path}) from error
        except Problems as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem))
            raise CommandError(_("Có %(count)s lỗi, chưa lưu gì.") % {"count": len(refusal.problems)}) from refusal
        for warning in found.warnings:
            self.stdout.write(_("Lưu ý: %(text)s") % {"text": warning})
        counts = {"new": found.new, "changed": found.changed, "unchanged": found.unchanged}
        done = _("Thử, chưa lưu") if options["dry_run"] else _("Đã nhập")
        message = _("%(done)s: %(new)s mới, %(changed)s thay đổi, %(unchanged)s không đổi.") % {"done": done, **counts}
        self.stdout.write(self.style.SUCCESS(message))


def _user(username: str | None) -> User | None:
    if username is None:
        return None
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(_("Không có tài khoản “%(name)s”.") % {"name": username})
    if not may(user, OFFICE_STAFF):
        raise CommandError(_("Tài khoản “%(name)s” không được nhập ranh giới.") % {"name": username})
    return user


def _day(text: str | None) -> dt.date:
    if not text:
        return clock.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        pass
    try:
        day = parse_date(text)
    except ValueError as error:
        raise CommandError(str(error)) from error
    return day or clock.today()
