"""Looking for what is wrong, missing, or passed without a word."""
