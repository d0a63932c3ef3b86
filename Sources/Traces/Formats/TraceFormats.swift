/// The trace formats.
public enum TraceFormats {
  /// All formats, in the order in which a file is tried for them.
  public static let all: [TraceFormat] = [
    .routerBench, .nested, .paper, .helm, .inspect, .inspectArchive, .lmEvaluationHarness, .promptfoo, .everyEvalEver,
    .routerArena, .sqlite, .liteLLM, .tidy, .records, .keyedByModel, .keyedByQuery, .wide,
  ]

  /// The names of those that other tools write, of which it is said aloud that a file was taken for one.
  static let ofOthers = Set(all.map(\.name)).subtracting(["routerbench", "nested", "paper", "tidy", "records"])

  /// The format of that name.
  public static func named(_ name: String) -> TraceFormat? { all.first { $0.name == name } }
}
