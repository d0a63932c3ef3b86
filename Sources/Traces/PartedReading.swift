import Dispatch
import Glibc
import Input
import Mathematics
import Synchronization

/// Reads the parts of a table on all cores and adds their rows to a trace set in their order, as if they had been read one after
/// the other.
///
/// A part that cannot be added as it was read is read again where it belongs, and from a part with a mistake on the file is
/// read row by row. So what comes out, errors included, does not depend on how the file was cut.
struct PartedReading<Known: Equatable & Sendable>: Sendable {
  /// Reads the rows of a part into a trace set.
  ///
  /// - Parameter known: what the rows before have told; `nil` for the first part.
  /// - Returns: what rows to come have to know.
  typealias ReadRows =
    @Sendable (_ table: TableReader, _ known: Known?, _ builder: inout TraceBuilder) throws(InputError) -> Known

  /// What came of reading a part by itself.
  private enum Reading {
    /// Its rows.
    case rows(TraceBuilder)
    /// It tells what rows to come have to know.
    case news
    /// It holds a mistake, or goes on in the next part.
    case failure
  }

  /// What is known after a part.
  private struct Told {
    var layout: TableLayout?
    var known: Known
    /// How many parts have told something new.
    var number = 0
  }

  private struct State {
    var builder: TraceBuilder
    var told: Told
    /// Parts that were read before their turn, and how much had been told before each.
    var waiting: [Int: (part: FilePart, told: Int, reading: Reading)] = [:]
    var turn = 1
    /// How it ended; `nil` before the end of the file.
    var end: Result<Void, InputError>?
    /// Where the file ends, if it was read row by row to there.
    var length: Int?
    /// Why there are no parts beyond those that were read.
    var failure: InputError?
  }

  private let path: String
  private let source: TextSource
  private let task: TaskContext
  private let keepsRepeats: @Sendable (Known) -> Bool
  private let outcomesPerRow: @Sendable (Known) -> Int
  private let readRows: ReadRows

  /// A reading of the file at `path`, from whose `source` texts are read back.
  ///
  /// - Parameters:
  ///   - keepsRepeats: whether several outcomes of one query and model all count.
  ///   - outcomesPerRow: how many outcomes a row has.
  init(
    path: String, source: TextSource, task: TaskContext,
    keepsRepeats: @escaping @Sendable (Known) -> Bool = { _ in false },
    outcomesPerRow: @escaping @Sendable (Known) -> Int = { _ in 1 }, readRows: @escaping ReadRows
  ) {
    (self.path, self.source, self.task) = (path, source, task)
    (self.keepsRepeats, self.outcomesPerRow, self.readRows) = (keepsRepeats, outcomesPerRow, readRows)
  }

  /// Adds all rows of a table: in parts, if it is large and can be cut.
  ///
  /// - Parameter table: the table before its first row.
  /// - Returns: what the rows have told.
  /// - Throws: what reading the rows throws.
  func read(_ table: TableReader, into builder: inout TraceBuilder) throws(InputError) -> Known? {
    if let parts = try table.parts(task: task) { return try read(parts, into: &builder) }
    let known = try readRows(table, nil, &builder)
    builder.end(size: table.window.offset + table.window.count)
    return known
  }

  private func read(_ parts: FileParts, into builder: inout TraceBuilder) throws(InputError) -> Known? {
    guard let first = try parts.next() else { return nil }
    let before = builder.rowCount
    let table = try TableReader(window: ByteWindow(first, path: path))
    let known = try readRows(table, nil, &builder)
    let told = Told(layout: table.layout, known: known)
    if let size = parts.fileSize {
      let share = Double(first.bytes.count) / Double(max(1, size))
      builder.reserveCapacity(before + Int(1.1 * Double(builder.rowCount - before) / share))
    }
    // The parts are about as long as the first.
    let rowCount = (builder.rowCount - before) * 9 / 8
    let blank = builder.part()
    let state = Mutex(State(builder: builder, told: told))
    builder = TraceBuilder()
    let cores = max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    // So many parts at most are read and not yet added.
    let room = DispatchSemaphore(value: cores + 1)
    DispatchQueue.concurrentPerform(iterations: cores) { _ in
      while true {
        room.wait()
        guard let (part, told) = next(of: parts, state) else { break }
        let reading = read(part, told: told, into: blank, rowCount: rowCount)
        let added = state.withLock { state in
          state.waiting[part.number] = (part, told.number, reading)
          return addWaiting(to: &state, rowsBefore: before, rowLimit: parts.rowLimit)
        }
        for _ in 0..<added { room.signal() }
      }
      room.signal()
    }
    // What was not added because of a mistake holds room no longer.
    for _ in 0...cores { room.signal() }
    let end = state.withLock { state in
      swap(&builder, &state.builder)
      let result = state.end ?? state.failure.map { .failure($0) } ?? .success(())
      return (known: state.told.known, result: result, length: state.length)
    }
    try end.result.get()
    builder.end(size: end.length ?? parts.readCount)
    return end.known
  }

  /// The next part and what is known before it; `nil` where nothing is left to read.
  private func next(of parts: FileParts, _ state: borrowing Mutex<State>) -> (FilePart, Told)? {
    let told = state.withLock { $0.end == nil ? $0.told : nil }
    guard let told else { return nil }
    do throws(InputError) { return try parts.next().map { ($0, told) } } catch {
      state.withLock { $0.failure = error }
      return nil
    }
  }

  /// - Parameter rowCount: about how many rows the part has.
  private func read(_ part: FilePart, told: Told, into blank: TraceBuilder, rowCount: Int) -> Reading {
    var own = blank
    own.reserveCapacity(rowCount)
    do throws(InputError) {
      let table = try TableReader(window: ByteWindow(part, path: path), layout: told.layout, source: source)
      return try readRows(table, told.known, &own) == told.known ? .rows(own) : .news
    } catch { return .failure }
  }

  /// Adds the parts whose turn it is; returns how many.
  private func addWaiting(to state: inout State, rowsBefore: Int, rowLimit: Int) -> Int {
    var count = 0
    while state.end == nil, let (part, told, reading) = state.waiting.removeValue(forKey: state.turn) {
      state.turn += 1
      count += 1
      if case .rows(let own) = reading, told == state.told.number,
        state.builder.append(own, keepsRepeats: keepsRepeats(state.told.known))
      {
      } else {
        do throws(InputError) { try readHere(part, reading, &state) } catch { state.end = .failure(error) }
      }
      let rowCount = (state.builder.rowCount - rowsBefore) / max(1, outcomesPerRow(state.told.known))
      if state.end == nil, rowCount > rowLimit { state.end = .failure(.repetitive(path: path, rowLimit: rowLimit)) }
    }
    return count
  }

  /// Reads a part where it belongs, or from it to the end of the file where it holds a mistake by itself.
  private func readHere(_ part: FilePart, _ reading: Reading, _ state: inout State) throws(InputError) {
    let window: ByteWindow
    if case .failure = reading {
      let bytes = try ByteSource(path: path, task: task)
      try bytes.seek(to: part.offset)
      window = try ByteWindow(bytes, line: part.line)
    } else {
      window = try ByteWindow(part, path: path)
    }
    let table = try TableReader(window: window, layout: state.told.layout, source: source)
    let known = try readRows(table, state.told.known, &state.builder)
    if known != state.told.known {
      state.told = Told(layout: table.layout, known: known, number: state.told.number + 1)
    }
    if case .failure = reading { (state.end, state.length) = (.success(()), window.offset + window.count) }
  }
}
