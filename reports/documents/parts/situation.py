"""What the review says of the communes: how many, how poor, and how that changed."""

from decimal import Decimal

from django.utils.translation import gettext as _

from reports.documents import sentences
from reports.documents.context_types import Section
from reports.documents.live import Form, live
from reports.documents.parts.words import facts, sourced, told, words_of
from reports.figures.published import Stated
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
        communes=figures.stated("communes"),
        key=figures.stated("communes.key"),
        villages=figures.stated("villages"),
    )
    return Section(_("TÌNH HÌNH CÁC XÃ"), 1, (line, *_poverty(figures)), key="situation")


def _poverty(figures: ReviewFigures) -> list[str]:
    rate, fall, poor = (figures.indicator(code) for code in ("NG03", "NG04", "NG01"))
    lines = []
    if rate:
        lines.append(_rate(figures.year, figures.stated("NG03")))
    if fall:
        lines.append(_fall(figures.year, figures.stated("NG04")))
    if poor and poor.figure.is_partial and poor.figure.reported:
        lines.append(
            _("Số liệu hộ nghèo mới có của %(coverage)s xã; các xã còn lại chưa có số liệu và không được tính là 0.")
            % {"coverage": live(poor.figure, Form.COVERAGE)}
        )
    return lines


def _rate(year: int, told: Stated) -> str:
    made_of, rate = "", told.figure
    if rate.numerator is not None:
        made_of = _(" (%(poor)s hộ nghèo trên tổng số %(all)s hộ)") % {
            "poor": live(rate, Form.PART),
            "all": live(rate, Form.WHOLE),
        }
    words = {"year": year, "rate": words_of(told, Form.TEXT), "made_of": made_of}
    return sourced(_("Tỷ lệ hộ nghèo cuối năm %(year)s: %(rate)s%(made_of)s.") % words, told)


def _fall(year: int, told: Stated) -> str:
    """Two standards are not compared: the figure is missing then, and its note says why."""
    fall = told.figure
    if told.source and fall.rounded:
        return sourced(sentences.sentence(_("Tỷ lệ hộ nghèo %(change)s") % {"change": _change(year, told)}), told)
    if not fall.rounded:
        words = _("Mức giảm tỷ lệ hộ nghèo so với năm %(year)s: %(fall)s") % {"year": year - 1, "fall": live(fall)}
        return sentences.sentence(f"{words} ({fall.note.rstrip('.')})" if fall.note else words)
    return _("Tỷ lệ hộ nghèo %(change)s, tính trên %(coverage)s xã có số liệu cả hai năm theo cùng một chuẩn.") % {
        "change": _change(year, told),
        "coverage": live(fall, Form.COVERAGE),
    }


def _change(year: int, told: Stated) -> str:
    """A fall of 5,6 points is told as “giảm 5,6 điểm phần trăm”, one of −5,6 as a rise."""
    size, points = words_of(told, Form.SIZE), sentences.POINTS
    return sentences.change(told.figure.value, Decimal(0), points, since=year - 1, decimals=1, written=size)


def political_system(figures: ReviewFigures) -> Section:
    """New Party members, and at how many communes."""
    members, places = figures.indicator("DB03"), figures.indicator("DB03.places")
    if members is None or places is None:
        line = facts(figures.stated("help.party_members"))
    else:
        line = told(
            _("Các xã kết nạp mới được %(members)s đảng viên tại %(places)s."),
            members=(figures.stated("DB03"), Form.TEXT),
            places=figures.stated("DB03.places"),
        )
    heading = _("Xây dựng hệ thống chính trị, phát triển đảng viên")
    return Section(heading, 2, (line,), key="political-system")
