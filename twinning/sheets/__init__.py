"""Excel sheets of the twinning floor, out and in, and the register of all kinds of sheets."""
