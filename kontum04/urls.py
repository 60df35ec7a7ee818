"""All addresses of the portal: each room brings its own; what belongs to a year stands under /<programme>/<year>/."""

from django.contrib import admin
from django.urls import include, path

from communes import urls as communes
from reports import urls as reports
from twinning import urls as twinning

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("kontum04.accounts.urls")),
    *reports.urlpatterns,
    *twinning.urlpatterns,
    *communes.urlpatterns,
    path(
        "<slug:programme>/<int:year>/",
        include([*reports.year_urlpatterns, *twinning.year_urlpatterns, *communes.year_urlpatterns]),
    ),
]
