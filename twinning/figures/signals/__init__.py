"""Signs that help may be a formality, asked as questions. Nothing here gives or takes points."""
