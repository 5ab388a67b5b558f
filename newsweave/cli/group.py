"""What all commands share: one line for an error, an example at the end of a help text."""

import errno
from typing import Any

import click

from newsweave.errors import NewsweaveError
from newsweave.terminal import safe

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_STOPPED = 130  # 128 + SIGINT, as shells have it


class Group(click.Group):
    """Turns this package's errors into one line, and Ctrl-C into exit code 130."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except NewsweaveError as error:
            raise click.ClickException(safe(" ".join(str(error).split()))) from error
        except OSError as error:
            if error.errno not in _FULL or error.filename is not None:
                raise
            problem = f"standard output cannot be written: {(error.strerror or '').lower()}"
            raise click.ClickException(f"{problem}; make room, or send it elsewhere") from error
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(_STOPPED)


def example(*lines: str) -> str:
    """Write the end of a help text; the control character keeps click from joining its lines."""
    return "\n".join(["\b", "Example:", *(f"  {line}" for line in lines)])
