"""The sections of the reviews, subject by subject. Every number in a sentence is a live figure."""
