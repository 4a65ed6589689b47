"""What any command with a table costs: Typer and one Rich table of three columns."""

import typer


def main() -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("days", "by", "agreement")
    for number in range(20):
        table.add_row(f"{number}", "2020-02-09", "MSK-ROSNANO-2015")
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
