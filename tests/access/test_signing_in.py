"""Signing in, being locked out, forced change of password, the end of a session."""

import datetime as dt
from http import HTTPStatus

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.urls import reverse

from kontum04.accounts.lockout import client_address
from kontum04.accounts.models import User
from kontum04.core import clock
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = reverse("login")
OWN_PASSWORD = reverse("password_change")
MORNING = dt.datetime(2018, 11, 20, 8, tzinfo=clock.ZONE)
NEW_PASSWORD = "Mot-mat-khau-khac-2018"


@pytest.fixture
def user() -> User:
    return UserFactory(username="so-thu", role="unit")


def try_password(client: Client, password: str, username: str = "so-thu", **extra):
    return client.post(LOGIN, {"username": username, "password": password}, **extra)


def fail(client: Client, times: int, **extra):
    for _attempt in range(times):
        response = try_password(client, "khong-phai-mat-khau", **extra)
    return response


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_right_password_leads_home(client, user):
    response = try_password(client, PASSWORD)
    assert response.status_code == HTTPStatus.FOUND
    assert response.url == "/"
    assert signed_in(client)


def test_one_leads_back_to_the_page_asked_for(client, user):
    response = client.get("/nq04-2016/2018/")
    assert response.url == f"{LOGIN}?next=/nq04-2016/2018/"
    response = client.post(response.url, {"username": "so-thu", "password": PASSWORD, "next": "/nq04-2016/2018/"})
    assert response.url == "/nq04-2016/2018/"


def test_the_way_back_stays_on_this_site(client, user):
    response = client.post(LOGIN, {"username": "so-thu", "password": PASSWORD, "next": "https://evil.example/"})
    assert response.url == "/"


def test_wrong_name_wrong_password_and_closed_account_get_the_same_answer(client, user):
    UserFactory(username="da-khoa", is_active=False)
    answers = [
        try_password(client, "sai", username="so-thu"),
        try_password(client, "sai", username="khong-co"),
        try_password(client, PASSWORD, username="da-khoa"),
    ]
    errors = [answer.context["form"].non_field_errors() for answer in answers]
    assert errors == [["Tên đăng nhập hoặc mật khẩu không đúng. Xin nhập lại, chú ý chữ hoa và chữ thường."]] * 3


def test_four_failures_do_not_lock(client, user):
    assert fail(client, 4).status_code == HTTPStatus.OK
    assert try_password(client, PASSWORD).status_code == HTTPStatus.FOUND


def test_the_fifth_failure_locks_and_says_until_when(client, user):
    with time_machine.travel(MORNING, tick=False):
        response = fail(client, 5)
    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "08:15 ngày 20/11/2018" in response.content.decode()
    assert response["Retry-After"] == "900"


def test_while_locked_even_the_right_password_fails_and_the_time_stays(client, user):
    with time_machine.travel(MORNING, tick=False) as clock_hand:
        fail(client, 5)
        clock_hand.shift(dt.timedelta(minutes=10))
        response = try_password(client, PASSWORD)
        assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
        assert "08:15 ngày 20/11/2018" in response.content.decode()
        assert not signed_in(client)
        clock_hand.shift(dt.timedelta(minutes=5, seconds=1))
        assert try_password(client, PASSWORD).status_code == HTTPStatus.FOUND


def test_a_success_forgets_earlier_failures(client, user):
    fail(client, 4)
    try_password(client, PASSWORD)
    assert not AccessAttempt.objects.exists()


def test_the_password_tried_is_not_stored(client, user):
    fail(client, 1)
    assert "khong-phai-mat-khau" not in AccessAttempt.objects.get().post_data


def test_an_attacker_elsewhere_does_not_lock_the_owner_out(client, user):
    fail(Client(), 5, REMOTE_ADDR="203.0.113.9")
    assert try_password(client, PASSWORD).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "127.0.0.1"),  # nobody's word counts without a proxy of ours
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # a visitor's own claim stands further left
        (2, "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_attack_forged_forwarded_header(settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    assert client_address(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)) == address


def test_signing_in_gives_a_new_session(client, user):
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    try_password(client, PASSWORD)
    assert client.session.session_key != session.session_key


def test_signing_out_only_by_post(client_of, user):
    client = client_of(user)
    assert client.get(reverse("logout")).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert signed_in(client)
    assert client.post(reverse("logout")).url == LOGIN
    assert not signed_in(client)


def test_a_password_set_by_somebody_else_must_be_changed_first(client, user):
    User.objects.update(must_change_password=True)
    try_password(client, PASSWORD)
    for url in ("/", reverse("admin:index"), "/nq04-2016/2018/"):
        assert client.get(url).url == OWN_PASSWORD
    page = client.get(OWN_PASSWORD)
    assert page.status_code == HTTPStatus.OK
    assert "Mật khẩu đang dùng do người khác đặt" in page.content.decode()
    change = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    assert client.post(OWN_PASSWORD, change).url == reverse("password_change_done")
    user.refresh_from_db()
    assert not user.must_change_password
    assert user.check_password(NEW_PASSWORD)
    assert user.history.first().history_change_reason == "Tự đổi mật khẩu"
    assert client.get(reverse("password_change_done")).status_code == HTTPStatus.OK


def test_whoever_must_change_may_still_leave(client_of, user):
    user.must_change_password = True
    user.save()
    assert client_of(user).post(reverse("logout")).url == LOGIN


@pytest.mark.parametrize(
    ("new", "complaint"),
    [
        (PASSWORD, "phải khác mật khẩu đang dùng"),
        ("ngan-2018", "quá ngắn"),
        ("19450902197504", "số"),
        ("password123", "phổ biến"),
        ("so-thu-2018", "giống"),
    ],
)
def test_password_rules_speak_vietnamese(client_of, user, new, complaint):
    response = client_of(user).post(
        OWN_PASSWORD, {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert response.status_code == HTTPStatus.OK
    errors = " ".join(str(error) for field in response.context["form"].errors.values() for error in field)
    assert complaint in errors
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_session_ends_at_its_time_however_often_it_is_saved(user):
    with time_machine.travel(MORNING, tick=False) as clock_hand:
        client = Client()
        try_password(client, PASSWORD)
        clock_hand.shift(dt.timedelta(hours=7, minutes=50))
        page = client.get(OWN_PASSWORD)
        assert 'data-session-seconds="600"' in page.content.decode()
        session = client.session
        session["touched"] = True
        session.save()
        clock_hand.shift(dt.timedelta(minutes=11))
        assert client.get(OWN_PASSWORD).url == f"{LOGIN}?next={OWN_PASSWORD}"


def test_an_account_closed_meanwhile_is_out_at_once(client_of, user):
    client = client_of(user)
    assert client.get(OWN_PASSWORD).status_code == HTTPStatus.OK
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(OWN_PASSWORD).url == f"{LOGIN}?next={OWN_PASSWORD}"
