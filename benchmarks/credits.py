"""How many credit lines a second one core reads, beside a naive reader that splits at slashes and looks parts up.

Run: python -m benchmarks.credits [--lines 10000]
"""

import argparse
import gc
import random
import re
import time

from library.credits.records import CreditFields
from library.credits.registry import Registry, load_registry
from library.desk.reading import read_credit

SEED = 11
FIRST = (
    "Anna",
    "Bruno",
    "Carla",
    "Dario",
    "Elsa",
    "Fritz",
    "Greta",
    "Hugo",
    "Irma",
    "Jonas",
    "Karla",
    "Lukas",
    "Mona",
    "Nils",
    "Olga",
    "Peter",
    "Jean-Luc",
)
LAST = [a + b for a in ("Bern", "Hof", "Stein", "Wald", "Linden", "Kalt") for b in ("mann", "er", "acher", "berg", "i")]
CREDITS = (
    "KEYSTONE/EPA/{name}",
    "(KEYSTONE/{name})",
    "Bild: Keystone / {name}",
    "Foto: {name}/dpa",
    "picture alliance/dpa | {name}",
    "IMAGO / NurPhoto",
    "Foto: APA/AFP/{upper}",
    "Photograph: {name}/AFP/Getty Images",
    "Photo by {name}/Getty Images for Blorplex",
    "{name}/Pool via AP",
    "REUTERS/{name}/File Photo",
    "{upper} / POOL / AFP",
    "Foto: {name} / AP / NTB",
    "{name}/Quantril Images/Shutterstock",
    "Kantonspolizei {last}",
    "{name}",
)
CAPTIONS = (
    "A firefighter works at a fire near {last}, Monday, Aug. {day}, 2026. (AP Photo/{name})",
    "Der Zug steht am {day}. Mai 2026 im Bahnhof {last}. (KEYSTONE/{name})",
    "epa123456{day} Protesters march in {last}, Morvania, {day} March 2026. EPA/{upper} SPAIN OUT",
    "{day}.08.2026, {last}: Ein Traktor fährt über ein Feld. Foto: {name}/dpa +++ dpa-Bildfunk +++",
)
INSTRUCTIONS = ("EDITORIAL USE ONLY. NO SALES. NO ARCHIVES. {last}", "SWITZERLAND OUT, AUSTRIA OUT {last} {day}")
_SLASH = re.compile(r"\s*[/|]\s*")


def main() -> None:
    """Print lines a second of both readers and their ratio, in seconds of one core."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000)
    count = parser.parse_args().lines
    registry = load_registry()
    gc.collect()
    gc.freeze()  # as the command does
    lines = make_lines(random.Random(SEED), count)
    for fields in make_lines(random.Random(SEED + 1), 300):
        read_credit(fields, registry)
    ours, found = time_reader(lines, registry)
    peer, known = time_naive(lines, registry)
    distinct = len(set(lines))
    print(f"credits, {count:,} lines, {distinct:,} distinct   {count / ours:10,.0f} a second, {found:,} with an agency")
    print(f"naive split and look-up                {count / peer:10,.0f} a second, {known:,} with an agency")
    print(f"one line costs as much as              {ours / peer:10.1f} naive ones")


def make_lines(chance: random.Random, count: int) -> list[CreditFields]:
    """Make lines as they come in: eight of ten are credits, one and a half captions, the rest instructions."""
    lines = []
    for _ in range(count):
        name = f"{chance.choice(FIRST)} {chance.choice('ABCDEFGHKLM')}. {chance.choice(LAST)}"
        words = {
            "name": name,
            "upper": name.upper(),
            "last": name.rsplit(maxsplit=1)[-1],
            "day": chance.randint(10, 28),
        }
        kind, forms = chance.choices(
            (("credit", CREDITS), ("caption", CAPTIONS), ("instructions", INSTRUCTIONS)), weights=(80, 15, 5)
        )[0]
        lines.append(CreditFields(**{kind: chance.choice(forms).format(**words)}))
    return lines


def time_reader(lines: list[CreditFields], registry: Registry) -> tuple[float, int]:
    """Give the seconds of processor time that the reader takes, and how many lines named an agency."""
    start = time.process_time()
    found = sum(read_credit(fields, registry).agency is not None for fields in lines)
    return time.process_time() - start, found


def time_naive(lines: list[CreditFields], registry: Registry) -> tuple[float, int]:
    """Give the same for a reader that knows only slashes and exact names."""
    names = {spelling.casefold(): entry.name for entry in registry.entries for spelling in (entry.name, *entry.aliases)}
    start = time.process_time()
    found = 0
    for fields in lines:
        text = fields.credit or fields.caption or fields.instructions or ""
        parts = [part.strip("() .").casefold() for part in _SLASH.split(text.split(": ", 1)[-1])]
        houses = [names[part] for part in parts if part in names]
        people = [part.title() for part in parts if part not in names]
        found += bool(houses and people)
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
