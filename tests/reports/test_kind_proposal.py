"""The submission with its three lists: what is proposed stands in it, what was decided or declined does not."""

import pytest

from communes.choices import ExitStage
from communes.models import ExitProposal
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.library import document_context
from reports.documents.orders import DocumentOrder, NothingToSayError
from tests import factories as make
from tests.reports.said import told
from twinning.choices import AssignmentChange, AssignmentStatus, CommendationStatus
from twinning.models import AssignmentProposal, Commendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(world):
    for model in (AssignmentProposal, Commendation, ExitProposal):
        model.objects.all().delete()
    return lambda: document_context(DocumentOrder("proposal", world.programme_year), WHOLE_PROVINCE_READER)


def test_nothing_proposed_is_no_submission(submission):
    with pytest.raises(NothingToSayError, match="Năm 2018 chưa có đề nghị khen thưởng, thoát diện hay phân công lại"):
        submission()


def test_each_list_has_what_is_proposed_and_says_when_there_is_nothing(world, submission):
    make.CommendationFactory(programme=world.programme, unit=world.unit, reason="Giúp nhiều.")
    make.CommendationFactory(
        programme=world.programme, unit=None, body_name="Hội A", status=CommendationStatus.DECLINED,
        declined_reason="chưa đủ",
    )  # fmt: skip
    text = told(submission())
    assert text["commendations"].startswith("Đề nghị khen thưởng 1 tập thể có thành tích trong năm 2018:\n1 | Sở Thử")
    assert "Hội A" not in text["commendations"]
    assert text["exits"] == "Năm 2018 không có xã được đề nghị ra khỏi danh sách."
    assert text["assignments"] == "Giữ nguyên phân công đơn vị kết nghĩa hiện nay."


def test_communes_and_assignments(world, submission):
    make.ExitProposalFactory(programme=world.programme, commune=world.commune, stage=ExitStage.PROPOSED)
    make.ExitProposalFactory(programme=world.programme, commune=world.places.second_commune, stage=ExitStage.CANDIDATE)
    make.AssignmentProposalFactory(
        programme=world.programme, unit=world.unit, commune=world.commune, change=AssignmentChange.END
    )
    make.AssignmentProposalFactory(
        programme=world.programme, unit=world.other_unit, commune=world.commune, status=AssignmentStatus.DECLINED,
        declined_reason="không hợp",
    )  # fmt: skip
    text = told(submission())
    assert "Đề nghị công nhận 1 xã ra khỏi danh sách" in text["exits"]
    assert "Xã Đăk Long | huyện Đăk Glei" in text["exits"]
    assert "Đăk Nhoong" not in text["exits"], "a candidate is not proposed yet"
    assert "1 đề xuất về phân công đơn vị kết nghĩa:" in text["assignments"]
    assert "Xã Đăk Long (huyện Đăk Glei) | Sở Thử nghiệm | Thôi phân công" in text["assignments"]
    assert "Công ty Ví dụ" not in text["assignments"]


def test_it_goes_to_those_the_programme_reports_to(world, submission):
    world.programme.recipients = "Ban Thường vụ Tỉnh ủy (b/c)\nCác sở\nLưu Văn phòng"
    world.programme.save()
    make.CommendationFactory(programme=world.programme, unit=world.unit)
    letterhead = submission().letterhead
    assert (letterhead.doc_type, letterhead.addressees) == ("TTr", ("Ban Thường vụ Tỉnh ủy",))
    assert letterhead.recipients == ("Như trên", "Lưu Văn phòng")
    world.programme.recipients = "Lưu Văn phòng"
    world.programme.save()
    assert submission().letterhead.addressees == (world.programme.superior_body,)
