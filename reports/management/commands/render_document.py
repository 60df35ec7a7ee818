"""Writes a document of a programme year as PDF, for the whole province."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from communes.management.yearly import YearCommand
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.library import DOCUMENTS, render_document


class Command(YearCommand):
    help = "Render the annual review or the two-page summary as PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(DOCUMENTS))
        super().add_arguments(parser)
        parser.add_argument("-o", "--output", required=True, type=Path, help="file to write, ending in .pdf")

    def handle(self, *args, **options) -> None:
        output: Path = options["output"]
        if output.suffix.lower() != ".pdf":
            raise CommandError(_("Tên tệp ra phải có đuôi .pdf: %(name)s") % {"name": output})
        if not output.parent.is_dir():
            raise CommandError(_("Không có thư mục %(folder)s.") % {"folder": output.parent})
        output.write_bytes(render_document(options["kind"], self.programme_year(options), WHOLE_PROVINCE_READER))
        self.stdout.write(str(output))
