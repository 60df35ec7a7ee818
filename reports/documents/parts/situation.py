"""What the review says of the communes: how many, how poor, and how that changed."""

from decimal import Decimal

from django.utils.translation import gettext as _

from kontum04.core.figure import Figure
from reports.documents import sentences
from reports.documents.context_types import Section
from reports.documents.live import Form, live
from reports.documents.parts.words import fact, told
from reports.figures.review import ReviewFigures


def opening(figures: ReviewFigures) -> Section:
    """What the review is about, before its first heading."""
    line = _("Thực hiện %(programme)s, kết quả năm %(year)s và nhiệm vụ năm %(next)s như sau:") % {
        "programme": figures.programme_name,
        "year": figures.year,
        "next": figures.year + 1,
    }
    return Section(key="opening", paragraphs=(line,))


def situation(figures: ReviewFigures) -> Section:
    """The communes of the programme and their poverty."""
    line = told(
        _("Chương trình thực hiện tại %(communes)s, trong đó %(key)s thuộc diện trọng điểm; có %(villages)s (làng)."),
        communes=figures.figure("communes"),
        key=figures.figure("communes.key"),
        villages=figures.figure("villages"),
    )
    return Section(_("TÌNH HÌNH CÁC XÃ"), 1, (line, *_poverty(figures)), key="situation")


def _poverty(figures: ReviewFigures) -> list[str]:
    rate, fall, poor = (figures.indicator(code) for code in ("NG03", "NG04", "NG01"))
    lines = []
    if rate:
        lines.append(_rate(figures.year, rate.figure))
    if fall:
        lines.append(_fall(figures.year, fall.figure))
    if poor and poor.figure.is_partial:
        lines.append(
            _("Số liệu hộ nghèo mới có của %(coverage)s xã; các xã còn lại chưa có số liệu và không được tính là 0.")
            % {"coverage": live(poor.figure, Form.COVERAGE)}
        )
    return lines


def _rate(year: int, rate: Figure) -> str:
    made_of = ""
    if rate.numerator is not None:
        made_of = _(" (%(poor)s hộ nghèo trên tổng số %(all)s hộ)") % {
            "poor": live(rate, Form.PART),
            "all": live(rate, Form.WHOLE),
        }
    return _("Tỷ lệ hộ nghèo cuối năm %(year)s: %(rate)s%(made_of)s.") % {
        "year": year,
        "rate": live(rate),
        "made_of": made_of,
    }


def _fall(year: int, fall: Figure) -> str:
    """Two standards are not compared: the figure is missing then, and its note says why."""
    if not fall.rounded:
        words = _("Mức giảm tỷ lệ hộ nghèo so với năm %(year)s: %(fall)s") % {"year": year - 1, "fall": live(fall)}
        return sentences.sentence(f"{words} ({fall.note.rstrip('.')})" if fall.note else words)
    change = sentences.change(
        fall.value, Decimal(0), sentences.POINTS, since=year - 1, decimals=1, written=live(fall, Form.SIZE)
    )
    return _("Tỷ lệ hộ nghèo %(change)s, tính trên %(coverage)s xã có số liệu cả hai năm theo cùng một chuẩn.") % {
        "change": change,
        "coverage": live(fall, Form.COVERAGE),
    }


def political_system(figures: ReviewFigures) -> Section:
    """New Party members, and at how many communes."""
    members, places = figures.indicator("DB03"), figures.indicator("DB03.places")
    if members is None or places is None:
        line = sentences.sentence(fact(figures.figure("help.party_members")))
    else:
        line = told(
            _("Các xã kết nạp mới được %(members)s đảng viên tại %(places)s."),
            members=(members.figure, Form.TEXT),
            places=places.figure,
        )
    heading = _("Xây dựng hệ thống chính trị, phát triển đảng viên")
    return Section(heading, 2, (line,), key="political-system")
