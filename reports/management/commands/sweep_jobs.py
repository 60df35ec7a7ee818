"""Takes up jobs whose worker died and removes what is old; a timer calls it (deploy/kontum04-sweep.timer)."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from reports.jobs.sweep import clean, take_up


class Command(BaseCommand):
    help = "Take up jobs whose worker died; delete jobs that ended two weeks ago, with their files."

    def handle(self, *args, **options) -> None:
        counts = {"taken": take_up(), "deleted": clean()}
        self.stdout.write(_("Làm tiếp %(taken)s việc, xóa %(deleted)s việc cũ.") % counts)
