"""Records as a whole: added, edited, removed, imported and exported, taken back."""
