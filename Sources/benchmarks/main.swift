import Glibc

/// The benchmarks by name: `benchmarks load search`; without a name all but the one that takes minutes, and the one that
/// `threads` runs.
let benchmarks: [(name: String, run: () throws -> Void)] = [
  ("load", loadBenchmark), ("search", searchBenchmark), ("tuning", tuningBenchmark), ("index", indexBenchmark),
  ("steps", stepBenchmark), ("sweep", sweepBenchmark), ("wide", wideBenchmark), ("threads", threadBenchmark),
  ("cell", cellBenchmark), ("cells", cellsBenchmark), ("whole", wholeBenchmark),
]
let names = CommandLine.arguments.dropFirst()
for benchmark in benchmarks
where names.isEmpty ? !["cells", "whole"].contains(benchmark.name) : names.contains(benchmark.name) {
  try benchmark.run()
  // Told at once, also to a file.
  fflush(nil)
}
