"""The command line: the only room that knows Typer, the clock and the terminal."""
