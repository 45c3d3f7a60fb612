"""The figures the service promises, measured: ``python -m bench`` rewrites docs/benchmarks.md."""
