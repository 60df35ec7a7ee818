"""Load the reference data that the portal needs: places, programmes, indicators, forms."""

from django.core.management.base import BaseCommand

from communes.reference import load_reference


class Command(BaseCommand):
    help = "Nạp dữ liệu gốc còn thiếu (địa bàn, chương trình, chỉ tiêu, biểu mẫu); không ghi đè số đã sửa."

    def handle(self, *args, verbosity: int, **options) -> None:
        loaded = load_reference()
        for name, count in loaded.added.items():
            self.stdout.write(f"Thêm {count} {name}.")
        if not loaded.added:
            self.stdout.write(f"Dữ liệu gốc đã đủ ({loaded.present.total()} dòng), không thêm gì.")
        for line in loaded.differing:
            self.stdout.write(f"Khác dữ liệu gốc, giữ nguyên: {line}.")
