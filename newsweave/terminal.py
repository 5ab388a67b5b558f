"""What a person sees: lines, highlights, a progress bar and the summary table.

Colour, bars and tables are for terminals alone; rich is loaded only there. Whatever comes out of documents is made
safe first: control characters would steer the terminal.
"""

import dataclasses
import json
import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import click

Row: TypeAlias = tuple[str, str, str]  # room, name, number
Say: TypeAlias = Callable[[str], None]
Progress: TypeAlias = Callable[[int, int], None]  # documents done, in all
Mark: TypeAlias = tuple[int, int, str]  # from, to, what: a key of the styles below
Echo: TypeAlias = Callable[[str, Iterable[Mark]], None]

# What they say at level INFO a person wants to know: files left out, a knowledge base or a script being made.
_TALKING = (
    "newsweave.ingest.readers",
    "newsweave.ingest.web",
    "newsweave.knowledge.places",
    "newsweave.exports.page.bundle",
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_STYLES = {"subject": "bold cyan", "object": "bold green", "mention": "bold cyan", "trigger": "bold yellow"}


def safe(text: str) -> str:
    """Take out what would steer the terminal."""
    return _CONTROL.sub("\ufffd", text)


def json_line(value: Any) -> str:
    """Write a dataclass, or plain data, as one line of JSON; escaped where it holds what UTF-8 has not."""
    data = dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value
    line = json.dumps(data, ensure_ascii=False, default=str)
    return json.dumps(data, default=str) if _SURROGATE.search(line) else line


def echoing() -> Echo:
    """Return a way to print lines with marked words: coloured on a terminal, in [brackets] elsewhere."""
    return _coloured() if sys.stdout.isatty() else _bracketed


def _bracketed(line: str, marks: Iterable[Mark]) -> None:
    end, parts = 0, []
    for start, stop, _ in marks:
        if start >= end:
            parts += [line[end:start], "[", line[start:stop], "]"]
            end = stop
    click.echo(safe("".join([*parts, line[end:]])))


def _coloured() -> Echo:
    from rich.console import Console  # noqa: PLC0415 - loaded for terminals alone
    from rich.text import Text  # noqa: PLC0415

    console = Console()

    def echo(line: str, marks: Iterable[Mark]) -> None:
        text = Text(safe(line))
        for start, stop, what in marks:
            text.stylize(_STYLES[what], start, stop)
        console.print(text)

    return echo


@contextmanager
def telling(quiet: bool, doing: str = "extracting") -> Iterator[tuple[Say, Progress | None]]:
    """Give ways to say a line and to show progress, on standard error; a bar only if it is a terminal."""
    if quiet or not sys.stderr.isatty():
        with _logged(_tell, quiet):
            yield _tell, None
        return
    from rich.console import Console  # noqa: PLC0415 - loaded for terminals alone

    console = Console(stderr=True)

    def say(line: str) -> None:
        console.print(safe(line), markup=False, highlight=False, soft_wrap=True)

    with _bar(console) as bar, _logged(say, quiet):
        task = bar.add_task("reading", total=None)
        yield say, lambda done, total: bar.update(task, description=doing, completed=done, total=total)


def _bar(console: Any) -> Any:
    """Make a bar: what is done of all, how many a second, and the time left."""
    from rich import progress  # noqa: PLC0415 - as above

    class Rate(progress.ProgressColumn):
        def render(self, task: progress.Task) -> str:
            speed = task.finished_speed or task.speed
            return f"{speed:.1f} a second" if speed else ""

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        Rate(),
        progress.TimeRemainingColumn(elapsed_when_finished=True),
    )
    return progress.Progress(*columns, console=console, transient=True, speed_estimate_period=60)


@contextmanager
def _logged(say: Say, quiet: bool) -> Iterator[None]:
    """Say what the library logs: warnings, and unless quiet what is left out and what takes a while."""

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            say(self.format(record))

    handler = Handler()
    library = logging.getLogger("newsweave")
    talking = [logging.getLogger(name) for name in _TALKING]
    levels = [logger.level for logger in talking]
    for logger in talking:
        logger.setLevel(logging.WARNING if quiet else logging.INFO)
    library.addHandler(handler)
    try:
        yield
    finally:
        library.removeHandler(handler)
        for logger, level in zip(talking, levels, strict=True):
            logger.setLevel(level)


def _tell(line: str) -> None:
    click.echo(safe(line), err=True)


def columns(rows: list[Row]) -> Iterator[str]:
    """Write the summary as plain columns."""
    width = max(len(name) for _, name, _ in rows)
    for room, name, value in rows:
        yield f"{room:<12}{name:<{width}}  {value}"


def show(rows: list[Row]) -> None:
    """Print the summary: a table on a terminal, plain columns elsewhere."""
    rows = [(room, safe(name), value) for room, name, value in rows]
    if not sys.stdout.isatty():
        for line in columns(rows):
            click.echo(line)
        return
    from rich import box  # noqa: PLC0415 - loaded for terminals alone
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE, show_header=False)
    last = ""
    for room, name, value in rows:
        if last and room != last:
            table.add_section()
        table.add_row(Text("" if room == last else room, style="bold"), Text(name), Text(value, justify="right"))
        last = room
    Console().print(table)
