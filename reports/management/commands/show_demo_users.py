"""Print one sign-in per role, in demo mode only."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kontum04.accounts.models import User
from reports.demo.people import ACCOUNTS, SHARED_SIGN_IN


class Command(BaseCommand):
    help = "In tài khoản dùng thử của từng vai trò."

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("Chỉ có tài khoản dùng thử ở chế độ dùng thử (DEMO=1).")
        present = set(User.objects.filter(is_active=True).values_list("username", flat=True))
        shown = [account for account in ACCOUNTS if account.username in present]
        if not shown:
            self.stdout.write("Chưa có tài khoản dùng thử; chạy: manage.py load_demo")
            return
        self.stdout.write(f"Tài khoản dùng thử, mật khẩu chung: {SHARED_SIGN_IN}")
        for account in shown:
            self.stdout.write(f"  {account.username:<10} {account.role.label}: {account.display_name}")
