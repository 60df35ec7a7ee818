"""What the committee remarked on communes: answered, waiting, kept inside."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from communes.models import Remark
from kontum04.core import clock
from kontum04.core.recording import create_signed
from reports.demo.asked import VISITED
from reports.demo.scene import REASON, Scene

REMARKED = (
    ("Xã đã giảm hộ nghèo nhanh; cần ghi rõ phần do đơn vị kết nghĩa giúp.", False, True, ""),
    (
        "Đề nghị cho biết khi nào công trình nước sinh hoạt được khảo sát lại.",
        True,
        False,
        "Cơ quan thường trực đã đôn đốc, đơn vị khảo sát trong tháng sau.",
    ),
    ("Xã chốt danh sách hộ đăng ký giống cây trước mùa mưa.", True, True, ""),
)
"""Text, whether an answer is wanted, whether the commune reads it, the answer; one for each commune visited."""


def remark(scene: Scene) -> None:
    """The member's remarks of both years."""
    rows = [row for year in scene.years for row in _remarks(scene, year)]
    create_signed(rows, by=scene.people["thanhvien"], why=REASON)


def _remarks(scene: Scene, year: int) -> Iterator[Remark]:
    for number, (code, told) in enumerate(zip(VISITED, REMARKED, strict=True)):
        text, needs_answer, to_commune, answer = told
        written_at = datetime(year, 7, 2 + number, 9, tzinfo=clock.ZONE)
        yield Remark(
            programme=scene.programme,
            year=year,
            commune=scene.communes[code],
            text=text,
            needs_answer=needs_answer,
            to_commune=to_commune,
            written_by=scene.people["thanhvien"],
            written_at=written_at,
            answer=answer,
            answered_by=scene.office if answer else None,
            answered_at=written_at + timedelta(days=6) if answer else None,
        )
