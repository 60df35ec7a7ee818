"""The twinned units: real public bodies, of every kind the sources name, 72 of the province and 8 of districts."""

from communes.models import District
from kontum04.core.recording import create_signed
from reports.demo.scene import REASON, Scene
from twinning.choices import UnitKind, UnitLevel
from twinning.models import Unit

PROVINCIAL = {
    UnitKind.PARTY_BODY: """
        Văn phòng Tỉnh ủy; Ban Tổ chức Tỉnh ủy; Ban Tuyên giáo Tỉnh ủy; Ban Dân vận Tỉnh ủy; Ban Nội chính Tỉnh ủy;
        Ủy ban Kiểm tra Tỉnh ủy; Đảng ủy Khối các cơ quan tỉnh; Đảng ủy Khối doanh nghiệp tỉnh;
        Trường Chính trị tỉnh; Báo Kon Tum""",
    UnitKind.DEPARTMENT: """
        Văn phòng Hội đồng nhân dân tỉnh; Văn phòng Ủy ban nhân dân tỉnh; Sở Tài chính; Sở Kế hoạch và Đầu tư;
        Sở Nội vụ; Sở Tư pháp; Sở Công Thương; Sở Nông nghiệp và Phát triển nông thôn = Sở NN&PTNT;
        Sở Giao thông vận tải; Sở Xây dựng; Sở Tài nguyên và Môi trường; Sở Thông tin và Truyền thông;
        Sở Lao động - Thương binh và Xã hội = Sở LĐ-TB&XH; Sở Văn hóa, Thể thao và Du lịch = Sở VHTT&DL;
        Sở Khoa học và Công nghệ; Sở Giáo dục và Đào tạo; Sở Y tế; Sở Ngoại vụ; Thanh tra tỉnh; Ban Dân tộc tỉnh;
        Ban Quản lý Khu kinh tế tỉnh; Chi cục Kiểm lâm tỉnh;
        Chi cục Quản lý chất lượng nông lâm sản và thủy sản = Chi cục QLCL NLS&TS""",
    UnitKind.MASS_ORGANISATION: """
        Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh = UBMTTQ Việt Nam tỉnh; Hội Liên hiệp Phụ nữ tỉnh; Hội Nông dân tỉnh;
        Hội Cựu chiến binh tỉnh; Tỉnh đoàn; Liên đoàn Lao động tỉnh; Hội Chữ thập đỏ tỉnh;
        Liên minh Hợp tác xã tỉnh""",
    UnitKind.ARMED_FORCE: """
        Công an tỉnh; Bộ Chỉ huy Quân sự tỉnh; Bộ Chỉ huy Bộ đội Biên phòng tỉnh = BCH BĐBP tỉnh;
        Chi nhánh 716 Binh đoàn 15""",
    UnitKind.ENTERPRISE: """
        Công ty Cao su Chư Mom Ray; Công ty Cao su Sa Thầy; Công ty Cao su Kon Tum; Công ty Điện lực Kon Tum;
        Công ty Thủy điện Ia Ly; Công ty Xổ số kiến thiết Kon Tum; Công ty Cấp nước Kon Tum; Viễn thông Kon Tum;
        Viettel Kon Tum; Bưu điện tỉnh""",
    UnitKind.CENTRAL_AGENCY: """
        Cục Thuế tỉnh; Cục Thống kê tỉnh; Cục Thi hành án dân sự tỉnh; Kho bạc Nhà nước tỉnh; Bảo hiểm xã hội tỉnh;
        Tòa án nhân dân tỉnh; Viện kiểm sát nhân dân tỉnh; Ngân hàng Nhà nước chi nhánh tỉnh;
        Ngân hàng Chính sách xã hội chi nhánh tỉnh; Ngân hàng Đầu tư và Phát triển chi nhánh Kon Tum = BIDV Kon Tum;
        Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh tỉnh = Agribank tỉnh""",
    UnitKind.SCHOOL_HOSPITAL: """
        Bệnh viện Đa khoa tỉnh; Trường Cao đẳng Cộng đồng Kon Tum; Đài Phát thanh và Truyền hình tỉnh;
        Trung tâm Khuyến nông tỉnh; Vườn quốc gia Chư Mom Ray; Phân hiệu Đại học Đà Nẵng tại Kon Tum""",
}
"""Names by kind; a short name follows “=”."""

OF_DISTRICTS = {
    "huyện Tu Mơ Rông": "Phòng Nội vụ; Hội Nông dân; Phòng Nông nghiệp và Phát triển nông thôn",
    "huyện Đăk Glei": "Phòng Dân tộc; Phòng Giáo dục và Đào tạo",
    "huyện Kon Plông": "Phòng Lao động - Thương binh và Xã hội",
    "huyện Kon Rẫy": "Phòng Tài chính - Kế hoạch",
    "huyện Sa Thầy": "Phòng Văn hóa và Thông tin",
}


def found(scene: Scene) -> None:
    """Create the units."""
    rows = [_unit(text, kind) for kind, names in PROVINCIAL.items() for text in names.split(";")]
    districts = {district.name: district for district in District.objects.all()}
    for name, offices in OF_DISTRICTS.items():
        rows += [
            Unit(
                name=f"{office.strip()} {name}",
                kind=UnitKind.DISTRICT_OFFICE,
                level=UnitLevel.DISTRICT,
                district=districts[name],
            )
            for office in offices.split(";")
        ]
    chance = scene.dice("head counts")
    for row in rows:
        row.head_count = chance.randrange(12, 30) if row.district else chance.randrange(25, 240)
    create_signed(rows, by=scene.office, why=REASON)
    scene.units = {row.name: row for row in rows}


def _unit(text: str, kind: UnitKind) -> Unit:
    name, _sign, short_name = text.partition("=")
    return Unit(name=" ".join(name.split()), short_name=short_name.strip(), kind=kind)
