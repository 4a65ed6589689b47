"""How much of anything there may be: every limit as a number, named by the sentence that refuses what exceeds it.

Each is far above what offices keep, and far below what would keep a command, or who reads its answer, from ending.
"""

LONGEST_REF = 64
"""So many signs may a ref have."""

LONGEST_TEXT = 1_000_000
"""So many signs may one text of a record have: all the notes, or the words of one clause."""

MOST_ENTRIES = 50_000
"""So many entries may one list of a record have: parties, events, obligations, and the like."""

LARGEST_NUMBER = 999_999
"""So large may a number in a record be: of years, months or days in a period, of renewals, of instruments."""

MOST_OCCURRENCES = 99_999
"""So many occurrences may a recurrence rule count."""

LONGEST_INTERVAL = 9_999
"""So many years, months, weeks or days may a recurrence rule leave between two occurrences."""

MOST_LEAD_TIMES = 20
"""So many numbers of days may there be before a date on which it is warned of."""

LONGEST_LEAD_TIME = 9_999
"""So many days before a date may it be warned of at the earliest."""

MOST_MEGABYTES = 500
"""So large may a file be that is imported; a megabyte is a million bytes."""

MOST_COLUMNS = 1_000
"""So many columns may a CSV have."""

LONGEST_CELL = 20_000_000
"""So many signs may one cell of a CSV have: all the events of a record are in one."""

LONGEST_ROW = 50_000_000
"""So many signs may all the cells of one row of a CSV have together."""

DEEPEST_JSON = 100
"""So many lists and objects of JSON may lie one within the other; those of a record are fewer than ten."""

PROBLEMS_LISTED = 50
"""So many problems are listed at once; the others are counted."""

NAMES_LISTED = 20
"""So many names are listed in one sentence; the others are counted."""

YEARS_AHEAD = 100
"""So far a list, a timeline or a calendar looks ahead; who asks for more is told so."""

ROWS = 50_000
"""So many of the obligations that are late does a list show at the most, and so many of those ahead."""

CALENDAR_DAYS = 50_000
"""So many days may be put into a calendar."""

CALENDAR_DAYS_OF_ONE = 5_000
"""So many days may one agreement put into a calendar: those of a daily duty for more than thirteen years."""

YEARS_SEARCHED = 400
"""So many years without a day are searched for the days of a recurrence rule; then the calendar repeats itself."""

MET_AT_ONCE = 1_000
"""So many of an obligation's past days may be recorded as met when it is added."""
