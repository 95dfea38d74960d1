"""`make bench`: every benchmark, one after the other; each prints ratios, row counts and the load average."""

from benchmarks import ingest

if __name__ == "__main__":
    ingest.main()
