import Input
import Mathematics

/// Reads trace files: recognises their format and reads the rows of several files together.
public enum TraceLoader {
  /// The outcomes recorded in one or several files or folders, whose rows come together in one trace set.
  ///
  /// Models and queries keep the order in which they first appear. A file that is compressed with gzip is decompressed
  /// on the way.
  ///
  /// - Parameters:
  ///   - format: the format of all files; where it is `nil`, each file's format is recognised from its beginning.
  ///   - task: checked for cancellation once per chunk, and told the share of bytes read.
  /// - Throws: `InputError`: `.unreadable`, `.unknownFormat`, `.empty`, `.missingColumn`, `.malformed`,
  ///   `.invalidNumber`, `.duplicate` for two outcomes of one query and model, `.incompatible`, `.cancelled`.
  public static func load(
    paths: [String], format: TraceFormat? = nil, options: LoadOptions = LoadOptions(), task: TaskContext = .unobserved
  ) throws(InputError) -> TraceSet {
    var builder = TraceBuilder()
    for (number, path) in paths.enumerated() {
      let step = task.step(number, of: paths.count)
      let count = builder.rowCount
      let reader: TraceFormat
      if let format { reader = format } else { reader = try self.format(of: path, options: options, task: step) }
      try reader.read(path, options, step, &builder)
      if builder.outcomes.isTooSparse { throw builder.sparse(path: path) }
      if builder.rowCount == count { throw .empty(path: path) }
    }
    if builder.rowCount == 0 { throw .empty(path: paths.first ?? "") }
    return builder.finish(source: paths.joined(separator: ", "), costUnit: options.cost)
  }

  /// The format of a file, recognised from its beginning.
  ///
  /// - Throws: `InputError.unreadable`, `.empty`, `.malformed` for binary content, `.unknownFormat`.
  public static func format(
    of path: String, options: LoadOptions = LoadOptions(), task: TaskContext = .unobserved
  ) throws(InputError) -> TraceFormat {
    let silent = task.step(0, of: Int.max)
    let beginning = try FileBeginning(reading: path, options: options, task: silent)
    if beginning.isBlank { throw .empty(path: path) }
    guard let format = TraceFormats.all.first(where: { $0.sniff(beginning) }) else {
      throw .unknownFormat(path: path, known: TraceFormats.all.map(\.name))
    }
    return format
  }
}

extension TraceBuilder {
  /// The error that the table of all queries and models would be out of proportion to the file.
  fileprivate func sparse(path: String) -> InputError {
    .incompatible(
      path: path,
      reason:
        "\(queryCount) queries x \(outcomes.models.count) models would be \(outcomes.cellCount) outcomes, of which "
        + "less than one in 64 is recorded; load fewer models or queries at once")
  }
}
