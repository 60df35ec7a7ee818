"""Writes a document of a programme year as PDF, for the whole province."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from communes.management.yearly import YearCommand
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.library import KINDS, render_document
from reports.documents.orders import DocumentOrder


class Command(YearCommand):
    help = "Render the annual review or the two-page summary as PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(KINDS))
        super().add_arguments(parser)
        parser.add_argument("-o", "--output", required=True, type=Path, help="file to write, ending in .pdf")

    def handle(self, *args, **options) -> None:
        output: Path = options["output"]
        if output.suffix.lower() != ".pdf":
            raise CommandError(_("Tên tệp ra phải có đuôi .pdf: %(name)s") % {"name": output})
        if not output.parent.is_dir():
            raise CommandError(_("Không có thư mục %(folder)s.") % {"folder": output.parent})
        order = DocumentOrder(options["kind"], self.programme_year(options))
        output.write_bytes(render_document(order, WHOLE_PROVINCE_READER))
        self.stdout.write(str(output))
