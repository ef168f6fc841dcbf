"""Article → the times its text names, resolved to days; and the time that governs an act."""

from dateline.times._find import find_times, find_times_in_text
from dateline.times._governing import governing_time

__all__ = ["find_times", "find_times_in_text", "governing_time"]
