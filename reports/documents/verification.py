"""What an issued document says of itself: the code and the address where anybody can compare a file with it."""

import io
from dataclasses import dataclass

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

GROUP = 4
QUIET_ZONE = 2  # modules around the code


def spelled(code: str) -> str:
    """A code as people read and type it: K7QM-3F9X-2PWA."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


@dataclass(frozen=True, slots=True)
class Verification:
    """`code` without dashes; `address` is absolute where the portal knows its own, else the path on it."""

    reference: str
    code: str
    address: str

    @property
    def invitation(self) -> str:
        """What the reader is told, before the address."""
        return _("Văn bản số %(reference)s do cổng thông tin ban hành. So tệp với bản đã ban hành tại:") % {
            "reference": self.reference
        }

    @property
    def code_line(self) -> str:
        """The code with its name."""
        return _("Mã kiểm tra: %(code)s") % {"code": spelled(self.code)}

    @property
    def qr(self) -> SafeString:
        """The address as a QR code, SVG to be placed in a page; it scales with its box."""
        drawn = self._code.svg_inline(border=QUIET_ZONE, omitsize=True, title=self.qr_title)
        return mark_safe(drawn)  # noqa: S308 (squares, drawn here)

    @property
    def qr_png(self) -> bytes:
        """The same code as a picture, for programs that draw no SVG."""
        buffer = io.BytesIO()
        self._code.save(buffer, kind="png", border=QUIET_ZONE, scale=8)
        return buffer.getvalue()

    @property
    def qr_title(self) -> str:
        """What the code is, for whoever cannot see it."""
        return _("Mã QR dẫn đến trang kiểm tra văn bản")

    @property
    def _code(self) -> segno.QRCode:
        return segno.make(self.address, error="m", micro=False)
