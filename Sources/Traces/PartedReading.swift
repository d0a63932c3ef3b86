import Dispatch
import Glibc
import Input
import Mathematics
import Synchronization

/// Reads the parts of a file on all cores and adds their rows to a trace set in their order, as if they had been read one after
/// the other.
///
/// A part that cannot be added as it was read is read again where it belongs, and from a part with a mistake on the file is
/// read row by row. So what comes out, errors included, does not depend on how the file was cut.
struct PartedReading<Known: Sendable>: Sendable {
  /// Reads the rows of a part into a trace set.
  ///
  /// - Parameter known: what the rows before have told; `nil` for the first part.
  /// - Returns: what rows to come have to know beyond that; `nil` where that is all.
  typealias ReadRows =
    @Sendable (_ window: ByteWindow, _ known: Known?, _ builder: inout TraceBuilder) throws(InputError) -> Known?

  /// What came of reading a part by itself.
  private enum Reading {
    /// Its rows.
    case rows(TraceBuilder)
    /// It tells what rows to come have to know.
    case news
    /// It holds a mistake, or goes on in the next part.
    case failure
  }

  private struct State {
    var builder: TraceBuilder
    var known: Known
    /// Parts that were read before their turn.
    var waiting: [Int: (part: FilePart, reading: Reading)] = [:]
    var turn = 1
    /// How it ended; `nil` before the end of the file.
    var end: Result<Void, InputError>?
    /// Where the file ends, if it was read row by row to there.
    var length: Int?
  }

  private let path: String
  private let task: TaskContext
  private let keepsRepeats: @Sendable (Known) -> Bool
  private let readRows: ReadRows

  /// A reading of the file at `path`.
  ///
  /// - Parameter keepsRepeats: whether several outcomes of one query and model all count.
  init(
    path: String, task: TaskContext, keepsRepeats: @escaping @Sendable (Known) -> Bool, readRows: @escaping ReadRows
  ) {
    (self.path, self.task) = (path, task)
    (self.keepsRepeats, self.readRows) = (keepsRepeats, readRows)
  }

  /// Adds the rows of all parts; returns what they have told in the end, and how long the text is.
  ///
  /// - Throws: what reading the rows throws.
  func read(
    _ parts: FileParts, into builder: inout TraceBuilder
  ) throws(InputError) -> (known: Known?, length: Int) {
    guard let first = try parts.next() else { return (nil, parts.readCount) }
    let before = builder.rowCount
    guard let known = try readRows(ByteWindow(first, path: path), nil, &builder) else { return (nil, parts.readCount) }
    if let size = parts.fileSize {
      let share = Double(first.bytes.count) / Double(max(1, size))
      builder.reserveCapacity(before + Int(1.1 * Double(builder.rowCount - before) / share))
    }
    // The parts are about as long as the first.
    let rowCount = (builder.rowCount - before) * 9 / 8
    let blank = builder.part()
    let state = Mutex(State(builder: builder, known: known))
    builder = TraceBuilder()
    let cores = max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    // So many parts at most are read and not yet added.
    let room = DispatchSemaphore(value: cores + 1)
    DispatchQueue.concurrentPerform(iterations: cores) { _ in
      while true {
        room.wait()
        guard let (part, known) = next(of: parts, state) else { break }
        let reading = read(part, known: known, into: blank, rowCount: rowCount)
        let added = state.withLock { state in
          state.waiting[part.number] = (part, reading)
          let added = addWaiting(to: &state)
          if state.end == nil, state.builder.rowCount - before > parts.rowLimit {
            state.end = .failure(.repetitive(path: path, rowLimit: parts.rowLimit))
          }
          return added
        }
        for _ in 0..<added { room.signal() }
      }
      room.signal()
    }
    // What was not added because of a mistake holds room no longer.
    for _ in 0...cores { room.signal() }
    let end = state.withLock { state in
      swap(&builder, &state.builder)
      return (known: state.known, result: state.end, length: state.length)
    }
    try end.result?.get()
    return (end.known, end.length ?? parts.readCount)
  }

  /// The next part and what is known before it; `nil` where nothing is left to read.
  private func next(of parts: FileParts, _ state: borrowing Mutex<State>) -> (FilePart, Known)? {
    let known = state.withLock { $0.end == nil ? $0.known : nil }
    guard let known else { return nil }
    do throws(InputError) { return try parts.next().map { ($0, known) } } catch {
      state.withLock { $0.end = .failure(error) }
      return nil
    }
  }

  /// - Parameter rowCount: about how many rows the part has.
  private func read(_ part: FilePart, known: Known, into blank: TraceBuilder, rowCount: Int) -> Reading {
    var own = blank
    own.reserveCapacity(rowCount)
    do throws(InputError) {
      return try readRows(ByteWindow(part, path: path), known, &own) == nil ? .rows(own) : .news
    } catch { return .failure }
  }

  /// Adds the parts whose turn it is; returns how many.
  private func addWaiting(to state: inout State) -> Int {
    var count = 0
    while state.end == nil, let (part, reading) = state.waiting.removeValue(forKey: state.turn) {
      state.turn += 1
      count += 1
      if case .rows(let own) = reading, state.builder.append(own, keepsRepeats: keepsRepeats(state.known)) {
        continue
      }
      do throws(InputError) {
        let window: ByteWindow
        if case .failure = reading {
          let source = try ByteSource(path: path, task: task)
          try source.seek(to: part.offset)
          window = try ByteWindow(source, line: part.line)
        } else {
          window = try ByteWindow(part, path: path)
        }
        if let known = try readRows(window, state.known, &state.builder) { state.known = known }
        if case .failure = reading { (state.end, state.length) = (.success(()), window.offset + window.count) }
      } catch { state.end = .failure(error) }
    }
    return count
  }
}
