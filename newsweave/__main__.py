"""`python -m newsweave` is `newsweave`."""

from newsweave.cli import main

if __name__ == "__main__":
    main(prog_name="newsweave")
