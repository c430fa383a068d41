"""`make bench`: run every benchmark, one after the other."""

from benchmarks import credits as credit_lines
from benchmarks import duplicates, ingest


def main() -> None:
    """Run them all."""
    ingest.main()
    duplicates.main()
    credit_lines.main()


if __name__ == "__main__":
    main()
