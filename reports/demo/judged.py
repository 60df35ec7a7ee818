"""What was said to the ratings of the last year: two weak units reply, the head judges a late one otherwise."""

from kontum04.core.recording import create_signed
from reports.demo.cases import NOTHING_DONE, WITHOUT_PLAN
from reports.demo.scene import REASON, YEARS, Scene
from twinning.models import RatingOverrule, RatingReply

REPLIES = {
    WITHOUT_PLAN: "Đơn vị thống nhất việc làm với xã từ đầu năm nhưng không gửi bản đăng ký; xin rút kinh nghiệm.",
    NOTHING_DONE: "Trong năm đơn vị sắp xếp lại bộ máy, chưa bố trí được tổ 04; đã bố trí lại từ tháng 12.",
}

OVERRULED = ("Kho bạc Nhà nước tỉnh", "Hoàn thành nhiệm vụ", "Nộp chậm do khóa sổ cuối năm; việc đăng ký làm đủ.")
"""Late by rule, not weak in the head's eyes: unit, rank, reason."""


def say(scene: Scene) -> None:
    year = scene.years[YEARS[-1]]
    replies = [
        RatingReply(programme_year=year, unit=scene.units[unit], text=text, given_by=scene.office)
        for unit, text in REPLIES.items()
    ]
    create_signed(replies, by=scene.office, why=REASON)
    unit, rank, reason = OVERRULED
    head = scene.people["truongban"]
    ruling = RatingOverrule(programme_year=year, unit=scene.units[unit], rank=rank, reason=reason, given_by=head)
    create_signed([ruling], by=head, why=reason)
