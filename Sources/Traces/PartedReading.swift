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

  /// A part that was read before its turn.
  private struct Waiting {
    var part: FilePart
    /// How much had been told before it.
    var told: Int
    var reading: Reading
  }

  private struct State {
    /// All rows so far, while no thread adds to them.
    var builder: TraceBuilder
    var isAdding = false
    var told: Told
    var waiting: [Int: Waiting] = [:]
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
        state.withLock { $0.waiting[part.number] = Waiting(part: part, told: told.number, reading: reading) }
        while addNext(to: state, rowsBefore: before, rowLimit: parts.rowLimit) { room.signal() }
      }
      room.signal()
    }
    // What was not added because of a mistake holds room no longer.
    for _ in 0...cores { room.signal() }
    return try state.withLock { state throws(InputError) in
      swap(&builder, &state.builder)
      if let failure = state.failure, state.end == nil { throw failure }
      try state.end?.get()
      builder.end(size: state.length ?? parts.readCount)
      return state.told.known
    }
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

  /// Adds the part whose turn it is; `false` where it is not yet read, another thread adds one, or the end is reached.
  ///
  /// The rows are taken out meanwhile, so that the other threads read on.
  private func addNext(to state: borrowing Mutex<State>, rowsBefore: Int, rowLimit: Int) -> Bool {
    var builder = TraceBuilder()
    let next = state.withLock { state -> (Waiting, Told)? in
      guard state.end == nil, !state.isAdding, let waiting = state.waiting.removeValue(forKey: state.turn) else {
        return nil
      }
      state.turn += 1
      state.isAdding = true
      swap(&builder, &state.builder)
      return (waiting, state.told)
    }
    guard case (let waiting, var told)? = next else { return false }
    var end: Result<Void, InputError>?
    var length: Int?
    if case .rows(let own) = waiting.reading, waiting.told == told.number,
      builder.append(own, keepsRepeats: keepsRepeats(told.known))
    {
    } else {
      do throws(InputError) {
        length = try readHere(waiting, &told, into: &builder)
        if length != nil { end = .success(()) }
      } catch { end = .failure(error) }
    }
    let rowCount = (builder.rowCount - rowsBefore) / max(1, outcomesPerRow(told.known))
    if end == nil, rowCount > rowLimit { end = .failure(.repetitive(path: path, rowLimit: rowLimit)) }
    state.withLock { state in
      swap(&builder, &state.builder)
      (state.isAdding, state.told, state.end, state.length) = (false, told, end, length)
    }
    return true
  }

  /// Reads a part where it belongs, or from it to the end of the file where it holds a mistake by itself.
  ///
  /// - Returns: where the file ends, if it was read to there.
  private func readHere(
    _ waiting: Waiting, _ told: inout Told, into builder: inout TraceBuilder
  ) throws(InputError) -> Int? {
    let window: ByteWindow
    var isLast = false
    if case .failure = waiting.reading {
      isLast = true
      let bytes = try ByteSource(path: path, task: task)
      try bytes.seek(to: waiting.part.offset)
      window = try ByteWindow(bytes, line: waiting.part.line)
    } else {
      window = try ByteWindow(waiting.part, path: path)
    }
    let table = try TableReader(window: window, layout: told.layout, source: source)
    let known = try readRows(table, told.known, &builder)
    if known != told.known { told = Told(layout: table.layout, known: known, number: told.number + 1) }
    return isLast ? window.offset + window.count : nil
  }
}
