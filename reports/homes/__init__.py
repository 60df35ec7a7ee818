"""One home page per role: what must I do now, until when."""
