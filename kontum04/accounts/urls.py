"""Signing in and out, changing one's password."""

from django.contrib.auth.views import LogoutView, PasswordChangeDoneView
from django.urls import path

from .views import OwnPassword, SignIn

urlpatterns = [
    path("login/", SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", OwnPassword.as_view(), name="password_change"),
    path("password/done/", PasswordChangeDoneView.as_view(), name="password_change_done"),
]
