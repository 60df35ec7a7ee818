"""Documents on their way from draft to archive: each step whole or not at all."""
