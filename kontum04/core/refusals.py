"""How a page says that something was refused: beside the field, or as a message where there is no form."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from kontum04.core.problems import Problems


def put_on_form(form: forms.Form, refusal: Problems) -> None:
    """Each problem beside its field; one that belongs to no field of the form stands above all."""
    for problem in refusal.problems:
        name = problem.field.removeprefix("id_")
        if name in form.fields:
            form.add_error(name, problem.message)
        else:
            form.add_error(None, str(problem))


def say(request: HttpRequest, refusal: Problems) -> None:
    """Each problem as a message on the next page."""
    for problem in refusal.problems:
        messages.error(request, str(problem))
