import Input

/// A column being read, whose type is not known yet.
///
/// The values become numbers if all are, else categories if there are few different short ones, else texts that stay in
/// the file.
struct ColumnBuilder: Sendable {
  /// What a column may become.
  enum Kind: Sendable {
    /// Whichever type fits.
    case any
    /// Categories, however many and however long.
    case categories
    /// Numbers.
    case numbers
    /// Texts.
    case texts
  }

  /// The most different values of a column of categories.
  static let maximumLabelCount = 1000
  /// The most bytes of a category.
  static let maximumLabelLength = 100

  /// The name of the column.
  let name: String
  /// What it may become.
  let kind: Kind
  private var count = 0
  private var numbers: [Double]?
  private var spellings = NumberSpellings()
  private var codes: [Int32]?
  private var labels = StringIndex(joinsSpellings: true)
  private var texts: [TextReference]?
  /// A hash of the value of each row, 0 where it has none; `nil` for a column that tells no runs apart.
  private(set) var runHashes: [UInt64]?
  /// A hash of the value at each query's first row, 0 where it has no row yet; `nil` for a column that is not watched.
  private var firstHashes: [UInt64]?
  /// The query and the category of the latest row that was watched.
  private var watched: (query: Int, code: Int32) = (-1, -1)

  /// An empty column.
  ///
  /// - Parameter watchesQueries: whether to track if values are the same in all rows of each query.
  init(name: String, kind: Kind, watchesQueries: Bool = false) {
    self.name = name
    self.kind = kind
    numbers = kind == .any || kind == .numbers ? [] : nil
    codes = kind == .any || kind == .categories ? [] : nil
    texts = kind == .any || kind == .texts ? [] : nil
    firstHashes = watchesQueries ? [] : nil
    runHashes = kind == .any && RunColumn.names.contains(name) ? [] : nil
  }

  /// Whether the values were the same in all rows of each query so far.
  var isConstantInQueries: Bool { firstHashes != nil }

  /// The numbers so far, where all values were numbers.
  var recordedNumbers: [Double]? { numbers }

  /// Reserves room for `count` rows.
  mutating func reserveCapacity(_ count: Int) {
    numbers?.reserveCapacity(count)
    codes?.reserveCapacity(count)
    texts?.reserveCapacity(count)
  }

  /// Adds a number for `row`; skipped rows before it are missing.
  ///
  /// - Returns: whether it counts; `false` where the row has a value already, which stays.
  @discardableResult
  mutating func append(_ number: Double, row: Int) -> Bool {
    if row < count { return false }
    pad(to: row)
    numbers?.append(number)
    count += 1
    return true
  }

  /// Adds a value for `row`; skipped rows before it are missing until they get one.
  ///
  /// - Parameters:
  ///   - bytes: the value; `nil` where it is missing or too long to inspect.
  ///   - text: where the value is; `.none` where it is missing.
  /// - Returns: whether it counts; `false` where the row has a value already, which stays.
  @discardableResult
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>?, text: TextReference, row: Int) -> Bool {
    if row < count {
      if !isMissing(row) { return false }
      append(bytes, text: text)
      moveLast(to: row)
    } else {
      pad(to: row)
      append(bytes, text: text)
      count += 1
    }
    return true
  }

  private func isMissing(_ row: Int) -> Bool {
    numbers?[row].isNaN ?? true && codes.map { $0[row] < 0 } ?? true && texts?[row].isNone ?? true
  }

  private mutating func moveLast(to row: Int) {
    if let last = numbers?.popLast() { numbers?[row] = last }
    if let last = codes?.popLast() { codes?[row] = last }
    if let last = texts?.popLast() { texts?[row] = last }
    if let last = runHashes?.popLast() { runHashes?[row] = last }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>?, text: TextReference) {
    texts?.append(text)
    runHashes?.append(bytes.map(Self.valueHash) ?? 0)
    if numbers != nil {
      if let bytes, !bytes.isEmpty {
        if let number = NumberParser.parse(bytes), !number.isInfinite, number.isNaN || spellings.admit(bytes) {
          numbers?.append(number)
        } else {
          numbers = nil
        }
      } else if bytes == nil, !text.isNone {
        numbers = nil
      } else {
        numbers?.append(.nan)
      }
    }
    if codes != nil {
      if let bytes, !bytes.isEmpty || kind == .any {
        codes?.append(Int32(labels.insert(bytes)))
        if kind == .any, labels.count > Self.maximumLabelCount || bytes.count > Self.maximumLabelLength {
          codes = nil
          labels = StringIndex(joinsSpellings: true)
        }
      } else if bytes == nil, !text.isNone, kind == .any {
        codes = nil
      } else {
        codes?.append(-1)
      }
    }
  }

  /// Notes the value of the latest row, which is one of `query`, for `isConstantInQueries`.
  mutating func watch(_ bytes: UnsafeBufferPointer<UInt8>?, query: Int) {
    guard firstHashes != nil else { return }
    let latest = (query: query, code: codes?.last ?? -1)
    // A category that the query has had before says nothing new.
    if latest.code >= 0, latest == watched { return }
    watched = latest
    watch(bytes.map(Self.valueHash) ?? 3, query: query)
  }

  /// Notes a value of any row, for `isConstantInQueries`.
  mutating func note(_ bytes: UnsafeBufferPointer<UInt8>, query: Int) { watch(Self.valueHash(bytes), query: query) }

  private mutating func watch(_ hash: UInt64, query: Int) {
    guard let seen = firstHashes?.count else { return }
    if seen <= query { firstHashes?.append(contentsOf: repeatElement(0, count: query + 1 - seen)) }
    let first = firstHashes?[query] ?? 0
    if first == 0 { firstHashes?[query] = hash } else if first != hash { firstHashes = nil }
  }

  /// Adds the values of another part of the column, whose first row is `row` here.
  ///
  /// - Parameter queries: what the queries of the part are called here.
  mutating func append(_ part: ColumnBuilder, from row: Int, queries: [Int32]) {
    pad(to: row)
    if let others = part.numbers, numbers != nil, spellings.admit(part.spellings) {
      numbers?.append(contentsOf: others)
    } else {
      numbers = nil
    }
    if let others = part.codes, codes != nil {
      let known = part.labels.strings.indices.map { number in
        Int32(part.labels.strings.withUTF8(at: number) { labels.insert($0) })
      }
      codes?.append(contentsOf: others.lazy.map { $0 < 0 ? $0 : known[Int($0)] })
    } else {
      codes = nil
    }
    if kind == .any, codes == nil || labels.count > Self.maximumLabelCount {
      codes = nil
      labels = StringIndex(joinsSpellings: true)
    }
    if let others = part.texts { texts?.append(contentsOf: others) }
    if let others = part.runHashes { runHashes?.append(contentsOf: others) }
    count = row + part.count
    guard let others = part.firstHashes else { return firstHashes = nil }
    for (query, hash) in others.enumerated() where hash != 0 { watch(hash, query: Int(queries[query])) }
  }

  /// A hash that is the same for all spellings of a text that differ only in how accents are composed.
  private static func valueHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if bytes.allSatisfy({ $0 < 0x80 }) { return hash(bytes) }
    return UInt64(bitPattern: Int64(String(decoding: bytes, as: UTF8.self).hashValue)) | 1
  }

  private mutating func pad(to row: Int) {
    guard count < row else { return }
    let missing = row - count
    numbers?.append(contentsOf: repeatElement(.nan, count: missing))
    codes?.append(contentsOf: repeatElement(-1, count: missing))
    texts?.append(contentsOf: repeatElement(.none, count: missing))
    runHashes?.append(contentsOf: repeatElement(0, count: missing))
    count = row
  }

  /// Decides the type of the column; `length` is the number of rows.
  mutating func settle(length: Int) {
    pad(to: length)
    if numbers != nil, kind == .numbers || codes == nil || labels.count > 0 { codes = nil } else { numbers = nil }
    if numbers != nil || codes != nil { texts = nil }
    if firstHashes != nil { firstHashes = [] }
    runHashes = nil
  }

  /// The settled column, with its values reordered by `place`.
  mutating func column(store: TextStore, place: some ColumnPlacement) -> Column {
    if numbers != nil { return Column(name: name, values: .numbers(place.placedMeans(&numbers))) }
    if codes != nil {
      let codes = place.placed(&codes, missing: -1)
      return Column(name: name, values: .categories(codes: codes, labels: Array(labels.strings)))
    }
    let references = place.placed(&texts, missing: TextReference.none)
    return Column(name: name, values: .text(TextColumn(references: references, store: store)))
  }
}

/// How values in row order are put into the order of a trace set.
protocol ColumnPlacement {
  /// The reordered values; `values` is consumed.
  func placed<Value: Equatable>(_ values: inout [Value]?, missing: Value) -> [Value]
  /// The numbers in their places, where several belong in one place their mean; `values` is given up.
  func placedMeans(_ values: inout [Double]?) -> [Double]
}

extension ColumnPlacement {
  func placedMeans(_ values: inout [Double]?) -> [Double] { placed(&values, missing: .nan) }
}
