"""Writes a sample of every kind of document into a folder, from the illustrative years of a throw-away database."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.demo.samples import write_samples


class Command(BaseCommand):
    help = "Draw one PDF of every kind of document and the README that lists them (`make samples`)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options) -> None:
        if not settings.DEMO:
            raise CommandError(_("Chỉ làm văn bản mẫu ở chế độ dùng thử (DEMO=1)."))
        for sample in write_samples(folder):
            self.stdout.write(f"{folder / sample.file_name}: {sample.pages}")
