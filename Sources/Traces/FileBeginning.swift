import Input
import Mathematics

/// The start of a file, from which its format is recognised.
struct FileBeginning: Sendable {
  /// The path as given.
  let path: String
  /// Whether the path is a folder.
  let isFolder: Bool
  /// The first bytes after decompression and without a byte order mark, as many as hold the header or the first record;
  /// empty for a folder.
  let bytes: [UInt8]
  /// Whether these are all bytes.
  let isWhole: Bool
  /// The column names in the header of a CSV file, or the keys of the first object of JSON Lines or of a list; columns
  /// renamed by `--map` have their new names.
  let columns: [String]
  /// What a JSON document holds as far as the first bytes go; of JSON Lines, the first line.
  let document: JSONValue?
  /// Our column names and what the file calls them.
  let map: [String: String]
  /// The range of scores.
  let scores: NumberRange
  /// Whether numbers outside their range are moved to its nearest end.
  let clip: Bool
  /// What a binary file is, where its first bytes tell.
  let binary: BinaryKind?

  /// The first of the records that the file may consist of.
  var record: JSONValue? { document?.array?.first ?? document }

  /// The only list of objects that the document holds beside other things: its name and its first object.
  var wrapped: (name: String, first: JSONValue)? {
    if isLines { return nil }
    let lists = (document?.object ?? []).filter { $0.value.array?.first?.object != nil }
    return lists.count == 1 ? lists[0].value.array?.first.map { (lists[0].key, $0) } : nil
  }

  /// The first of the records that are the members of the document, each of which names its query by itself.
  var keyed: JSONValue? {
    guard !isLines, let members = document?.object, let first = members.first?.value else { return nil }
    let name = map["query_id"] ?? "query_id"
    return members.dropLast().allSatisfy { $0.value[name] != nil } && first[name] != nil ? first : nil
  }

  /// Whether one object ends in the first line and another one follows it.
  var isLines: Bool {
    guard let end = bytes.firstIndex(of: 0x0A) else { return false }
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    return bytes[..<end].last { !isBlank($0) } == UInt8(ascii: "}")
      && bytes[end...].first { !isBlank($0) } == UInt8(ascii: "{")
  }

  /// Whether it begins with an object that goes on in the next line.
  var isSpread: Bool {
    guard document?.object != nil, let start = bytes.firstIndex(of: UInt8(ascii: "{")),
      let end = bytes[start...].firstIndex(of: 0x0A)
    else { return false }
    return JSONSketch.value(of: Array(bytes[start..<end]), path: path) != document
  }

  /// Reads the first record of JSON without leniency, if it ends within the beginning.
  ///
  /// - Throws: `InputError.malformed` where the record is no JSON.
  func checkFirstRecord() throws(InputError) {
    let window = ByteWindow(bytes: bytes, path: path)
    guard window.beginsWithObjects, FirstRecord(bytes).isWhole else { return }
    let scanner = JSONScanner(window, takesNaN: true)
    if window.firstByte == UInt8(ascii: "[") { try scanner.open(UInt8(ascii: "[")) }
    _ = try scanner.value()
  }

  /// Whether a column was mapped to a value inside of the first record.
  var mapsPaths: Bool {
    map.values.contains { path in
      JSONPicker.steps(of: path).count > 1 && !columns.contains(path) && record?.holds(path) == true
    }
  }

  /// Whether the second line of a table holds no number, as a header.
  var hasSecondHeader: Bool {
    let lines = String(decoding: bytes, as: UTF8.self).split(maxSplits: 2, whereSeparator: \.isNewline)
    return lines.count > 1 && !lines[1].split(separator: /[,;\t]/).contains { Double($0) != nil }
  }

  /// Whether it is blank.
  var isBlank: Bool { !isFolder && bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 } }

  /// How many bytes are read at first, and how many where these do not hold the first record.
  static let sizes = [1 << 16, 1 << 20, 1 << 24]

  /// The beginning of the file or folder at `path`, of at least the given number of bytes if there are so many.
  ///
  /// - Throws: what `ByteSource` throws, `InputError.malformed` for binary content.
  init(
    reading path: String, atLeast size: Int = sizes[0], options: LoadOptions, task: TaskContext
  ) throws(InputError) {
    if ByteSource.isFolder(path) {
      self.init(path: path, isWhole: true, bytes: [], options: options, binary: nil)
      return
    }
    var bytes: [UInt8] = []
    var isWhole = false
    for limit in Self.sizes where limit >= size && (bytes.isEmpty || !FirstRecord(bytes).isWhole) && !isWhole {
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
      defer { room.deallocate() }
      let source = try ByteSource(path: path, task: task)
      let count = try source.read(into: room)
      bytes = [UInt8](room[..<count])
      isWhole = count < limit && !source.isCutShort
      // Of a file that is cut short the first record has to be there.
      if source.isCutShort, !FirstRecord(bytes).isWhole { _ = try source.read(into: room) }
      if BinaryKind(of: bytes) != nil { break }
    }
    if let kind = BinaryKind(of: bytes) {
      self.init(path: path, isWhole: isWhole, bytes: bytes, options: options, binary: kind)
      return
    }
    if let zero = bytes.firstIndex(of: 0) {
      throw ByteWindow(bytes: bytes, path: path).malformed(
        at: zero, found: "a zero byte", expected: "text; the file is binary")
    }
    let names = Self.columns(of: ByteWindow(bytes: bytes, path: path))
    let first = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    self.init(
      path: path, isWhole: isWhole, bytes: bytes, columns: names.compactMap(options.name(for:)),
      document: isJSON ? JSONSketch.value(of: bytes, path: path) : nil,
      options: options, binary: nil)
  }

  private init(
    path: String, isWhole: Bool, bytes: [UInt8], columns: [String] = [], document: JSONValue? = nil,
    options: LoadOptions, binary: BinaryKind?
  ) {
    self.path = path
    isFolder = ByteSource.isFolder(path)
    self.isWhole = isWhole
    self.bytes = bytes
    self.columns = columns
    self.document = document
    map = options.map
    scores = options.scale.map(NumberRange.scale) ?? .quality
    clip = options.clip
    self.binary = binary
  }

  /// The names of the columns as far as known; empty where the text is neither CSV nor JSON objects.
  private static func columns(of window: ByteWindow) -> [String] {
    guard window.beginsWithObjects else { return (try? CSVReader(window).header) ?? [] }
    var names: [String] = []
    let scanner = JSONScanner(window, isLines: false, takesNaN: true)
    do throws(InputError) {
      if window.firstByte == UInt8(ascii: "[") { try scanner.open(UInt8(ascii: "[")) }
      try scanner.open(UInt8(ascii: "{"))
      while let key = try scanner.nextKey(isFirst: names.isEmpty) {
        names.append(key.text(in: window.base, isJSON: true) ?? "")
        try scanner.colon()
        _ = try scanner.value()
      }
    } catch {
      // The object goes on past the beginning, or is malformed: its reader will say so.
    }
    return names
  }
}
