"""What the libraries say on screen is Vietnamese too."""

from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import gettext

# A language into which each library is fully translated: its catalogue names everything the library says.
COMPLETE = {
    "axes": "fr",
    "django_filters": "fr",
    "django_tables2": "fr",
    "import_export": "fr",
    "simple_history": "fr",
}


def said(path) -> set[str]:
    """The source strings of a catalogue that have a translation in it."""
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id and message.string and not message.fuzzy]
    # import-export's catalogues lag behind its code by a trailing ", ".
    return {(message.id if isinstance(message.id, str) else message.id[0]).rstrip(", ") for message in messages}


def own_catalogue() -> set[str]:
    return said(settings.BASE_DIR / "locale" / "vi" / "LC_MESSAGES" / "django.po")


@pytest.mark.parametrize(("library", "language"), COMPLETE.items())
def test_library_is_translated(library, language):
    everything = said(files(library) / "locale" / language / "LC_MESSAGES" / "django.po")
    assert everything
    assert everything - own_catalogue() == set()


def test_set_up_compiled_the_catalogue():
    assert gettext("Confirm import") == "Xác nhận nhập"


def test_every_message_is_translated_with_the_same_placeholders():
    with (settings.BASE_DIR / "locale" / "vi" / "LC_MESSAGES" / "django.po").open("rb") as file:
        errors = [(message.id, error) for message, error in _errors(read_po(file))]
    assert errors == []


def _errors(catalogue):
    for message in catalogue:
        if message.id and not message.string:
            yield message, "empty"
        for error in message.check(catalogue):
            yield message, str(error)
