"""One sign-in per role, named by role or title only, and what each is posted to."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from communes.models import District, Posting
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from kontum04.core.recording import sign
from reports.demo.cases import REVISING_UNIT
from reports.demo.scene import REASON, Scene
from twinning.models import Membership

SHARED_SIGN_IN = "Kontum-2018"
"""The one password of all example accounts; they exist in demo mode only."""


@dataclass(frozen=True)
class Account:
    """An example account; `communes` are codes."""

    username: str
    role: Role
    display_name: str
    communes: tuple[str, ...] = ()
    district: str = ""
    unit: str = ""


ACCOUNTS = (
    Account("quantri", Role.ADMIN, "Quản trị hệ thống"),
    Account("vanphong", Role.OFFICE, "Chuyên viên cơ quan thường trực"),
    Account("thanhvien", Role.MEMBER, "Thành viên Ban Chỉ đạo 04", communes=("23365", "23410", "23504")),
    Account("truongban", Role.HEAD, "Trưởng Ban Chỉ đạo 04"),
    Account("huyen", Role.DISTRICT, "Ban Chỉ đạo 04 huyện Tu Mơ Rông", district="huyện Tu Mơ Rông"),
    Account("xa", Role.COMMUNE, "Cán bộ xã Ngọc Linh", communes=("23365",)),
    Account("donvi", Role.UNIT, f"Tổ 04 {REVISING_UNIT}", unit=REVISING_UNIT),
    Account("lanhdao", Role.LEADERSHIP, "Thường trực Tỉnh ủy"),
)


def sign_up(scene: Scene) -> None:
    """Create the accounts; their scope comes once places and units are there (`post`)."""
    hashed = make_password(SHARED_SIGN_IN)  # once: hashing is slow on purpose
    for account in ACCOUNTS:
        user = User(
            username=account.username,
            role=account.role,
            display_name=account.display_name,
            password=hashed,
            is_staff=account.role in (Role.ADMIN, Role.OFFICE),
            is_superuser=account.role == Role.ADMIN,
        )
        user._change_reason = REASON
        user.save()
        scene.people[account.username] = user


def post(scene: Scene) -> None:
    """Open to each person what the role needs."""
    for account in ACCOUNTS:
        user = scene.people[account.username]
        rows = [Posting(user=user, commune=scene.communes[code]) for code in account.communes]
        if account.district:
            rows.append(Posting(user=user, district=District.objects.get(name=account.district)))
        if account.unit:
            rows.append(Membership(user=user, unit=scene.units[account.unit]))
        for row in rows:
            sign(row, by=scene.office, why=REASON)
            row.save()
