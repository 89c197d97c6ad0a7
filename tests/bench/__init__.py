"""The benchmarks: how long a piece of work takes, as a multiple of its floor measured beside it in the same run."""
