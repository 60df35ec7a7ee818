"""Who a person is to the committee (DOMAIN, "Who does what")."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMIN = "admin", _("Quản trị")
    OFFICE = "office", _("Cơ quan thường trực")
    MEMBER = "member", _("Thành viên Ban Chỉ đạo")
    HEAD = "head", _("Trưởng ban, Phó Trưởng ban")
    DISTRICT = "district", _("Ban Chỉ đạo huyện, thành phố")
    COMMUNE = "commune", _("Cán bộ xã")
    UNIT = "unit", _("Đơn vị kết nghĩa")
    LEADERSHIP = "leadership", _("Thường trực Tỉnh ủy")


WHOLE_PROVINCE = frozenset({Role.ADMIN, Role.OFFICE, Role.HEAD, Role.LEADERSHIP})
"""Roles that see every row; everybody else sees only what a posting or membership opens."""

OFFICE_STAFF = frozenset({Role.ADMIN, Role.OFFICE})
"""Roles that keep the data of the whole programme."""
