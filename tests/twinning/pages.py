"""A page's form as a browser would send it, and the whole database as text."""

from html.parser import HTMLParser

from django.db import connection

PASSING = {"django_session"}
"""Tables that a mere visit may change."""


class _FormReader(HTMLParser):
    """Collects the successful controls of one form, without rows that are only a pattern."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form
        self.fields: dict[str, str] = {}
        self.inside = False
        self.pattern = 0
        self.select: str | None = None
        self.area: str | None = None

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form
        self.pattern += tag == "template"
        if not self.inside or self.pattern:
            return
        name = given.get("name")
        if tag == "input" and name and given.get("type") != "file":
            if given.get("type") != "checkbox" or "checked" in given:
                self.fields[name] = given.get("value", "")
        elif tag == "select":
            self.select = name
            self.fields[name] = ""
        elif tag == "option" and "selected" in given:
            self.fields[self.select] = given["value"]
        elif tag == "textarea":
            self.area = name
            self.fields[name] = ""

    def handle_data(self, data) -> None:
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self.inside = False
        self.pattern -= tag == "template"
        if tag == "textarea" and self.area:
            self.fields[self.area] = self.fields[self.area].removeprefix("\n")
            self.area = None


def fields_of(response, form: str = "draft") -> dict[str, str]:
    """What a browser would send from a page's form (that of a draft, unless another id is named)."""
    reader = _FormReader(form)
    reader.feed(response.content.decode())
    fields = reader.fields
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def dump() -> dict[str, list[str]]:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            if table not in PASSING:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (the name comes from the database itself)
                tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables
