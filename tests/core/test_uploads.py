"""Uploads are what they say, or are refused."""

import hashlib
import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from kontum04.core import uploads
from kontum04.core.uploads import WORKBOOKS, check_upload
from tests.core.wording import is_vietnamese
from tests.core.workbooks import SAMPLES, with_parts, xlsx, zipped

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
DOCX = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(buffer, kind)
    return buffer.getvalue()


def huge_png() -> bytes:
    """A small file that says it is 60.000 × 60.000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def large_png() -> bytes:
    """A sound picture of more pixels than are wanted."""
    buffer = io.BytesIO()
    Image.new("1", (8_000, 7_000)).save(buffer, "PNG")
    return buffer.getvalue()


GOOD = {
    "Báo cáo.pdf": PDF,
    "ảnh.JPG": picture("JPEG"),
    "anh.jpeg": picture("JPEG"),
    "anh.png": picture("PNG"),
    "ke hoach.docx": DOCX,
    "bieu.xlsx": xlsx(),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_passes_is_described(name):
    file = SimpleUploadedFile(name, GOOD[name])
    checked = check_upload(file)
    assert checked.extension == name.rpartition(".")[2].lower()
    assert (checked.size, checked.sha256) == (len(GOOD[name]), hashlib.sha256(GOOD[name]).hexdigest())
    assert "/" in checked.content_type
    assert file.read() == GOOD[name]  # it is left at its beginning


@pytest.mark.parametrize("extension", sorted(WORKBOOKS))
def test_workbooks_of_every_kind_are_recognised(extension):
    content = (SAMPLES / f"office.{extension}").read_bytes()
    assert check_upload(SimpleUploadedFile(f"Biểu.{extension}", content), allowed=WORKBOOKS).extension == extension
    for wrong in (PDF, DOCX, b"<table></table>"):
        with pytest.raises(ValidationError, match=f"không phải là .{extension}"):
            check_upload(SimpleUploadedFile(f"Biểu.{extension}", wrong), allowed=WORKBOOKS)


REFUSED = {
    "program": ("run.exe", b"MZ", "extension", ".docx, .jpeg, .jpg, .pdf, .png, .xlsx"),
    "no extension": ("README", PDF, "extension", "Không nhận"),
    "hidden": (".pdf", PDF, "extension", "Không nhận"),
    "web page": ("a.html", b"<script>", "extension", "Không nhận"),
    "picture with script": ("a.svg", b"<svg onload='x'/>", "extension", "Không nhận"),
    "empty": ("a.pdf", b"", "empty", "trống"),
    "web page as pdf": ("a.pdf", b"<html></html>", "content", "không phải là .pdf"),
    "program as picture": ("a.png", b"MZ" + b"\0" * 100, "content", "không phải là .png"),
    "jpeg as png": ("a.png", picture("JPEG"), "content", "không phải là .png"),
    "picture cut off": ("a.jpg", picture("JPEG")[:1000], "content", "đã hỏng"),
    "png cut off": ("a.png", picture("PNG")[:1000], "content", "đã hỏng"),
    "picture's head only": ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, "content", "đã hỏng"),
    "pixel bomb": ("a.png", huge_png(), "content", "đã hỏng"),
    "too many pixels": ("a.png", large_png(), "pixels", "tối đa 50 triệu điểm ảnh"),
    "docx as xlsx": ("a.xlsx", DOCX, "content", "không phải là .xlsx"),
    "text as docx": ("a.docx", b"hello", "content", "không phải là .docx"),
    "docx cut off": ("a.docx", DOCX[:-30], "content", "đã hỏng"),
    "docx damaged": ("a.docx", DOCX.replace(b"word/document.xml", b"word/documenz.xml", 1), "content", "đã hỏng"),
    "macros": ("a.docx", with_parts(DOCX, **{"word/vbaProject.bin": b"x"}), "macro", "macro"),
}


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "as the PDF library sets Pillow"])
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_explained(case, lenient, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    name, content, code, told = REFUSED[case]
    with pytest.raises(ValidationError) as caught:
        check_upload(SimpleUploadedFile(name, content))
    (message,) = caught.value.messages
    assert caught.value.code == code
    assert told in message
    assert is_vietnamese(message)


def test_only_what_is_allowed_here():
    file = SimpleUploadedFile("a.pdf", PDF)
    with pytest.raises(ValidationError, match=r"hãy chọn tệp \.xlsx"):
        check_upload(file, allowed={"xlsx"})


def test_the_size_limit_is_the_settings(settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    check_upload(SimpleUploadedFile("a.pdf", PDF.ljust(1024 * 1024)))
    with pytest.raises(ValidationError, match="tối đa 1 MB"):
        check_upload(SimpleUploadedFile("a.pdf", PDF.ljust(1024 * 1024 + 1)))


def test_an_archive_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_UNPACKED", 1000)
    with pytest.raises(ValidationError, match="sau khi giải nén"):
        check_upload(SimpleUploadedFile("a.docx", with_parts(DOCX, **{"word/media/a.bin": b"\0" * 2000})))
