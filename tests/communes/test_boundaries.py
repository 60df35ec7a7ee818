"""Boundaries come in by whole files: matched to the communes of a day, every problem at once, nothing half saved."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from communes.boundaries.geometry import problem_of, stored
from communes.boundaries.matching import code_of
from communes.models import Boundary
from communes.services.boundaries import import_boundaries
from kontum04.accounts.choices import Role
from kontum04.core.problems import Problems
from tests import factories as make
from tests.factories import square

LAST_OLD, FIRST_NEW = dt.date(2025, 6, 30), dt.date(2025, 7, 1)


def feature(geometry, **properties) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def file_of(*features, **more) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def take_in(*features, on: dt.date = LAST_OLD, by=None, source: str = "Bản đồ", dry_run: bool = False, **more):
    return import_boundaries(content=file_of(*features, **more), on=on, source=source, by=by, dry_run=dry_run)


def refused(*features, on: dt.date = LAST_OLD, **more) -> list[str]:
    with pytest.raises(Problems) as refusal:
        take_in(*features, on=on, **more)
    return [str(problem) for problem in refusal.value.problems]


@pytest.fixture
def old(db):
    """A commune until 30/6/2025 whose code another one bears afterwards."""
    district = make.DistrictFactory(name="huyện Đăk Hà")
    return make.CommuneFactory(code="23500", name="Đăk Ngọk", gso_name="Đắk Ngọk", district=district)


@pytest.fixture
def new(old):
    return make.CommuneFactory(code="23500", name="Đăk Hà", district=None, valid_from=FIRST_NEW, valid_to=None)


# --- What comes in ----------------------------------------------------------------------------------------------------


def test_a_file_comes_in_and_says_who_is_left(old):
    other = make.CommuneFactory(code="23501", name="Đăk Ui", district=old.district)
    user = make.UserFactory(role=Role.OFFICE)
    found = take_in(feature(square(107.9, 14.5), code="23500"), by=user)
    assert (found.new, found.changed, found.unchanged, found.without) == (1, 0, 0, (other,))
    assert "xã Đăk Ui (huyện Đăk Hà)" in found.warnings[0]
    row = Boundary.objects.get()
    assert (row.commune, row.source, row.imported_by) == (old, "Bản đồ", user)
    assert row.geometry["coordinates"][0][0][0] == [107.9, 14.5]
    assert row.history.get().history_user == user


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"code": 1234}, "01234"),
        ({"MAXA": "23500"}, "23500"),
        ({"Ma_Xa": 23500.0}, "23500"),
        ({"ma-dvhc": " 23500 "}, "23500"),
        ({"code": "", "ma": "23500"}, "23500"),
        ({"name": "Đăk Ui"}, ""),
    ],
)
def test_codes_are_read_however_they_are_written(properties, code):
    assert code_of(properties) == code


@pytest.mark.parametrize("name", ["Xã Đăk Ngọk", "dak ngok", "ĐẮK NGỌK"])
def test_without_code_name_and_district_match_whatever_their_marks(old, name):
    namesake = make.CommuneFactory(name="Đăk Ngọk", district=make.DistrictFactory(name="huyện Đăk Tô"))
    take_in(feature(square(107.9, 14.5), ten_xa=name, Huyen="Đắk Hà"))
    assert Boundary.objects.get().commune == old != namesake


def test_the_same_file_again_changes_nothing_and_a_new_one_replaces_with_history(old):
    first = feature(square(107.9, 14.5), code="23500")
    take_in(first)
    assert take_in(first).unchanged == 1
    assert take_in(feature(square(107.8, 14.5), code="23500")).changed == 1
    row = Boundary.objects.get()
    assert row.geometry["coordinates"][0][0][0] == [107.8, 14.5]
    assert [each.geometry["coordinates"][0][0][0][0] for each in row.history.all()] == [107.8, 107.9]


def test_a_trial_stores_nothing(old):
    assert take_in(feature(square(107.9, 14.5), code="23500"), dry_run=True).new == 1
    assert not Boundary.objects.exists()


def test_both_maps_are_held_and_a_code_used_again_does_not_mix_them(old, new):
    take_in(feature(square(107.9, 14.5), code="23500"), on=FIRST_NEW)
    assert Boundary.objects.get().commune == new
    take_in(feature(square(107.0, 14.0), code="23500"), on=LAST_OLD)
    assert new.boundary.geometry != old.boundary.geometry


# --- What is refused --------------------------------------------------------------------------------------------------


def test_everything_wrong_is_told_at_once_and_nothing_is_stored(old):
    line = {"type": "LineString", "coordinates": [[107, 14], [108, 15]]}
    open_ring = {"type": "Polygon", "coordinates": [[[107, 14], [108, 14], [108, 15], [107, 15]]]}
    metres = {
        "type": "Polygon",
        "coordinates": [[[550000, 1600000], [560000, 1600000], [560000, 1610000], [550000, 1600000]]],
    }
    swapped = {"type": "Polygon", "coordinates": [[[14, 107], [15, 107], [15, 108], [14, 107]]]}
    told = refused(
        feature(square(107.9, 14.5), code="23500"),
        feature(square(107.9, 14.5), code="99999"),
        feature(line, code="23500"),
        feature(open_ring, name="Không có"),
        feature(metres, code="23500"),
        feature(swapped, code="23500"),
        feature(square(107.9, 14.5), code="23500"),
        feature(square(107.9, 14.5)),
        "không phải Feature",
    )
    numbers = [problem.split(":")[0].split(" (")[0] for problem in told]
    assert numbers == [f"Đối tượng {number}" for number in (2, 3, 4, 4, 5, 6, 8, 9, 7)]
    for words, problem in zip(
        [
            "99999",
            "LineString",
            "Không có",
            "khép kín",
            "VN-2000",
            "bị đảo",
            "thêm thuộc tính",
            "Feature",
            "đối tượng 1",
        ],
        told,
        strict=True,
    ):
        assert words in problem
    assert not Boundary.objects.exists()


def test_an_outline_far_from_all_others_is_another_places(old):
    for code in ("23501", "23502"):
        make.CommuneFactory(code=code, district=old.district)
    near = [feature(square(107.9, 14.5), code="23500"), feature(square(107.8, 14.5), code="23501")]
    [problem] = refused(*near, feature(square(105.8, 21.0), code="23502"))
    assert problem.startswith("Đối tượng 3 (23502): nằm cách xa")


def test_a_name_that_is_not_the_codes_tells_of_the_wrong_day(old, new):
    [problem] = refused(feature(square(107.9, 14.5), code="23500", name="Đăk Hà"))
    assert "Xã Đăk Ngọk" in problem
    assert "--on" in problem
    take_in(feature(square(107.9, 14.5), code="23500", name="Xã Đắk Hà"), on=FIRST_NEW)


def test_codes_of_another_day_as_a_whole_are_refused(db):
    """Every code of 2025 was in use before: a file without names taken for the old map would fit in silence."""
    codes = [str(code) for code in range(23500, 23506)]
    district = make.DistrictFactory()
    for code in [*codes, "23600"]:
        make.CommuneFactory(code=code, district=district)
    for code in codes:
        make.CommuneFactory(code=code, district=None, valid_from=FIRST_NEW, valid_to=None)
    features = [feature(square(107.5 + at / 10, 14.5), code=code) for at, code in enumerate(codes)]
    [problem] = refused(*features, on=LAST_OLD)
    assert "01/07/2025" in problem
    assert take_in(*features, on=FIRST_NEW).new == len(codes)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "GeoJSON, mã hóa UTF-8"),
        (b'{"type": "Feature"}', "FeatureCollection"),
        (file_of(), "không có đối tượng nào"),
        (file_of(1, crs={"type": "name", "properties": {"name": "EPSG:3405"}}), "crs"),
    ],
)
def test_a_file_of_another_kind_is_refused(db, content, words):
    with pytest.raises(Problems, match=words):
        import_boundaries(content=content, on=LAST_OLD, source="", by=None)


def test_a_declared_wgs84_is_accepted(old):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert take_in(feature(square(107.9, 14.5), code="23500"), crs=crs).new == 1


@pytest.mark.parametrize(
    "coordinates",
    [
        None,
        [],
        [[]],
        [[[107, 14], [108, 14], [107, 14]]],
        [[["a", 14]] * 4],
        [[[float("nan"), 14]] * 4],
        [[[107, 14]] * 4],
        [[[150, 14], [150, 15], [151, 15], [150, 14]]],
        [[[True, False]] * 4],
    ],
)
def test_broken_coordinates_are_named(coordinates):
    assert problem_of({"type": "Polygon", "coordinates": coordinates})


def test_points_shared_by_neighbours_stay_shared():
    """Rounding is the same on both sides, so that no gap opens; heights and repeated points go."""
    left = {
        "type": "Polygon",
        "coordinates": [[[107, 14], [107.123456, 14.1, 500], [107.12345, 14.1], [107, 14.2], [107, 14]]],
    }
    right = {"type": "Polygon", "coordinates": [[[108, 14], [107.12346, 14.1], [108, 14.2], [108, 14]]]}
    kept = [stored(each)["coordinates"][0][0] for each in (left, right)]
    assert kept[0] == [[107, 14], [107.1235, 14.1], [107, 14.2], [107, 14]]
    assert kept[1][1] in kept[0]


# --- The command and the admin ----------------------------------------------------------------------------------------


def test_the_command_imports_and_refuses(old, tmp_path):
    good, bad = tmp_path / "xa.geojson", tmp_path / "sai.geojson"
    good.write_bytes(file_of(feature(square(107.9, 14.5), code="23500")))
    bad.write_bytes(file_of(feature(square(107.9, 14.5), code="1"), feature(None, code="2")))
    out, errors = StringIO(), StringIO()
    make.UserFactory(username="chuyenvien", role=Role.OFFICE)
    make.UserFactory(username="lanhdao", role=Role.LEADERSHIP)
    with pytest.raises(CommandError, match="Có 3 lỗi, chưa lưu gì"):
        call_command("import_boundaries", bad, on="30/06/2025", stdout=out, stderr=errors)
    assert len(errors.getvalue().splitlines()) == 3
    call_command("import_boundaries", good, on="2025-06-30", dry_run=True, stdout=out)
    assert not Boundary.objects.exists()
    with pytest.raises(CommandError, match="không được nhập"):
        call_command("import_boundaries", good, on="30/06/2025", by="lanhdao", stdout=out)
    call_command("import_boundaries", good, on="30/06/2025", by="chuyenvien", stdout=out)
    assert Boundary.objects.get().source == "xa.geojson"
    assert "Đã nhập: 1 mới" in out.getvalue()
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("import_boundaries", tmp_path / "khong-co.geojson", stdout=out)


def test_the_office_imports_in_the_admin(world, client_of):
    client, page = client_of(Role.OFFICE), reverse("admin:communes_boundary_add")
    commune = world.commune

    def upload(content: bytes):
        file = SimpleUploadedFile("xa.geojson", content)
        return client.post(page, {"file": file, "on": "30/06/2025", "source": "Sở Nông nghiệp"})

    wrong = upload(file_of(feature(square(107.9, 14.5), code="1"), feature(None, code=commune.code)))
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert "Có 2 lỗi, chưa lưu gì" in text
    assert "Đối tượng 2" in text
    assert client.post(page, {"on": "31/02/2025"}).status_code == 422
    assert not Boundary.objects.exists()
    assert upload(file_of(feature(square(107.9, 14.5), code=commune.code))).status_code == 302
    row = Boundary.objects.get()
    assert (row.commune, row.source, row.imported_by) == (commune, "Sở Nông nghiệp", world.people.office)
    shown = client.get(reverse("admin:communes_boundary_change", args=[row.pk])).content.decode()
    assert "Sở Nông nghiệp" in shown
    assert "coordinates" not in shown
