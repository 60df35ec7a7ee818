"""Load the illustrative years 2017 and 2018 into an empty portal in demo mode."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.demo.load import DEFAULT_SEED, is_empty, load


class Command(BaseCommand):
    help = "Nạp hai năm số liệu minh họa (2017, 2018) vào cổng dùng thử còn trống."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where work has begun")
        parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="the same seed makes the same years")

    def handle(self, *args, if_empty: bool, seed: int, **options) -> None:
        if not settings.DEMO:
            raise CommandError("Chỉ nạp số liệu minh họa ở chế độ dùng thử (DEMO=1).")
        if is_empty():
            load(seed)
            self.stdout.write("Đã nạp số liệu minh họa năm 2017 và 2018.")
        elif not if_empty:
            raise CommandError("Cổng đã có năm, đơn vị, thôn hoặc tài khoản dùng thử; không nạp chồng lên.")
