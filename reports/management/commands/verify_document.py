"""Says whether a file is what was issued. Exit status 0: the same; 1: unknown or changed."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontum04.core import formats
from reports.services.verifying import hash_of, verified


class Command(BaseCommand):
    help = "So một tệp với mọi văn bản đã ban hành (theo SHA-256). Mã thoát 0: đúng bản đã ban hành; 1: không phải."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        try:
            with file.open("rb") as content:
                verdict = verified(hash_of(content))
        except OSError as error:
            raise CommandError(_("Không đọc được tệp %(name)s.") % {"name": file.name}) from error
        self.stdout.write(f"SHA-256: {verdict.sha256}")
        if verdict.file is None:
            self.stdout.write(
                _("Không có văn bản nào đã ban hành trùng với tệp này: tệp chưa từng được ban hành, hoặc đã bị sửa.")
            )
            sys.exit(1)
        document = verdict.file.document
        self.stdout.write(
            _("Tệp đúng là bản đã ban hành: văn bản số %(reference)s, ngày %(date)s – %(title)s (bản %(version)s).")
            % {
                "reference": document.reference,
                "date": formats.date(document.dated_on),
                "title": document.title,
                "version": document.version,
            }
        )
        if later := getattr(document, "corrected_by", None):
            self.stdout.write(_("Văn bản này đã được thay bởi văn bản số %(number)s.") % {"number": later.reference})
