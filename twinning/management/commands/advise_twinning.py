"""Prints what the optimum would change in who helps whom, with reasons. Changes nothing."""

import json
from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from communes.management.yearly import YearCommand
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from twinning.figures.advice.board import board_of
from twinning.figures.advice.changes import Change, advise
from twinning.figures.advice.optimum import NoAssignmentError


class Command(YearCommand):
    help = "Print advice on reassignment (--json for machines)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args, **options) -> None:
        board = board_of(self.programme_year(options), WHOLE_PROVINCE_READER)
        try:
            advice = advise(board)
        except NoAssignmentError as error:
            raise CommandError(_("Không có cách phân công nào giữ đủ quy tắc.")) from error
        if options["json"]:
            told = {"kept": advice.kept, "gap": advice.gap, "changes": [_as_dict(change) for change in advice.changes]}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for change in advice.changes:
            names = f"{change.commune.commune.full_name}\t{change.unit.unit.name}"
            self.stdout.write(f"{change.change.label}\t{names}\t{change.reason}\t{change.effect}")


def _as_dict(change: Change) -> dict:
    return {
        "change": str(change.change),
        "unit": change.unit.unit.name,
        "commune": change.commune.commune.code,
        "commune_name": change.commune.commune.full_name,
        "reason": change.reason,
        "effect": change.effect,
    }
