"""agreetrack: a command-line tracker for agreements between governments and public bodies."""

__version__ = "0.1.0"
