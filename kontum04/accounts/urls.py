"""Signing in and out, changing one's password."""

urlpatterns: list = []
