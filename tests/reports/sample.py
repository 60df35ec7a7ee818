"""A document of realistic size, every figure in it made up: 72 units, 53 communes, long names, some figures missing."""

import datetime as dt
from decimal import Decimal

from reports.documents.context_types import (
    Align,
    Annex,
    Chart,
    Column,
    DocumentContext,
    Highlight,
    Kind,
    Letterhead,
    Row,
    Section,
    Table,
)
from reports.documents.layout import Style

LONGEST_UNIT = "Chi cục Quản lý chất lượng nông lâm sản và thủy sản"
UNITS = (
    "Văn phòng Tỉnh ủy",
    LONGEST_UNIT,
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
    "Công ty TNHH MTV Cao su Chư Mom Ray",
    "Ban Quản lý các dự án 98",
    "Ngân hàng Nông nghiệp và Phát triển nông thôn Chi nhánh tỉnh",
    "Trường Cao đẳng Cộng đồng",
)
COMMUNES = ("Ngọc Linh", "Đăk Long", "Mường Hoong", "Đăk Tờ Kan", "Ia Tơi", "Măng Ri", "Đăk Rơ Ông")
DISTRICTS = ("Đăk Glei", "Tu Mơ Rông", "Kon Plông", "Sa Thầy", "Ia H’Drai")

MONEY = "Kinh phí (triệu đồng)"
WORKS = "Công trình"
MODELS = "Mô hình"
FILED = "Ngày nộp"
POOR = "Hộ nghèo"

# The two forms at their widest: all columns of the office, widths in millimetres of a landscape page.
UNIT_COLUMNS = (
    Column("TT", Kind.COUNT, width=6.5, align=Align.CENTER),
    Column("Đơn vị", width=31),
    Column("Xã kết nghĩa", width=21),
    Column("Lượt người", Kind.COUNT, width=9),
    Column("Ngày công", Kind.DECIMAL, width=11),
    Column("Tiết kiệm cơ quan", Kind.MILLIONS, width=11, group=MONEY),
    Column("CBCCVC đóng góp", Kind.MILLIONS, width=13, group=MONEY),
    Column("Vận động trong tỉnh", Kind.MILLIONS, width=11, group=MONEY),
    Column("Vận động ngoài tỉnh", Kind.MILLIONS, width=11, group=MONEY),
    Column("Cộng", Kind.MILLIONS, width=11.5, group=MONEY),
    Column("Hiện vật quy đổi", Kind.MILLIONS, width=11.5, unit="triệu đồng"),
    Column("Đăng ký", Kind.COUNT, width=8, group=WORKS),
    Column("Hoàn thành", Kind.COUNT, width=9, group=WORKS),
    Column("Mới", Kind.COUNT, width=7, group=MODELS),
    Column("Nhân rộng", Kind.COUNT, width=8.5, group=MODELS),
    Column("Đảng viên kết nạp", Kind.COUNT, width=9),
    Column("Hộ được thăm", Kind.COUNT, width=8.5),
    Column("Kế hoạch", Kind.DATE, width=14.2, group=FILED),
    Column("Báo cáo", Kind.DATE, width=14.2, group=FILED),
    Column("Trễ", Kind.COUNT, width=8.5, unit="ngày"),
    Column("Điểm", Kind.DECIMAL, width=7.5),
    Column("Xếp loại", width=15),
)

# Biểu 2: one row per commune.
COMMUNE_COLUMNS = (
    Column("TT", Kind.COUNT, width=8, align=Align.CENTER),
    Column("Huyện", width=24),
    Column("Xã", width=26),
    Column("Diện", width=24),
    Column("Số hộ", Kind.COUNT, width=14),
    Column("Đầu năm", Kind.COUNT, width=14, group=POOR),
    Column("Cuối năm", Kind.COUNT, width=14, group=POOR),
    Column("Tỷ lệ", Kind.PERCENT, width=13, group=POOR, unit="%"),
    Column("Giảm", Kind.PERCENT, width=13, group=POOR, unit="điểm %"),
    Column("Hộ cận nghèo", Kind.COUNT, width=14),
    Column("Y tế xã đạt chuẩn", Kind.REACHED, width=16),
    Column("Tiêu chí NTM đạt", Kind.COUNT, width=14),
    Column("Thôn no đủ – vững mạnh – an toàn", width=23, align=Align.CENTER),
    Column("Thôn có chi bộ", width=18, align=Align.CENTER),
    Column("Đảng viên mới", Kind.COUNT, width=15),
)

PARTY = Letterhead(
    superior="Tỉnh ủy Kon Tum",
    issuer="Ban Chỉ đạo 04",
    symbol="BCĐ",
    number=5,
    place="Kon Tum",
    date=dt.date(2019, 1, 2),
    style=Style.PARTY,
    doc_type="BC",
    summary="kết quả thực hiện Nghị quyết số 04-NQ/TU năm 2018, phương hướng, nhiệm vụ năm 2019",
    recipients=(
        "Ban Thường vụ Tỉnh ủy (b/c)",
        "Các đồng chí thành viên Ban Chỉ đạo 04",
        "Các huyện ủy, thành ủy",
        "Các cơ quan, đơn vị kết nghĩa xây dựng xã của tỉnh",
        "Lưu Văn phòng Tỉnh ủy",
    ),
    sign_authority="K/T Trưởng ban",
    sign_position="Phó Trưởng ban",
    illustrative=True,
)

STATE = Letterhead(
    superior="Ủy ban nhân dân tỉnh Sơn La",
    issuer="Sở Nội vụ",
    symbol="SNV",
    number=12,
    place="Sơn La",
    date=dt.date(2021, 11, 19),
    style=Style.STATE,
    doc_type="BC",
    summary="Sơ kết thực hiện Quyết định số 2523/QĐ-UBND",
    recipients=("Như trên", "Ủy ban nhân dân tỉnh (b/c)", "Lưu: VT, XDCQ"),
    sign_authority="KT. Giám đốc",
    sign_position="Phó Giám đốc",
)

PROSE = (
    "Các cơ quan của tỉnh, huyện đã cử 4.800 lượt người phối hợp với cấp ủy, chính quyền cơ sở bám nắm tình hình, "
    "tuyên truyền, vận động Nhân dân thực hiện các nghị quyết của Đảng, chính sách, pháp luật của Nhà nước; "
    "huy động 8,25 tỷ đồng từ nguồn tiết kiệm kinh phí của cơ quan, từ các tổ chức trong và ngoài tỉnh giúp các xã "
    "phát triển kinh tế - xã hội."
)


def sections() -> tuple[Section, ...]:
    """Return the sections of the committee's review."""
    targets = Table(
        columns=(
            Column("Mục tiêu", width=45),
            Column("Chỉ tiêu", width=20),
            Column("Kết quả", width=20),
            Column("Đánh giá", width=20),
        ),
        rows=(
            ("Số xã thoát diện đặc biệt khó khăn đến năm 2020", "trên 30 %", "12/53 xã (22,6 %)", "Chưa đạt"),
            ("Tỷ lệ hộ nghèo giảm hằng năm", "6 đến 8 điểm %", "5,6 điểm %", "Chưa đạt"),
            ("Xã đạt bộ tiêu chí quốc gia về y tế xã", "100 %", None, None),
        ),
        caption="Kết quả so với mục tiêu của Nghị quyết",
    )
    return (
        Section(paragraphs=("Thực hiện Nghị quyết số 04-NQ/TU, ngày 19-8-2016 của Tỉnh ủy khóa XV, " + PROSE,)),
        Section("Tình hình các xã đặc biệt khó khăn", 1, (PROSE, PROSE)),
        Section("Kết quả thực hiện", 1),
        Section("Công tác chỉ đạo, tổ 04", 2, (PROSE,)),
        Section("Công tác tuyên truyền, vận động", 2, (PROSE, PROSE)),
        Section(
            "Phát triển kinh tế, xây dựng mô hình, công trình", 2, (PROSE,), (PROSE, "Hướng dẫn xã xây dựng mô hình.")
        ),
        Section("Mô hình mới", 3, (PROSE,)),
        Section("Mô hình nhân rộng", 3, (PROSE,)),
        Section("Kết quả so với mục tiêu", 2, ("Đến hết năm 2018:",), table=targets),
        Section("Hạn chế, nguyên nhân", 1, (PROSE,)),
        Section("Đơn vị chậm, yếu", 2, bullets=tuple(f"{name}: nộp chậm 16 ngày." for name in UNITS)),
        Section("Nhiệm vụ năm 2019", 1, (PROSE, PROSE)),
        Section("Kiến nghị", 1, (PROSE,)),
    )


def unit_rows(count: int = 72) -> tuple[Row, ...]:
    """Return rows of Biểu 1; every ninth unit filed nothing."""
    return tuple(_unit_row(number) for number in range(1, count + 1))


def _unit_row(number: int) -> Row:
    name = UNITS[number % len(UNITS)]
    places = ", ".join((COMMUNES * 2)[number % 7 :][: 1 + (number % 5 == 0)])
    if number % 9 == 0:
        return (number, name, places, *[None] * 13, None, "chưa nộp", None, None, None, "Không hoàn thành")
    money = [number * step % 90 * 1_000_000 for step in (7, 11, 13, 17)]
    days = Decimal(number * 37 % 700) / 10
    return (
        *(number, name, places, 20 + number * 23 % 110, days, *money, sum(money), 12_500_000),
        *(2, 1, 1, 0, number % 9, 34, dt.date(2018, 1, 30), dt.date(2018, 11, 29), 0),
        *(Decimal("87.5"), "Hoàn thành xuất sắc" if number % 4 == 0 else "Hoàn thành tốt"),
    )


def commune_rows(count: int = 53) -> tuple[Row, ...]:
    """Return rows of Biểu 2; every tenth commune has no poverty figures."""
    return tuple(_commune_row(number) for number in range(1, count + 1))


def _commune_row(number: int) -> Row:
    households = 300 + number * 283 % 1500
    poor = None if number % 10 == 0 else households // 3
    return (
        *(number, DISTRICTS[number % 5], COMMUNES[number % 7], "Trọng điểm ĐBKK" if number % 3 else "ĐBKK, biên giới"),
        *(households, poor and poor + 40, poor, poor and Decimal(poor * 100) / households, poor and Decimal("5.6")),
        *(number * 7 % 90, number % 4 == 0, 7 + number % 9, "2/8", "8/8", number % 12),
    )


def unit_annex(count: int = 72) -> Annex:
    """Return Biểu 1 with totals over the units that reported."""
    rows = unit_rows(count)
    sums = [sum(value for row in rows if isinstance(value := row[i], int | Decimal)) for i in range(3, 16)]
    return Annex(
        title="Kết quả giúp đỡ của các đơn vị kết nghĩa năm 2018",
        number="Biểu 1",
        columns=UNIT_COLUMNS,
        rows=rows,
        totals=("", "Cộng", "", *sums, 2448, "", "", "", "", ""),
        note="Xã nhận giúp đỡ chung của nhiều đơn vị chỉ tính một lần.",
    )


def commune_annex() -> Annex:
    """Return Biểu 2."""
    return Annex("Tình hình các xã đặc biệt khó khăn năm 2018", "Biểu 2", COMMUNE_COLUMNS, commune_rows())


def review(letterhead: Letterhead = PARTY) -> DocumentContext:
    """Return a whole review."""
    return DocumentContext(letterhead, sections(), (unit_annex(), commune_annex()))


HIGHLIGHTS = (
    Highlight("4.800", "lượt người xuống cơ sở", "tăng 120 lượt so với năm 2017"),
    Highlight("8,25 tỷ đồng", "kinh phí huy động"),
    Highlight("335", "đảng viên mới tại 51 xã"),
    Highlight("−5,6 điểm %", "tỷ lệ hộ nghèo", "cùng chuẩn QĐ 59/2015"),
)


def summary(charts: tuple[Chart, ...], letterhead: Letterhead = PARTY) -> DocumentContext:
    """Return the two-page summary for the leadership."""
    kept = (sections()[1], sections()[8], sections()[10])
    return DocumentContext(letterhead, kept, charts=charts, highlights=HIGHLIGHTS)
