"""`make bench`: run every benchmark, one after the other."""

from benchmarks import bulk, duplicates, ingest, queue
from benchmarks import credits as credit_lines


def main() -> None:
    """Run them all."""
    ingest.main()
    duplicates.main()
    credit_lines.main()
    bulk.main()
    queue.main()


if __name__ == "__main__":
    main()
