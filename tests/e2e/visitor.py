"""Somebody at the portal without a browser: plain requests with cookies, for what a browser would only slow down."""

import urllib.error
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin

from reports.demo.people import SHARED_SIGN_IN

Fields = list[tuple[str, str]]
Files = list[tuple[str, str, bytes]]
"""Name of the field, name and content of the file."""
TIMEOUT = 60


@dataclass(frozen=True)
class Answer:
    status: int
    url: str
    body: bytes
    content_type: str

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.content_type.startswith("text/html")

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """One session. Addresses may be paths; redirects are followed."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> Answer:
        return self._send(urllib.request.Request(urljoin(self.url, path)))  # noqa: S310 (our own address)

    def post(self, path: str, fields: Fields, files: Files = ()) -> Answer:
        body, kind = (_multipart(fields, files)) if files else (urlencode(fields).encode(), FORM)
        headers = {"Content-Type": kind, "X-CSRFToken": self._token()}
        return self._send(urllib.request.Request(urljoin(self.url, path), body, headers))  # noqa: S310

    def sign_in(self, username: str) -> None:
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", [("username", username), ("password", SHARED_SIGN_IN)])
        if "has-nav" not in answer.text:
            raise PermissionError(username)

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            response = self.opener.open(request, timeout=TIMEOUT)
        except urllib.error.HTTPError as refusal:
            response = refusal
        with response:
            kind = response.headers.get("Content-Type", "")
            return Answer(response.status, response.url, response.read(), kind)

    def _token(self) -> str:
        return next((cookie.value or "" for cookie in self.cookies if cookie.name == "csrftoken"), "")


FORM = "application/x-www-form-urlencoded"
BOUNDARY = "----a-line-between-the-parts"


def _multipart(fields: Fields, files: Files) -> tuple[bytes, str]:
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields]
    for name, filename, content in files:
        head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    body = b"".join(f"--{BOUNDARY}\r\n".encode() + part for part in parts)
    return body + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"


# --- Reading a page ---------------------------------------------------------------------------------------------------


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href") and "download" not in given:
            self.found.append(given["href"])


class _Forms(HTMLParser):
    """The fields of every form, as a browser would send them. Files and buttons are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self.fields: Fields | None = None
        self.in_template = False
        self.open = ""  # name of the select or textarea that is being read

    def handle_starttag(self, tag, attrs) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.fields = []
            self.forms.append(self.fields)
        elif tag == "template":
            self.in_template = True  # rows to come are not sent
        elif self.fields is None or self.in_template:
            return
        elif tag == "input" and name:
            self._input(name, given)
        elif tag in ("select", "textarea"):
            self.open = name
            self.fields.append((name, ""))
        elif tag == "option" and "selected" in given:
            self.fields[-1] = (self.open, given.get("value", ""))

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("file", "submit") or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        self.fields.append((name, given.get("value", "on" if kind == "checkbox" else "")))

    def handle_data(self, data) -> None:
        if self.open and self.lasttag == "textarea":
            self.fields[-1] = (self.open, self.fields[-1][1] + data)

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self.fields = None
        elif tag == "template":
            self.in_template = False
        elif tag in ("select", "textarea"):
            self.open = ""


def links(html: str) -> list[str]:
    """Where the page leads to; downloads are left out."""
    reader = _Links()
    reader.feed(html)
    return reader.found


def form_fields(html: str, having: str) -> dict[str, str]:
    """What the first form holds that has a field of this name. Names that occur twice keep the last value."""
    reader = _Forms()
    reader.feed(html)
    fields = next(fields for fields in reader.forms if having in dict(fields))
    return {name: value.removeprefix("\n") for name, value in fields}  # the line break after <textarea>
