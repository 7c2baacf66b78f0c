"""``./dev bench``: run the parts, print their tables, and with ``--write`` keep them in ``README.md``."""

import argparse
import datetime
import os
import platform
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import curve, ladder, ledger, moves, page, serving, startup, tickets, workbook_reading
from benchmarks.timing import Section

README = Path(__file__).with_name("README.md")
PARTS: dict[str, Callable[[], Section]] = {
    "ladder": ladder.measure,
    "curve": curve.measure,
    "startup": startup.measure,
    "http": serving.measure,
    "page": page.measure,
    "import": workbook_reading.measure,
    "tickets": tickets.measure,
    "ledger": ledger.measure,
    "moves": moves.measure,
}


def machine() -> str:
    """Return the class of this machine: no more than what a reader needs to judge the ratios."""
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    # What the kernel keeps for itself is missing from the figure.
    memory = f"{round(memory_gib / 4) * 4 if memory_gib > 8 else round(memory_gib)} GiB"
    system = platform.freedesktop_os_release()
    release = f"{system['NAME'].split()[0]} {system.get('VERSION_ID', '')}".strip()
    python = ".".join(platform.python_version_tuple()[:2])
    return f"{len(os.sched_getaffinity(0))} cores, {memory}, {release}, Python {python}"


def stamped(section: Section, date: datetime.date) -> str:
    """Return a section with its date and machine class."""
    return f"{date.isoformat()}; {machine()}.\n\n{section.markdown()}"


def kept(page: str, name: str, text: str) -> str:
    """Return the page with one section renewed.

    >>> kept("a\\n<!-- x -->\\nold\\n<!-- /x -->\\nb", "x", "new\\n")
    'a\\n<!-- x -->\\nnew\\n<!-- /x -->\\nb'
    """
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    renewed, count = pattern.subn(lambda found: found[1] + text + found[2], page)
    if count != 1:
        raise ValueError(f"{count} places for {name}")
    return renewed


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; exit code 1 where a peer disagrees with the ladder."""
    parser = argparse.ArgumentParser(prog="./dev bench", description="Peers side by side in one run.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all")
    parser.add_argument("--sizes", help="stations of the part ladder, e.g. 178,3000")
    parser.add_argument("--write", action="store_true", help="keep the tables in benchmarks/README.md")
    given = parser.parse_args(arguments)
    unknown = set(given.parts) - {*PARTS, "all"}
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    chosen = list(PARTS) if not given.parts or "all" in given.parts else given.parts
    sizes = [int(size) for size in given.sizes.split(",")] if given.sizes else list(ladder.SIZES)
    faults = 0
    for name in chosen:
        section = ladder.measure(sizes) if name == "ladder" else PARTS[name]()
        text = stamped(section, datetime.datetime.now(tz=datetime.UTC).date())
        print(f"## {name}\n\n{text}", flush=True)
        faults += len(section.faults)
        if given.write:
            README.write_text(kept(README.read_text(encoding="utf-8"), name, text), encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
