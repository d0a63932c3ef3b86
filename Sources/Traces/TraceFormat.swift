import Input
import Mathematics

/// A format of trace files: how to recognise and read it.
public struct TraceFormat: Sendable {
  /// The name that `load --format` takes.
  public let name: String
  /// One line on what the format looks like.
  public let summary: String
  /// Whether it is made of rows, or records, of which `--where` can keep some.
  let hasRows: Bool
  /// Why a file with this beginning is in this format; `nil` where it is not.
  let sniff: @Sendable (_ beginning: FileBeginning) -> String?
  /// Adds the rows of one file (or folder) to a trace set that is being read.
  let read: Reader

  /// Reads one file (or folder).
  typealias Reader =
    @Sendable (
      _ path: String, _ options: LoadOptions, _ task: TaskContext, _ builder: inout TraceBuilder
    ) throws(InputError) -> Void

  /// A format of its parts.
  init(
    name: String, summary: String, hasRows: Bool = true,
    sniff: @escaping @Sendable (_ beginning: FileBeginning) -> String?, read: @escaping Reader
  ) {
    self.name = name
    self.summary = summary
    self.hasRows = hasRows
    self.sniff = sniff
    self.read = read
  }

  /// A format that is JSON records of one layout.
  ///
  /// - Parameter sniff: why a file whose first record (or whose whole) is this is in the format.
  init(
    name: String, summary: String, layout: RecordLayout, sniff: @escaping @Sendable (_ document: JSONValue) -> String?
  ) {
    self.init(
      name: name, summary: summary, sniff: { $0.record.flatMap(sniff) },
      read: { path, options, task, builder throws(InputError) in
        var reader = LaidOutReader(layout, options: options, path: path)
        try reader.read(task: task, into: &builder)
      })
  }
}
