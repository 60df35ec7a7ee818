"""Excel sheets of the ground floor, out and in: figures of communes and of villages."""
