"""What communes asked for and what members found on the spot: some answered in time, some late, some not at all."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from communes.models import Commune, Inspection
from kontum04.core.recording import create_signed
from reports.demo.cases import REVISING_UNIT
from reports.demo.scene import REASON, Scene
from twinning.models import Request, Unit

OWN_COMMUNE = "23365"
"""For which the example account “xa” acts."""

PER_YEAR = 14
"""Requests a year, beside those of the example accounts."""

ASKED = (
    ("Hỗ trợ xi măng để làm tiếp đường bê tông nội thôn.", "Đã bố trí xi măng, giao xã nhận tại kho huyện."),
    ("Hỗ trợ giống cây cà phê, bời lời cho các hộ nghèo đã đăng ký.", "Đã đưa vào kế hoạch năm sau của đơn vị."),
    ("Sửa chữa hệ thống nước tự chảy bị hư hỏng sau mưa lũ.", "Đã khảo sát, khắc phục xong đường ống chính."),
    ("Trang bị máy vi tính cho bộ phận một cửa của xã.", "Đã tặng hai bộ máy vi tính, hướng dẫn sử dụng."),
    ("Mở lớp tập huấn ghi chép sổ sách cho trưởng thôn.", "Đã mở một lớp, các trưởng thôn tham gia đủ."),
    ("Hỗ trợ kinh phí sửa nhà rông bị tốc mái.", "Đã vận động cán bộ, nhân viên đóng góp và sửa xong mái."),
    ("Cử cán bộ kỹ thuật hướng dẫn phòng bệnh cho đàn bò.", "Đã cử cán bộ xuống thôn hướng dẫn, tiêm phòng."),
    ("Hỗ trợ quà, sách vở cho học sinh đầu năm học.", "Đã tặng sách vở cho các điểm trường."),
    ("Giúp xã rà soát quần chúng ưu tú để bồi dưỡng kết nạp Đảng.", "Đã cùng chi bộ rà soát và lập danh sách."),
    ("Nâng cấp đường vào khu sản xuất, xe không qua được mùa mưa.", "Vượt khả năng của đơn vị, đã chuyển cấp trên."),
)

NOTES = {1: "Mới hứa, chưa làm.", 2: "Làm được một phần nhỏ so với đề nghị.", 3: "", 4: "", 5: ""}
"""What a commune writes beside its rating; a poor one needs words."""

VISITED = ("23365", "23410", "23504")
"""Assigned to the example account “thanhvien”."""

FOUND = (
    ("Xã triển khai đúng kế hoạch, tổ 04 xuống cơ sở đều.", "", 0, False),
    ("Sổ theo dõi đơn vị kết nghĩa ghi chưa đủ.", "Xã bổ sung sổ theo dõi theo từng tháng.", 30, True),
    (
        "Công trình nước sinh hoạt chậm so với kế hoạch.",
        "Đơn vị và xã chốt lại tiến độ, báo cáo Ban Chỉ đạo.",
        45,
        False,
    ),
)
"""What was found, what was agreed, within how many days, whether it was done."""


def ask(scene: Scene) -> None:
    """Requests and visits of both years."""
    requests = [row for year in scene.years for row in _requests(scene, year)]
    create_signed(requests, by=scene.office, why=REASON)
    visits = [row for year in scene.years for row in _visits(scene, year)]
    create_signed(visits, by=scene.people["thanhvien"], why=REASON)


def _requests(scene: Scene, year: int) -> Iterator[Request]:
    chance = scene.dice(f"requests {year}")
    others = [code for code in scene.communes if code != OWN_COMMUNE]
    for number, code in enumerate(chance.sample(others, PER_YEAR)):
        twins = [unit for unit, helped in scene.pairs(year) if helped == code]
        unit = scene.units[chance.choice(twins)] if twins and number % 3 else None
        yield _request(scene, chance, year, scene.communes[code], unit, passed_on=number != 0, answered=number % 4 != 3)
    own, unit = scene.communes[OWN_COMMUNE], scene.units[REVISING_UNIT]
    yield _request(scene, chance, year, own, unit, passed_on=True, answered=True, rated=False)
    yield _request(scene, chance, year, own, unit, passed_on=True, answered=False)
    yield _request(scene, chance, year, own, None, passed_on=False, answered=False)


def _request(
    scene: Scene,
    chance: random.Random,
    year: int,
    commune: Commune,
    unit: Unit | None,
    *,
    passed_on: bool,
    answered: bool,
    rated: bool = True,
) -> Request:
    text, reply = chance.choice(ASKED)
    filed_on = date(year, 2, 1) + timedelta(days=chance.randrange(240))
    row = Request(programme=scene.programme, commune=commune, filed_on=filed_on, text=text)
    if not passed_on:
        return row
    row.to_unit, row.to_body = unit, "" if unit else f"UBND {commune.district}"
    row.due_on = filed_on + timedelta(days=scene.programme.request_days)
    if answered:
        row.answered_on = filed_on + timedelta(days=chance.randrange(5, 55))
        row.answer, row.answered_by = reply, scene.office
        if rated and chance.random() < 0.7:
            row.rating = chance.choice((2, 3, 4, 4, 5))
            row.rating_note, row.rated_on = NOTES[row.rating], row.answered_on + timedelta(days=3)
    return row


def _visits(scene: Scene, year: int) -> Iterator[Inspection]:
    chance = scene.dice(f"visits {year}")
    for code, (found, agreed, days, is_done) in zip(VISITED, FOUND, strict=True):
        visited_on = date(year, 4, 1) + timedelta(days=chance.randrange(150))
        due_on = visited_on + timedelta(days=days) if agreed else None
        yield Inspection(
            programme=scene.programme,
            commune=scene.communes[code],
            visited_on=visited_on,
            found=found,
            agreed=agreed,
            due_on=due_on,
            done_on=due_on if is_done else None,
            done_note="Xã đã bổ sung đủ sổ." if is_done else "",
            recorded_by=scene.people["thanhvien"],
        )
