"""What every command about one programme year asks for on its command line."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear


class YearCommand(BaseCommand):
    """A command with --programme and --year."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--programme", required=True, help="programme code, e.g. nq04-2016")
        parser.add_argument("--year", required=True, type=int)

    def programme_year(self, options: dict) -> ProgrammeYear:
        """The named year, or a CommandError that lists the opened ones."""
        years = ProgrammeYear.objects.select_related("programme")
        found = years.filter(programme__code=options["programme"], year=options["year"]).first()
        if found is None:
            opened = ", ".join(f"{row.programme.code} {row.year}" for row in years) or _("chưa mở năm nào")
            raise CommandError(
                _("Không có năm %(year)s của chương trình %(code)s. Các năm đã mở: %(opened)s.")
                % {"year": options["year"], "code": options["programme"], "opened": opened}
            )
        return found
