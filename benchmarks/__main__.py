"""`make bench`: run every benchmark, one after the other."""

from benchmarks import duplicates, ingest


def main() -> None:
    """Run them all."""
    ingest.main()
    duplicates.main()


if __name__ == "__main__":
    main()
