import Input
import Mathematics

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

  /// The format of a file and why it is that, recognised from its beginning, of which more is read while it is in none.
  ///
  /// - Throws: as `FileBeginning`.
  static func recognized(
    _ path: String, options: LoadOptions, task: TaskContext
  ) throws(InputError) -> (beginning: FileBeginning, found: (format: TraceFormat, reason: String)?) {
    var beginning = try FileBeginning(reading: path, options: options, task: task)
    for size in FileBeginning.sizes {
      if beginning.bytes.count < size, !beginning.isWhole {
        beginning = try FileBeginning(reading: path, atLeast: size, options: options, task: task)
      }
      if ColumnarJSON(beginning, hasOtherFormats: true) != nil { break }
      for format in all {
        if let reason = format.sniff(beginning) { return (beginning, (format, reason)) }
      }
      if beginning.isWhole || beginning.binary != nil { break }
    }
    return (beginning, nil)
  }
}
