"""Writes a document of a programme year as PDF, Word or Excel, for the whole province."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kontum04.core.problems import Problem
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.library import render_document
from reports.documents.orders import NothingToSayError
from reports.documents.output import FORMATS
from reports.management.ordering import OrderCommand


class Command(OrderCommand):
    help = (
        "Render one document as PDF, Word or Excel. "
        "KIND: review, multi-year, summary, commune, unit, village, reminder, proposal, decision, assignment."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("-o", "--output", required=True, type=Path, help="file to write: .pdf, .docx or .xlsx")

    def handle(self, *args, **options) -> None:
        output: Path = options["output"]
        order = self.order(options, list(_output_problems(output)))
        try:
            content = render_document(order, WHOLE_PROVINCE_READER, _format(output))
        except NothingToSayError as error:
            raise CommandError(str(error)) from error
        output.write_bytes(content)
        self.stdout.write(str(output))


def _format(output: Path) -> str:
    return output.suffix.lower().removeprefix(".")


def _output_problems(output: Path) -> Iterator[Problem]:
    if _format(output) not in FORMATS:
        endings = _(" hoặc ").join(f".{ending}" for ending in FORMATS)
        words = {"endings": endings, "name": output.name}
        yield Problem("-o", _("Tên tệp ra phải có đuôi %(endings)s: %(name)s") % words)
    if not output.parent.is_dir():
        yield Problem("-o", _("Không có thư mục %(folder)s.") % {"folder": output.parent})
