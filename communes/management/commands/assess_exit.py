"""Prints which communes may leave the list, by the rules of the year, with what is known and what is missing."""

import json
from argparse import ArgumentParser

from communes.figures.assessment import Assessment, assessments
from communes.management.yearly import YearCommand
from kontum04.core.scoping import WHOLE_PROVINCE_READER


class Command(YearCommand):
    help = "Print the exit assessment of every commune (--json for machines)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args, **options) -> None:
        found = assessments(self.programme_year(options), WHOLE_PROVINCE_READER)
        if options["json"]:
            self.stdout.write(json.dumps([_as_dict(row) for row in found], ensure_ascii=False, indent=2))
            return
        for row in found:
            told = "\t".join(f"{verdict.rule_set.code}: {verdict.may_leave}" for verdict in row.verdicts)
            self.stdout.write(f"{row.commune.code}\t{row.commune.full_name}\t{told}")


def _as_dict(row: Assessment) -> dict:
    return {
        "commune": row.commune.code,
        "name": row.commune.full_name,
        "has_left": row.has_left,
        "falls_back": row.falls_back,
        "rules": {
            verdict.rule_set.code: {
                "may_leave": str(verdict.may_leave),
                "missing": verdict.missing,
                "criteria": {
                    line.code: {
                        "holds": str(line.holds),
                        "formula": line.formula,
                        "figures": {
                            figure.code: None if figure.rounded is None else str(figure.rounded)
                            for figure in line.figures
                        },
                    }
                    for line in verdict.criteria
                },
            }
            for verdict in row.verdicts
        },
    }
