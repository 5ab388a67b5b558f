"""Every format of a graph, read back in programs that others wrote: the same nodes, edges, labels and statements.

    python benchmarks/round_trips.py OUT [--only gexf --only nquads] [--without gephi]

OUT is what newsweave build wrote: its folder, its records.jsonl, or a store. Wanted are the extra `test`, Debian's
raptor2-utils and openjdk-17-jdk-headless, npm's registry, and the Gephi Toolkit (pip install --no-deps
forceatlas2-python); --without leaves out what needs one of node, gephi, store. The exit code is 1 if anything was lost.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from newsweave import pipeline
from tests.exports.foreign.programs import fetch_graphology
from tests.exports.foreign.trips import TRIPS, travel


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", metavar="OUT")
    parser.add_argument("--only", action="append", default=[], choices=sorted({trip.format for trip in TRIPS}))
    parser.add_argument("--reader", action="append", default=[], choices=sorted({trip.reader for trip in TRIPS}))
    parser.add_argument("--without", action="append", default=[], choices=["node", "gephi", "store"])
    options = parser.parse_args()
    graph, lost = pipeline.load(options.graph), 0
    print(f"{graph!r}\n{'format':<10} {'reader':<20} {'view':<9} {'seconds':>8}  what arrived")
    with tempfile.TemporaryDirectory() as folder:
        node = Path(folder) / "node"
        node.mkdir()
        readers = None if "node" in options.without else fetch_graphology(node)
        for each in travel(
            graph,
            Path(folder),
            lambda trip: (
                (not options.only or trip.format in options.only)
                and (not options.reader or trip.reader in options.reader)
                and trip.needs not in options.without
            ),
            readers,
        ):
            said = f"LOST: {each.expected} expected; {each.problem}" if each.problem else each.expected
            print(
                f"{each.trip.format:<10} {each.trip.reader:<20} {each.view:<9} {each.seconds:>8.1f}  {said}", flush=True
            )
            lost += bool(each.problem)
    print("all arrived" if not lost else f"{lost} trips lost something")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
