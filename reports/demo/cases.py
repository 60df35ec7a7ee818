"""The year 2018 as a story: which unit filed what, and how. Units not named here file everything in time.

All of it is made up; no unit is or was as described.
"""

from datetime import date

REVISING_UNIT = "Sở Tài chính"
"""Helps two communes; its annual report of 2018 came back for correction. The example account “donvi” acts for it."""

RETURNED = {
    REVISING_UNIT: "Số ngày công tại hai xã chưa khớp với nhật ký của tổ 04; chưa nêu kết quả phối hợp.",
    "Viettel Kon Tum": "Chưa kê kinh phí theo từng nguồn.",
}
"""Annual reports sent back and not filed again."""

DRAFTS = ("Hội Chữ thập đỏ tỉnh", "Chi cục Kiểm lâm tỉnh", "Phòng Dân tộc huyện Đăk Glei")
"""Annual reports begun and never filed."""

MISSING = ("Công ty Thủy điện Ia Ly", "Ngân hàng Đầu tư và Phát triển chi nhánh Kon Tum")
"""Annual reports never begun."""

WAITING = (
    "Công an tỉnh",
    "Sở Giáo dục và Đào tạo",
    "Kho bạc Nhà nước tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Công ty Cao su Kon Tum",
    "Phòng Nội vụ huyện Tu Mơ Rông",
)
"""Annual reports filed and not yet reviewed."""

SECOND_ROUND = {
    "Sở Y tế": "Thiếu số lượt người xuống cơ sở.",
    "Đài Phát thanh và Truyền hình tỉnh": "Thiếu số lượt người xuống cơ sở.",
    "Công ty Cao su Chư Mom Ray": "Thiếu số lượt người xuống cơ sở.",
}
"""Annual reports accepted at the second round, and why the first was sent back."""

NOTHING_DONE = "Liên minh Hợp tác xã tỉnh"
"""Filed an annual report of zeros."""

WITHOUT_PLAN = "Viễn thông Kon Tum"
"""Never registered a plan, and worked all the same."""

DAYS_LATE = {
    "Ban Quản lý Khu kinh tế tỉnh": 1,
    "Sở Xây dựng": 2,
    "Báo Kon Tum": 3,
    "Sở Công Thương": 5,
    "Công ty Điện lực Kon Tum": 8,
    "Cục Thống kê tỉnh": 11,
    "Hội Cựu chiến binh tỉnh": 15,
    "Kho bạc Nhà nước tỉnh": 18,
}
"""Annual reports filed after 30/11, in days."""

EXTENDED = {
    "Vườn quốc gia Chư Mom Ray": (date(2018, 12, 10), date(2018, 12, 8), "Cháy rừng tại địa bàn, chưa kịp tổng hợp."),
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh": (date(2018, 12, 15), date(2018, 12, 18), "Tổ 04 làm nhiệm vụ đột xuất."),
}
"""Annual reports with a later due date: new date, day of filing, reason. One came in time, one three days late."""

WAIVED = ("Trường Cao đẳng Cộng đồng Kon Tum", date(2018, 6, 8), "Đang sáp nhập trường; báo cáo gộp vào báo cáo năm.")
"""The half-year report of 2018 that one unit need not file: unit, day, reason."""

UNFILED = (*RETURNED, *DRAFTS, *MISSING)
"""Units whose annual report of 2018 does not count."""

ROUND_NUMBERS = "Viện kiểm sát nhân dân tỉnh"
"""Told nothing but round numbers in 2018; what rounding took or gave stands with its neighbours at the commune."""

SAME_AS_LAST_YEAR = "Hội Nông dân huyện Tu Mơ Rông"
"""Wrote the difficulties of 2018 as it had those of 2017."""

SAME_WORDS = ("Ban Tổ chức Tỉnh ủy", "Bảo hiểm xã hội tỉnh")
"""Wrote the difficulties of 2018 in the same words."""
