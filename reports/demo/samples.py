"""A sample of every kind of document from the illustrative years, those of the sources, and the list of them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext as _
from pypdf import PdfReader

from communes.models import ProgrammeYear
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.demo.scene import PROGRAMME, YEARS
from reports.documents.library import KINDS, render_document
from reports.documents.orders import DocumentOrder, NothingToSayError
from reports.jobs.batches import orders_for_all
from reports.jobs.names import document_title, file_stem

README = "README.md"

OF_SOURCES = (
    ("review", "nq04-2016", 2019, None),
    ("multi-year", "nq04-2007", 2015, 2007),
    ("multi-year", "qd2523-2013", 2016, 2013),
)
"""What committees of the past wrote, drawn again from their published figures: kind, programme, year, first year."""


@dataclass(frozen=True)
class Sample:
    """One file of the folder: its name, what it is, how many pages it has."""

    file_name: str
    title: str
    about: str
    pages: int


def write_samples(folder: Path) -> list[Sample]:
    """Draw every kind into the folder, remove what stood there before, and list them in its README."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.pdf"):
        old.unlink()
    samples = list(_samples(folder))
    (folder / README).write_text(readme(samples), encoding="utf-8")
    return samples


def _samples(folder: Path) -> Iterator[Sample]:
    years = ProgrammeYear.objects.select_related("programme")
    programme_year = years.get(programme__code=PROGRAMME, year=max(YEARS))
    for kind in KINDS.values():
        order, content = _first(kind.code, programme_year)
        yield _kept(folder, kind.code, order, content)
    for code, programme, year, first in OF_SOURCES:
        order = DocumentOrder(code, years.get(programme__code=programme, year=year), from_year=first)
        yield _kept(folder, file_stem(order), order, render_document(order, WHOLE_PROVINCE_READER))


def _kept(folder: Path, stem: str, order: DocumentOrder, content: bytes) -> Sample:
    name = f"{stem}.pdf"
    (folder / name).write_bytes(content)
    programme_year = order.programme_year
    span = f"{order.from_year}–{programme_year.year}" if order.from_year else str(programme_year.year)
    title = f"{document_title(order)}, {programme_year.programme.short_name}, {span}"
    return Sample(name, title, str(KINDS[order.kind].about), len(PdfReader(BytesIO(content)).pages))


def _first(code: str, programme_year: ProgrammeYear) -> tuple[DocumentOrder, bytes]:
    """The first paper of the kind that has something to say."""
    kind = KINDS[code]
    orders = orders_for_all(kind, programme_year, WHOLE_PROVINCE_READER)
    if "from_year" in kind.needs:
        orders = [DocumentOrder(code, programme_year, from_year=min(YEARS))]
    for order in orders:
        try:
            return order, render_document(order, WHOLE_PROVINCE_READER)
        except NothingToSayError:
            continue
    raise LookupError(f"the illustrative years have no {code}")


def readme(samples: list[Sample]) -> str:
    """The list as Markdown."""
    lines = (
        f"| [{sample.file_name}]({sample.file_name}) | {sample.title} | {sample.about} | {sample.pages} |\n"
        for sample in samples
    )
    head = _(
        "# Văn bản mẫu\n\n"
        "Mỗi loại văn bản một tệp, in từ các năm **số liệu minh họa**: tên xã, đơn vị là thật, con số theo từng xã, "
        "từng đơn vị là giả định (tờ nào cũng ghi “Số liệu minh họa”). Ba tệp cuối in lại văn bản của các nguồn từ số "
        "đã công bố; tờ nào có chỗ lấy danh sách xã, thôn minh họa thì cũng ghi.\n\n"
        "Danh sách này và các tệp do `make samples` lập lại từ một cơ sở dữ liệu dùng một lần; không sửa bằng tay.\n\n"
        "| Tệp | Văn bản | Nội dung | Số trang |\n| --- | --- | --- | --- |\n"
    )
    return head + "".join(lines)
