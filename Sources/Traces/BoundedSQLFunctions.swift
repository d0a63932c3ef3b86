import CSQLite
import Input

/// SQLite's own functions whose time grows with the product of two lengths, each with a bound.
///
/// Nothing can interrupt a call of a function, so a single one must not take long. Within its bound a call is answered by
/// SQLite's own function, on a connection of its own; beyond it, it is an error. Each bound is about half a second of the
/// worst texts on a slow machine.
package final class BoundedSQLFunctions {
  /// The most arguments of a function: a JSON function goes through its text once for each.
  private static let argumentLimit: Int32 = 64

  private var originals: OpaquePointer?
  private var functions: [Function] = []

  package init() {}

  deinit {
    for function in functions { sqlite3_finalize(function.statement) }
    sqlite3_close(originals)
  }

  /// Puts the bounded functions in the place of SQLite's own; they must outlive `database`.
  package func register(with database: OpaquePointer) {
    sqlite3_limit(database, SQLITE_LIMIT_FUNCTION_ARG, Self.argumentLimit)
    let limit = Int(sqlite3_limit(database, SQLITE_LIMIT_LENGTH, -1))
    for name in ["instr", "trim", "ltrim", "rtrim", "like", "glob", "json_patch"] {
      add(name, 2, to: database) { .product(Self.bytes($0[0]), Self.bytes($0[1]), limit: Self.limits[name] ?? 0) }
    }
    add("replace", 3, to: database) { .product(Self.bytes($0[0]), Self.bytes($0[1]), limit: Self.limits["instr"] ?? 0) }
    add("like", 3, to: database) { .product(Self.bytes($0[0]), Self.bytes($0[1]), limit: Self.limits["like"] ?? 0) }
    // A conversion of two bytes writes up to thirty.
    add("strftime", -1, to: database) { .length(16 * ($0.first.map(Self.bytes) ?? 0), limit: limit) }
    for name in ["printf", "format"] { add(name, -1, to: database) { Self.printed($0, limit: limit) } }
  }

  /// The greatest product of the lengths of the first two arguments, in bytes.
  private static let limits = [
    "instr": 2_000_000_000, "trim": 200_000_000, "ltrim": 200_000_000, "rtrim": 200_000_000, "like": 200_000_000,
    "glob": 200_000_000, "json_patch": 20_000_000_000,
  ]

  /// What a call would take.
  fileprivate enum Work {
    case product(Int, Int, limit: Int)
    case length(Int, limit: Int)
  }

  /// A function with its bound.
  fileprivate final class Function {
    unowned let owner: BoundedSQLFunctions
    let name: String
    let work: ([OpaquePointer]) -> Work
    /// What calls SQLite's own, with the number of arguments that it was made for.
    var statement: OpaquePointer?
    var count = -1

    init(_ owner: BoundedSQLFunctions, _ name: String, _ work: @escaping ([OpaquePointer]) -> Work) {
      self.owner = owner
      self.name = name
      self.work = work
    }
  }

  private func add(
    _ name: String, _ count: Int32, to database: OpaquePointer, _ work: @escaping ([OpaquePointer]) -> Work
  ) {
    let function = Function(self, name, work)
    functions.append(function)
    sqlite3_create_function_v2(
      database, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
      Unmanaged.passUnretained(function).toOpaque(),
      { context, count, values in
        let function = Unmanaged<Function>.fromOpaque(sqlite3_user_data(context)).takeUnretainedValue()
        function.answer(context!, (0..<Int(count)).map { values![$0]! })
      }, nil, nil, nil)
  }

  /// The connection whose functions are SQLite's own.
  fileprivate func connection(like database: OpaquePointer?) -> OpaquePointer? {
    if originals == nil {
      sqlite3_open_v2(":memory:", &originals, SQLITE_OPEN_READWRITE, nil)
      sqlite3_limit(originals, SQLITE_LIMIT_LENGTH, sqlite3_limit(database, SQLITE_LIMIT_LENGTH, -1))
    }
    return originals
  }

  private static func bytes(_ value: OpaquePointer) -> Int { Int(sqlite3_value_bytes(value)) }

  /// What `printf` would write: its texts, the widths and precisions of its format, and some bytes for each conversion.
  private static func printed(_ values: [OpaquePointer], limit: Int) -> Work {
    guard let format = values.first, let text = sqlite3_value_text(format) else { return .length(0, limit: limit) }
    var length = 16 * bytes(format)
    for value in values.dropFirst() where [SQLITE_TEXT, SQLITE_BLOB].contains(sqlite3_value_type(value)) {
      length += bytes(value)
    }
    var numbers = values.dropFirst()[...]
    var rest = UnsafeBufferPointer(start: text, count: bytes(format))[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else { continue }
      var number = 0
      while let byte = rest.popFirst() {
        if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
          number = min(limit, number * 10 + Int(byte - UInt8(ascii: "0")))
          length += byte == UInt8(ascii: "0") && number == 0 ? 0 : number
        } else if byte == UInt8(ascii: "*") {
          let width = numbers.popFirst().map { Int(sqlite3_value_int($0)).magnitude } ?? 0
          length += min(limit, Int(width))
          number = 0
        } else if "-+ #!,.l".utf8.contains(byte) {
          number = 0
        } else {
          if byte != UInt8(ascii: "%"), byte != UInt8(ascii: "n") { _ = numbers.popFirst() }
          break
        }
      }
      if length > 2 * limit { break }
    }
    return .length(length, limit: 2 * limit)
  }
}

extension BoundedSQLFunctions.Function {
  /// Answers a call within its bound as SQLite does.
  func answer(_ context: OpaquePointer, _ values: [OpaquePointer]) {
    let work = work(values)
    switch work {
    case .product(let first, let second, let limit):
      if second > 0, first > limit / second {
        let lengths = [first, second].sorted(by: >).map(\.grouped)
        return fail(context, "\(name)() of texts of \(lengths[0]) and \(lengths[1]) bytes would take too long")
      }
    case .length(let length, let limit):
      if length > limit { return sqlite3_result_error_toobig(context) }
    }
    guard let statement = statement(values.count, sqlite3_context_db_handle(context)) else {
      return sqlite3_result_error_nomem(context)
    }
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (index, value) in values.enumerated() { sqlite3_bind_value(statement, Int32(index + 1), value) }
    guard sqlite3_step(statement) == SQLITE_ROW else {
      let database = sqlite3_db_handle(statement)
      let code = sqlite3_errcode(database)
      fail(context, String(cString: sqlite3_errmsg(database)))
      return sqlite3_result_error_code(context, code)
    }
    // SQLite's printf makes a NULL of what is too long, and of nothing.
    if case .length(let length, let limit) = work, length > limit / 100,
      sqlite3_column_type(statement, 0) == SQLITE_NULL
    {
      return sqlite3_result_error_toobig(context)
    }
    sqlite3_result_value(context, sqlite3_column_value(statement, 0))
    // What the JSON functions know their own results by.
    if name == "json_patch" { sqlite3_result_subtype(context, UInt32(UInt8(ascii: "J"))) }
  }

  private func statement(_ count: Int, _ database: OpaquePointer?) -> OpaquePointer? {
    if self.count == count { return statement }
    sqlite3_finalize(statement)
    statement = nil
    self.count = count
    let places = Array(repeating: "?", count: count).joined(separator: ",")
    sqlite3_prepare_v2(owner.connection(like: database), "SELECT \(name)(\(places))", -1, &statement, nil)
    return statement
  }

  private func fail(_ context: OpaquePointer, _ message: String) { sqlite3_result_error(context, message, -1) }
}
