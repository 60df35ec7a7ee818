"""What the tests of entry share: a page read and sent as a browser would."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse

from kontum04.accounts.choices import Role
from tests.twinning.pages import fields_of


class EntryForm:
    """An entry page opened by somebody: its fields as they stand, to be changed and sent."""

    def __init__(self, client, url: str) -> None:
        self.client, self.url = client, url
        self.page = client.get(url)
        assert self.page.status_code == 200
        self.fields = fields_of(self.page, "entry-form")

    def send(self, **changes) -> HttpResponse:
        """Send the page with changes by field name (underscores before a part's code stand for hyphens)."""
        return self.send_exactly({**self.fields, **changes})

    def send_exactly(self, fields: dict) -> HttpResponse:
        return self.client.post(self.url, {name: value for name, value in fields.items() if value is not None})


@pytest.fixture
def open_form(world, client_of) -> Callable[..., EntryForm]:
    """`open_form("year-grid")`, `open_form("commune-figures", Role.COMMUNE, pk=…)`."""

    def run(name: str, who=Role.OFFICE, query: str = "", **kwargs) -> EntryForm:
        return EntryForm(client_of(who), world.url(name, **kwargs) + query)

    return run


def words_of(response: HttpResponse) -> str:
    """The text of a page as a person reads it."""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)
