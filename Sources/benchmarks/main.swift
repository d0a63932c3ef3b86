/// The benchmarks by name: `benchmarks load search`; all without a name.
let benchmarks: [(name: String, run: () throws -> Void)] = [
  ("load", loadBenchmark), ("search", searchBenchmark), ("tuning", tuningBenchmark),
]
let names = CommandLine.arguments.dropFirst()
for benchmark in benchmarks where names.isEmpty || names.contains(benchmark.name) { try benchmark.run() }
