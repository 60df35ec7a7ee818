"""Filling in the admin's own forms: what a browser would send back, with some answers changed."""

from django.http import HttpResponse
from django.test import Client


def filled(client: Client, url: str) -> dict[str, object]:
    """All fields of an add or change page as they stand there, its inline forms included."""
    response = client.get(url)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {field.html_name: shown for form in forms for field in form if (shown := _shown(field)) is not None}


def _shown(field) -> object:
    value = field.value()
    if isinstance(value, bool):
        return "on" if value else None
    return field.field.prepare_value(value) if value is not None else None


def send(client: Client, url: str, **answers) -> HttpResponse:
    """Post the page as it stands with these answers; fails with the messages when the form is refused."""
    response = client.post(url, filled(client, url) | answers)
    assert response.status_code == 302, refusals(response)
    return response


def refusals(response: HttpResponse) -> list:
    """Every message of a form that was sent back."""
    context = response.context
    inline = [formset.formset.errors for formset in context["inline_admin_formsets"]]
    return [context["adminform"].form.errors, *inline]


def inline_row(prefix: str, row_number: int, /, **answers) -> dict[str, object]:
    """Answers of one row of an inline, counted in its management form."""
    row = {f"{prefix}-{row_number}-{name}": value for name, value in answers.items()}
    return row | {f"{prefix}-TOTAL_FORMS": row_number + 1}
