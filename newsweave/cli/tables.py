"""Rows as a person or a spreadsheet reads them: a table, or CSV."""

import csv
import io
import re
import sys
from collections.abc import Iterable, Sequence

import click

from newsweave.terminal import safe

# What a spreadsheet would run as a formula (OWASP, CSV injection); a plain number is none.
_FORMULA = re.compile(r"[=+\-@\t\r](?!\d+(?:\.\d+)?$)")


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: ruled on a terminal, in plain columns elsewhere."""
    cells = [[safe(" ".join(cell.split())) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _print_ruled(header, cells)
        return
    lines: list[list[str]] = [list(header), *cells]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _print_ruled(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich import box  # noqa: PLC0415 - loaded for terminals alone
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


def print_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print CSV (RFC 4180); an apostrophe stands before what a spreadsheet would take for a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(header)
    for row in rows:
        writer.writerow(["" if cell is None else _tame(str(cell)) for cell in row])
    click.echo(buffer.getvalue().encode("utf-8", "backslashreplace"), nl=False)


def _tame(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
