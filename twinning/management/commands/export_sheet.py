"""Writes what is stored for a year as a workbook that can be handed back."""

from argparse import ArgumentParser
from pathlib import Path

from communes.management.yearly import YearCommand
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from twinning.sheets.registry import KINDS


class Command(YearCommand):
    help = "Export a sheet with its present values; importing it again unchanged changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args, **options) -> None:
        kind = KINDS[options["kind"]](self.programme_year(options), WHOLE_PROVINCE_READER)
        options["output"].write_bytes(kind.template(filled=True))
