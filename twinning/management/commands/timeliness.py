"""Prints who files in time: completeness, on time, late by days, missing, waived, extended, by group."""

import json
from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from communes.management.yearly import YearCommand
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from twinning.choices import PeriodKind
from twinning.figures.timeliness_counts import Timeliness
from twinning.figures.timeliness_groups import Grouping
from twinning.figures.timeliness_table import timeliness_by


class Command(YearCommand):
    help = "Print how obligations were met, each counted once, by group (--json for machines)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--from", dest="since", type=int, help="first year of the span; the year alone otherwise")
        parser.add_argument("--by", choices=Grouping.values, default=Grouping.PERIOD.value)
        parser.add_argument("--period", choices=PeriodKind.values, default="", help="one kind of period only")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args, **options) -> None:
        year, since, by = self.programme_year(options), options["since"], Grouping(options["by"])
        if since is not None and since > year.year:
            raise CommandError(_("Năm bắt đầu phải không sau năm %(year)s.") % {"year": year.year})
        table = timeliness_by(year, WHOLE_PROVINCE_READER, by, since=since, period=options["period"])
        if options["json"]:
            told = {"programme": year.programme.code, "is_illustrative": year.is_illustrative, **table.as_dict()}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for row in (table.whole, *table.groups):
            self.stdout.write(_line(row))


def _line(row: Timeliness) -> str:
    told = _(
        "phải nộp %(owed)s, đã nộp %(filed)s (%(filed_rate)s), đúng hạn %(on_time)s (%(on_time_rate)s), "
        "nộp trễ %(late)s, chưa nộp %(missing)s, được miễn %(waived)s, được gia hạn %(extended)s"
    ) % {
        "owed": row.owed,
        "filed": row.filed,
        "filed_rate": row.filed_rate.text,
        "on_time": row.on_time,
        "on_time_rate": row.on_time_rate.text,
        "late": row.filed_late,
        "missing": row.missing,
        "waived": row.waived,
        "extended": row.extended,
    }
    return f"{row.label}\t{told}"
