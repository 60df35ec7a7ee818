"""Walk the XML of an untrusted workbook without building it in memory."""

from collections.abc import Callable
from xml.parsers import expat

from kontum04.core.sheets.model import SheetError
from kontum04.core.sheets.package import not_a_workbook

Attributes = dict[str, str]


def _ignore(_content: str) -> None:
    """Stand in for a callback nobody asked for."""


def walk(
    xml: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = _ignore,
    text: Callable[[str], None] = _ignore,
) -> None:
    """Call back for every element by its local name; a namespaced attribute is called "uri name".

    Raise SheetError for what is not well formed or declares entities (they can expand into gigabytes).
    """
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_arguments: object) -> None:
        raise not_a_workbook()

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except SheetError:
        raise
    except (expat.ExpatError, KeyError, ValueError) as error:
        raise not_a_workbook() from error
