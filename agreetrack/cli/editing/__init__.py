"""A record in the person's own editor: its page, the drafts of it, and what is wrong with what was typed."""
