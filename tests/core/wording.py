"""What every message to the user has in common."""

import re

_VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)


def is_vietnamese(message: str) -> bool:
    """Tell whether a message speaks Vietnamese and shows no placeholder or Python left over."""
    return bool(_VIETNAMESE.search(message)) and not re.search(r"%\(|Error|Exception|None|<class", message)
