/// The benchmarks by name: `benchmarks load search`; without a name all but the one that takes minutes.
let benchmarks: [(name: String, run: () throws -> Void)] = [
  ("load", loadBenchmark), ("formats", formatBenchmark), ("search", searchBenchmark), ("tuning", tuningBenchmark),
  ("index", indexBenchmark),
  ("steps", stepBenchmark),
  ("cell", cellBenchmark), ("cells", cellsBenchmark),
]
let names = CommandLine.arguments.dropFirst()
for benchmark in benchmarks where names.isEmpty ? benchmark.name != "cells" : names.contains(benchmark.name) {
  try benchmark.run()
}
