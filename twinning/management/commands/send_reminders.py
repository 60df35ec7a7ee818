"""Sends every reminder that is due and not yet sent. Run daily by a timer; running it late or twice does no harm."""

import datetime as dt
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontum04.core.parsing import parse_date
from twinning.services.reminders import send_due


class Command(BaseCommand):
    help = "Send the reminders that are due (--dry-run: only say which)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", help="as of this day, dd/mm/yyyy or yyyy-mm-dd; today unless given")
        parser.add_argument("--dry-run", action="store_true", help="send and log nothing")

    def handle(self, *args, **options) -> None:
        outcome = send_due(on=_day(options["on"]), dry_run=options["dry_run"])
        for notice in outcome.notices:
            self.stdout.write(f"{notice.user}: {notice.text}")
        for problem in outcome.problems:
            self.stderr.write(problem)
        words = _("Dự kiến %(count)s lời nhắc.") if options["dry_run"] else _("%(count)s lời nhắc, %(mails)s thư.")
        self.stdout.write(words % {"count": len(outcome.notices), "mails": outcome.mailed})


def _day(text: str | None) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parse_date(text)
    except ValueError as error:
        raise CommandError(str(error)) from error
