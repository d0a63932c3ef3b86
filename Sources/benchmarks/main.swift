let names = CommandLine.arguments.dropFirst()

if names.isEmpty || names.contains("load") { try loadBenchmark() }
