"""One module a command, each with a function `command`; imported when it runs, and not before."""
