import Input
import Mathematics

extension TraceFormat {
  /// A log of Inspect AI as `.eval`: a zip archive of `header.json` and one `samples/ID_epoch_N.json` a sample.
  ///
  /// A log whose run was broken off has no `header.json` yet; `_journal/start.json` tells its model and task.
  static let inspectArchive = TraceFormat(
    name: "inspect-eval", summary: "Inspect AI log as .eval: a zip archive of header.json and samples/*.json",
    sniff: { beginning in
      guard beginning.binary == .zip else { return nil }
      if let archive = try? ZipArchive(path: beginning.path) {
        return header(of: archive).map { "a zip archive with \(archive.names[$0])" }
      }
      // In a compressed archive the names stand before the members.
      let text = String(decoding: beginning.bytes, as: UTF8.self)
      return headers.first(where: text.contains).map { "a compressed zip archive with \($0)" }
    },
    read: { path, options, task, builder throws(InputError) in
      let archive = try ZipArchive(path: path, task: task)
      guard let header = header(of: archive) else {
        throw .incompatible(path: path, reason: "the archive has no header.json")
      }
      var layout = RecordLayout.inspect
      layout.place = .document
      var reader = LaidOutReader(layout, options: options, path: path)
      let head = reader.records(try archive.window(header))
      try head.readHeader()
      let samples = archive.names.indices.filter {
        archive.names[$0].hasPrefix("samples/") && archive.names[$0].hasSuffix(".json")
      }
      for index in samples {
        let isChosen = try reader.chooseScorer(&builder) { paths throws(InputError) in
          JSONRecordReader(try archive.window(index), at: .document, paths: paths)
        }
        if isChosen { break }
      }
      builder.beginArchive()
      var starts: [(start: Int, index: Int)] = []
      var size = 0
      for index in samples.sorted(by: { NaturalOrder.precedes(archive.names[$0], archive.names[$1]) }) {
        builder.textOffset = size
        starts.append((size, index))
        let records = reader.records(try archive.window(index))
        try records.forEach { () throws(InputError) in try reader.add(records, header: head.header, to: &builder) }
        size += records.size
      }
      if !starts.isEmpty { try reader.requireFound() }
      builder.endArchive(ZipTexts(path: path, members: starts), size: size)
    })

  /// The members that tell the model and the task, the better one first.
  private static let headers = ["header.json", "_journal/start.json"]

  private static func header(of archive: ZipArchive) -> Int? {
    headers.lazy.compactMap { archive.names.firstIndex(of: $0) }.first
  }
}
