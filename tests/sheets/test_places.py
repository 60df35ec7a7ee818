"""Who is meant by a name: either spelling, without marks, told apart by district or code, never by an id."""

import unicodedata

import pytest

from communes.choices import CommuneKind, VillageKind
from communes.sheets.places import CommuneFinder, DistrictFinder, NotFound, VillageFinder, is_district_heading
from tests import factories as make

AMONG = "trong danh sách"


@pytest.fixture
def communes(world):
    town = make.CommuneFactory(code="23341", kind=CommuneKind.THI_TRAN, name="Đăk Glei", district=world.places.district)
    return {
        "glei": world.commune,
        "nhoong": world.places.second_commune,
        "ha": world.foreign_commune,
        "town": town,
    }


@pytest.fixture
def finder(communes):
    return CommuneFinder(communes.values(), among=AMONG)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"name": "Đăk Nhoong"}, "nhoong"),
        ({"name": "Đắk Nhoong"}, "nhoong"),
        ({"name": "xã dak nhoong"}, "nhoong"),
        ({"name": "X. ĐĂK NHOONG"}, "nhoong"),
        ({"name": unicodedata.normalize("NFD", "Xã Đăk Nhoong")}, "nhoong"),
        ({"name": "TT Đăk Glei"}, "town"),
        ({"name": "Thị trấn Đắk Glei"}, "town"),
        ({"name": "Đăk Long", "district": "huyện Đăk Glei"}, "glei"),
        ({"name": "Đăk Long", "district": "Đắk Hà"}, "ha"),
        ({"name": "Đăk Long (huyện Đăk Hà)"}, "ha"),
        ({"name": "Xã Đăk Long", "code": "23365"}, "glei"),
        ({"name": "Xã Đăk Long", "code": "23504", "district": "H. Đăk Hà"}, "ha"),
    ],
)
def test_names_are_understood(finder, communes, cells, found):
    assert finder.find(**cells) == communes[found]


@pytest.mark.parametrize(
    ("cells", "key", "message"),
    [
        (
            {"name": "Đăk Long"},
            "commune",
            (
                "“Đăk Long” có thể là Xã Đăk Long (huyện Đăk Glei), mã 23365 hoặc "
                "Xã Đăk Long (huyện Đăk Hà), mã 23504; hãy ghi rõ huyện hoặc mã xã."
            ),
        ),
        ({"name": "Đăk Long", "district": "Sa Thầy"}, "district", "Không tìm thấy xã “Đăk Long” ở “Sa Thầy”"),
        ({"name": "Đăk Nhoong", "code": "23365"}, "code", "Mã “23365” không phải là mã của xã “Đăk Nhoong”"),
        ({"name": "Ia Tơi"}, "commune", "Không tìm thấy xã “Ia Tơi” trong danh sách."),
        ({"name": "Đăk Nhong"}, "commune", "Có phải là “Xã Đăk Nhoong (huyện Đăk Glei)”?"),
    ],
)
def test_what_is_not_clear_is_told_at_the_cell_to_change(finder, cells, key, message):
    with pytest.raises(NotFound) as caught:
        finder.find(**cells)
    assert caught.value.key == key
    assert message in str(caught.value)


def test_a_slip_of_the_pen_is_guessed_among_the_given_communes_only(world):
    narrow = CommuneFinder([world.commune], among=AMONG)
    with pytest.raises(NotFound) as caught:
        narrow.find("Đăk Nhong")
    assert "Nhoong" not in str(caught.value)


def test_marks_decide_only_between_names_that_are_alike_without_them(world):
    marked = make.CommuneFactory(name="Đăk Lòng", district=world.places.district)
    finder = CommuneFinder([world.commune, marked], among=AMONG)
    assert finder.find("Đăk Lòng") == marked
    assert finder.find("xã đăk long") == world.commune
    with pytest.raises(NotFound, match="có thể là"):
        finder.find("dak long")


def test_villages_are_known_within_their_commune(world):
    commune = world.commune
    hamlet = make.VillageFactory(commune=commune, name="1")
    other = make.VillageFactory(commune=commune, kind=VillageKind.LANG, name="1")
    finder = VillageFinder([world.places.village, world.places.foreign_village, hamlet, other])
    assert finder.find(commune, "thôn Đắk Ôn") == world.places.village
    assert finder.find(commune, "Thôn 1") == hamlet
    assert finder.find(commune, "làng 1") == other
    with pytest.raises(NotFound, match="“1” có thể là Thôn 1 hoặc Làng 1"):
        finder.find(commune, "1")
    with pytest.raises(NotFound, match="không có thôn, làng “Kon Teo”"):
        finder.find(commune, "Kon Teo")


def test_districts_in_either_spelling(world):
    finder = DistrictFinder([world.places.district, world.places.other_district])
    for name in ("huyện Đăk Glei", "Đắk Glei", "H. dak glei"):
        assert finder.find(name) == world.places.district
    with pytest.raises(NotFound, match="hãy ghi một trong: huyện Đăk Glei và huyện Đăk Hà"):
        finder.find("Sa Thầy")


@pytest.mark.parametrize(("text", "answer"), [("Huyện Đăk Glei", True), ("TP. Kon Tum", True), ("Xã Hà Mòn", False)])
def test_a_district_over_its_communes(text, answer):
    assert is_district_heading(text) is answer
