"""What is shown of many agreements, or of one: lists, counts, timelines, calendars."""
