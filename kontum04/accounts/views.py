"""Pages of signing in and out and of one's password."""

from django.contrib.auth import views as auth
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from .forms import OwnPasswordForm, SignInForm


class SignIn(auth.LoginView):
    """Open to the signed-in as well: whose session runs out signs in anew in another tab and keeps the typed text."""

    authentication_form = SignInForm


class OwnPassword(auth.PasswordChangeView):
    form_class = OwnPasswordForm
    success_url = reverse_lazy("password_change_done")
    title = _("Đổi mật khẩu")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        if self.request.user.must_change_password:
            context["note"] = _("Mật khẩu đang dùng do người khác đặt. Xin đặt mật khẩu mới trước khi tiếp tục.")
        return context
