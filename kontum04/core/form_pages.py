"""A page whose form does one thing: looked up, asked, refused beside its fields, done and told."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from kontum04.core.access import RoleRequiredMixin
from kontum04.core.problems import Problems
from kontum04.core.refusals import put_on_form


class FormPage(RoleRequiredMixin, View):
    """Subclasses say what it is about (`find`: 404 outside the scope), what it asks (`form_class`) and does (`act`)."""

    form_class: type[forms.Form] = forms.Form
    title: Any = ""
    text: Any = ""
    submit_label: Any = ""
    done: Any = ""
    """Told when it is done; `%(row)s` is what `act` returned."""
    subject: Any = None
    """The row the page is about; None where the page makes one."""

    def find(self) -> Any:
        return None

    def act(self, form: forms.Form) -> Any:
        """Do it and return the row; raise Problems where it cannot be."""
        raise NotImplementedError

    def get_form(self, data: Any = None) -> forms.Form:
        return self.form_class(data)

    def get_facts(self) -> list[dict[str, Any]]:
        """What the page shows of the row above the form."""
        return []

    def get_back(self) -> tuple[str, Any]:
        """Where “Thôi” and the arrow above the title lead, and what stands there."""
        raise NotImplementedError

    def get_success_url(self, row: Any) -> str:
        return self.get_back()[0]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.subject = self.find()
        return self.page(self.get_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.subject = self.find()
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                row = self.act(form)
            except Problems as refusal:
                put_on_form(form, refusal)
            else:
                messages.success(request, str(self.done) % {"row": row})
                return redirect(self.get_success_url(row))
        return self.page(form, status=422)

    def page(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        back_url, back_label = self.get_back()
        context = {
            "title": self.title,
            "text": self.text,
            "facts": self.get_facts(),
            "form": form,
            "submit_label": self.submit_label,
            "cancel_url": back_url,
            "back_url": back_url,
            "back_label": back_label,
            "programme_year": getattr(self, "programme_year", None),
        }
        return render(self.request, "generic/act.html", context, status=status)
