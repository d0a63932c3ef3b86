import CommandLanguage
import Display
import Mathematics

/// Executes the cells of a session file.
package struct CellRunner {
  let language: any SessionFileLanguage
  let io: any FrontEnd
  /// What the file is called in errors.
  let name: String?
  /// The values that are set after cells of parameters.
  let parameters: Parameters
  /// When the file as a whole is ended.
  private let end = ContinuousClock.now + .seconds(Self.timeLimit)

  /// How many seconds a file may take in all.
  package static let timeLimit = 3_600
  /// How many bytes of memory a cell may take.
  package static let memoryLimit = 4 << 30

  package init(
    _ language: any SessionFileLanguage, io: any FrontEnd, name: String?, parameters: Parameters = Parameters()
  ) {
    self.language = language
    self.io = io
    self.name = name
    self.parameters = parameters
  }

  /// Executes the commands of a cell up to the first error, at most for as long as the cell says.
  ///
  /// - Returns: the error in which it ended, if it did.
  package func run(_ cell: SessionCell) -> CellError? {
    var error = execute(cell)
    // The commands are executed without the margin of their block.
    let margin = FenceLine(cell.opening).margin
    if var diagnostic = error?.diagnostic, diagnostic.file == name {
      diagnostic.location?.column += margin.count
      diagnostic.line = diagnostic.line.map { margin + $0 }
      error?.diagnostic = diagnostic
    }
    do { try language.settle() } catch let failure { return error ?? CellError(diagnostic: failure) }
    return error
  }

  private func execute(_ cell: SessionCell) -> CellError? {
    let source = cell.source(named: name)
    let left = secondsLeft
    let deadline = Deadline(
      seconds: min(cell.attributes.timeout, left), memory: Self.memoryLimit, flag: io.cancellation)
    defer {
      deadline.end()
      if deadline.hasPassed { io.cancellation.reset() }
    }
    for statement in language.statements(of: source) where !language.isFinished {
      if io.cancellation.isCancelled, !deadline.hasPassed {
        return CellError(diagnostic: Diagnostic(Cancelled(), in: source, at: statement.location))
      }
      do {
        try language.execute(statement, of: source, io: io)
      } catch {
        if !deadline.hasPassed { return CellError(diagnostic: error) }
      }
      if deadline.hasPassed {
        let error = Self.refusal(
          deadline.cause, of: "the cell",
          left < cell.attributes.timeout ? nil : .timeout(seconds: cell.attributes.timeout))
        return CellError(
          diagnostic: Diagnostic(LocatedError(error, at: statement.location), in: source), isTimeout: true)
      }
    }
    if cell.holdsParameters {
      do { try parameters.set(in: language, io: io) } catch { return CellError(diagnostic: error) }
    }
    return nil
  }
}

extension CellRunner {
  /// The value of an expression in the session as it is, found in the time of a cell; `nil` where it has none, as in a
  /// language without expressions.
  ///
  /// - Throws: what is wrong with it, or that it takes too much time or memory.
  func value(of expression: String) throws(Diagnostic) -> String? {
    let (left, seconds) = (secondsLeft, CellAttributes().timeout)
    let deadline = Deadline(seconds: min(seconds, left), memory: Self.memoryLimit, flag: io.cancellation)
    defer {
      deadline.end()
      if deadline.hasPassed { io.cancellation.reset() }
    }
    do {
      let value = try language.value(of: expression, cancellation: io.cancellation)
      if !deadline.hasPassed { return value }
    } catch {
      if !deadline.hasPassed { throw error }
    }
    let timeout = CommandError.refused("it takes longer than \(Format.significant(seconds)) s")
    throw Diagnostic(Self.refusal(deadline.cause, of: "it", left < seconds ? nil : timeout), in: Source(expression))
  }

  /// How many seconds the file as a whole has left.
  private var secondsLeft: Double { max(0, (end - ContinuousClock.now) / .seconds(1)) }

  /// What is said where a deadline has passed.
  ///
  /// - Parameter timeout: where time was short, what is said; `nil` where the file as a whole has no more.
  private static func refusal(_ cause: Deadline.Cause, of what: String, _ timeout: CommandError?) -> CommandError {
    if cause == .memory { return .refused("\(what) takes more than \(memoryLimit >> 30) GB of memory") }
    return timeout ?? .refused("the file takes longer than \(timeLimit) s")
  }
}

/// The error in which a cell ended.
package struct CellError: Sendable {
  package var diagnostic: Diagnostic
  /// Whether the cell took too long, which no tag excuses.
  package var isTimeout = false

  /// Whether somebody pressed Ctrl-C.
  package var isInterruption: Bool { !isTimeout && diagnostic.exitCode == 130 }

  /// Whether a cell is meant to end so.
  package func isExpected(by cell: SessionCell) -> Bool {
    cell.attributes.expectsError && !isTimeout && !isInterruption
  }
}

/// The result of a cell in a replay.
package struct CellResult: Sendable {
  /// What was shown, in order.
  package var bundles: [Bundle]
  /// The error in which the cell ended.
  package var error: CellError?

  package init(bundles: [Bundle], error: CellError? = nil) {
    self.bundles = bundles
    self.error = error
  }

  /// What an output block says: everything printed, then `error: …` and the suggestion.
  package var text: String {
    var text = bundles.map(\.text).joined()
    if let error {
      if !text.isEmpty && !text.hasSuffix("\n") { text += "\n" }
      text += error.diagnostic.brief
    }
    return text
  }
}
