"""How much of anything there may be: every limit as a number, named by the sentence that refuses what exceeds it.

Each is far above what offices keep, and far below what would keep a command, or who reads its answer, from ending.
"""

YEARS_SEARCHED = 400
"""So many years without a day are searched for the days of a recurrence rule; then the calendar repeats itself."""
