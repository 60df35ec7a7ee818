"""Template filters and tags."""

import datetime as dt

import pytest
from django.template import Context, Template


def render(template: str, **context: object) -> str:
    return Template("{% load portal %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("template", "value", "shown"),
    [
        ("{{ v|number }}", 4800, "4.800"),
        ("{{ v|number:1 }}", 5, "5,0"),
        ("{{ v|percent }}", 5.6, "5,6\u00a0%"),
        ("{{ v|percent:0 }}", 57, "57\u00a0%"),
        ("{{ v|money }}", 8_250_000_000, "8.250.000.000 đồng"),
        ("{{ v|money_short }}", 8_250_000_000, "8,25 tỷ đồng"),
        ("{{ v|vndate }}", dt.date(2020, 1, 2), "02/01/2020"),
        ("{{ v|vndatetime }}", dt.datetime(2020, 1, 2, 7, 5, tzinfo=dt.UTC), "14:05 ngày 02/01/2020"),
        ("{{ v|missing }}", 0, "0"),
        ("{{ v|number|missing }}", 0, "0"),
    ],
)
def test_filters(template, value, shown):
    assert render(template, v=value) == shown


@pytest.mark.parametrize("name", ["number", "percent", "money", "money_short", "vndate", "vndatetime"])
def test_none_and_unknown_variables_read_as_missing(name):
    assert render("{{ v|" + name + " }}", v=None) == "chưa có số liệu"
    assert render("{{ nowhere|" + name + " }}") == "chưa có số liệu"


@pytest.mark.parametrize("template", ["{{ v|missing }}", "{{ v|number|missing }}", "{{ nowhere|missing }}"])
def test_missing_shows_a_dash_that_explains_itself(template):
    shown = render(template, v=None)
    assert 'title="chưa có số liệu"' in shown
    assert '<span aria-hidden="true">–</span>' in shown
    assert "style=" not in shown


def test_missing_leaves_other_values_and_their_escaping_alone():
    assert render("{{ v|missing }}", v="<b>") == "&lt;b&gt;"


def test_icon_points_into_the_sprite_and_escapes_its_name():
    shown = render('{% icon "house" %}')
    assert shown.startswith('<svg class="bi" aria-hidden="true"><use href="/static/vendor/bootstrap-icons/')
    assert shown.endswith('bootstrap-icons.svg#house"></use></svg>')
    assert "<script" not in render("{% icon name %}", name='"><script>')


def test_status_badge_says_the_status_in_words():
    class Report:
        status = "accepted"

        def get_status_display(self) -> str:
            return "Đã chấp nhận <"

    assert render("{% status_badge r %}", r=Report()) == (
        '<span class="badge status-accepted">Đã chấp nhận &lt;</span>'
    )
