"""Prints the year's figures, the same that pages and documents print."""

import json
from argparse import ArgumentParser

from communes.management.yearly import YearCommand
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.figures.review import review_figures


class Command(YearCommand):
    help = "Print every figure of a programme year (--json for machines)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args, **options) -> None:
        figures = review_figures(self.programme_year(options), WHOLE_PROVINCE_READER)
        if options["json"]:
            self.stdout.write(json.dumps(figures.as_dict(), ensure_ascii=False, indent=2))
            return
        for figure in figures.all():
            self.stdout.write(f"{figure.code}\t{figure.label}\t{figure.text_with_unit}")
