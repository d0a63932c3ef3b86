import CSQLite
import Input
import Mathematics
import Routing
import Traces

/// The SQL functions besides SQLite's own, and their state.
///
/// `median(x)`, `quantile(x, p)`, `stddev(x)` (divided by n - 1), `corr(x, y)` and `auroc(x, y)` ignore NULL and return
/// NULL for too few values. `random()` yields the same sequence in every statement.
final class SQLFunctions {
  /// The documented functions, for help and completion.
  static let documented: [(usage: String, summary: String)] = [
    ("median(x)", "the middle value"), ("quantile(x, p)", "the p-quantile"),
    ("stddev(x)", "the standard deviation (divided by n - 1)"), ("corr(x, y)", "Pearson's correlation"),
    ("auroc(x, y)", "how often x is higher for y = 1 than for y = 0"),
    ("random()", "an integer; the same sequence in every statement, see `set seed`"),
  ]

  /// The texts read on demand, by table and column.
  var texts: [String: TextColumn] = [:]
  /// The generator of `random()`.
  var random = SplitMix64(state: 0)

  /// Registers the functions with a database, which must not outlive them.
  func register(with database: OpaquePointer) {
    let own = Unmanaged.passUnretained(self).toOpaque()
    let pure = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    sqlite3_create_function_v2(
      database, "recorded_text", 2, pure, own,
      { context, _, values in SQLFunctions.of(context).giveText(values!, to: context!) }, nil, nil, nil)
    sqlite3_create_function_v2(
      database, "random", 0, SQLITE_UTF8, own,
      { context, _, _ in
        sqlite3_result_int64(context, Int64(bitPattern: SQLFunctions.of(context).random.next()))
      }, nil, nil, nil)
    func aggregate(_ name: String, _ count: Int32, _ finish: @convention(c) (OpaquePointer?) -> Void) {
      sqlite3_create_function_v2(
        database, name, count, pure, own, nil,
        { context, count, values in Sample.of(context!, makes: true)?.add(values!, count, context!) }, finish, nil)
    }
    aggregate("median", 1) { Sample.finish($0!) { $0.first.sorted().quantile(0.5) } }
    aggregate("quantile", 2) {
      Sample.finish($0!) { sample in
        guard let share = sample.second.first, (0...1).contains(share) else { return .nan }
        return sample.first.sorted().quantile(share)
      }
    }
    aggregate("stddev", 1) {
      Sample.finish($0!) { sample in
        let count = Double(sample.first.count)
        return count < 2 ? .nan : sample.first.standardDeviation * (count / (count - 1)).squareRoot()
      }
    }
    aggregate("corr", 2) { Sample.finish($0!) { $0.first.correlation(with: $0.second) } }
    aggregate("auroc", 2) { Sample.finish($0!) { AUROCMetric.area($0.first, $0.second) ?? .nan } }
  }

  private static func of(_ context: OpaquePointer?) -> SQLFunctions {
    Unmanaged<SQLFunctions>.fromOpaque(sqlite3_user_data(context)).takeUnretainedValue()
  }

  private func giveText(_ values: UnsafeMutablePointer<OpaquePointer?>, to context: OpaquePointer) {
    guard sqlite3_value_type(values[1]) != SQLITE_NULL, let name = sqlite3_value_text(values[0]),
      let column = texts[String(cString: name)], let index = Int(exactly: sqlite3_value_int64(values[1])),
      (0..<column.count).contains(index), var text = column[index]
    else { return sqlite3_result_null(context) }
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        croute_sqlite_result(context, $0.baseAddress ?? UnsafePointer(bitPattern: 1), Int32($0.count))
      }
    }
  }
}

/// The values of an aggregate.
private final class Sample {
  /// The most values, which are sorted without a pause.
  static let limit = 8_000_000

  var first: [Double] = []
  var second: [Double] = []

  /// The sample of an aggregate; `nil` if none was begun and `makes` is false, or memory is exhausted.
  static func of(_ context: OpaquePointer, makes: Bool) -> Sample? {
    let size = Int32(MemoryLayout<UnsafeMutableRawPointer?>.size)
    guard let memory = sqlite3_aggregate_context(context, makes ? size : 0) else { return nil }
    let place = memory.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    if place.pointee == nil { place.pointee = Unmanaged.passRetained(Sample()).toOpaque() }
    return place.pointee.map { Unmanaged<Sample>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Adds a row, unless one of its values is NULL.
  func add(_ values: UnsafeMutablePointer<OpaquePointer?>, _ count: Int32, _ context: OpaquePointer) {
    for index in 0..<Int(count) where sqlite3_value_type(values[index]) == SQLITE_NULL { return }
    if first.count == Self.limit {
      return sqlite3_result_error(context, "an aggregate of more than \(Self.limit.grouped) values", -1)
    }
    first.append(sqlite3_value_double(values[0]))
    if count > 1 { second.append(sqlite3_value_double(values[1])) }
  }

  /// Returns the result of `compute` on the sample of an aggregate, and releases it.
  static func finish(_ context: OpaquePointer, _ compute: (Sample) -> Double) {
    guard let sample = of(context, makes: false) else { return sqlite3_result_null(context) }
    // NaN becomes NULL.
    sqlite3_result_double(context, compute(sample))
    Unmanaged.passUnretained(sample).release()
  }
}
