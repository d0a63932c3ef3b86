searchBenchmark()
