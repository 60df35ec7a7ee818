"""Forms of signing in and of changing one's own password."""

from django.contrib.auth import forms as auth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class SignInForm(auth.AuthenticationForm):
    error_messages = {
        # The same words for a wrong name, a wrong password and a closed account: a guesser learns nothing.
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Xin nhập lại, chú ý chữ hoa và chữ thường."),
        "inactive": _("Tên đăng nhập hoặc mật khẩu không đúng. Xin nhập lại, chú ý chữ hoa và chữ thường."),
    }


class OwnPasswordForm(auth.PasswordChangeForm):
    """A new password chosen by its owner: it ends the duty to change one that somebody else had set."""

    def clean(self) -> dict:
        data = super().clean()
        new = data.get("new_password1")
        if new and new == data.get("old_password"):
            self.add_error("new_password1", ValidationError(_("Mật khẩu mới phải khác mật khẩu đang dùng.")))
        return data

    def save(self, commit: bool = True):
        self.user.must_change_password = False
        self.user._change_reason = str(_("Tự đổi mật khẩu"))
        return super().save(commit)
