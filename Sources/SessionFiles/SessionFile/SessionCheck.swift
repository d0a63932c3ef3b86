import CommandLanguage
import Display
import Input
import Mathematics

/// Replays session files and compares the outputs with the output blocks.
public struct SessionCheck: Sendable {
  /// Whether output blocks and files are updated instead of only compared.
  public var updates = false
  /// Whether a file in which there is nothing to compare, or that lacks a file that it requires, passes.
  public var allowsEmpty = false
  /// What commands may do beyond what a stranger's may.
  package var trust = Trust()
  /// The values that are set after cells of parameters.
  package var parameters = Parameters()
  /// Set by Ctrl-C.
  public var cancellation = CancellationFlag()

  private let makeLanguage: @Sendable () -> any SessionFileLanguage
  fileprivate static let emptyAdvice = "croute check --allow-empty lets such a file pass\n"

  /// A check of files of a language.
  ///
  /// - Parameter makeLanguage: sets up a fresh session for each file.
  public init(makeLanguage: @escaping @Sendable () -> any SessionFileLanguage) { self.makeLanguage = makeLanguage }

  /// The result of checking a file.
  public struct Verdict: Sendable, Equatable {
    /// What to print.
    public var text: String
    /// 0 as expected; 1 something differs; 2 the file is malformed; 130 interrupted.
    public var exitCode: Int32

    /// Creates a verdict with the given text and exit code.
    public init(text: String, exitCode: Int32) {
      self.text = text
      self.exitCode = exitCode
    }
  }

  /// Replays files and prints what came of them; the greatest exit code.
  public func run(_ paths: some Sequence<String>) -> Int32 {
    paths.reduce(0) { exitCode, path in
      let verdict = verdict(on: path)
      print(verdict.text, terminator: "")
      return max(exitCode, verdict.exitCode)
    }
  }

  /// Replays one file.
  public func verdict(on path: String) -> Verdict {
    do {
      let replay = try SessionReplay(path: path, parameters: parameters, makeLanguage: makeLanguage)
      try replay.checkProse()
      let missing = try replay.missingRequirements(trust)
      if !missing.isEmpty {
        let needed = missing.joined(separator: ", ")
        return allowsEmpty
          ? Verdict(text: "\(path): skipped: it needs \(needed)\n", exitCode: 0)
          : Verdict(text: "\(path): nothing was compared: it needs \(needed)\n" + Self.emptyAdvice, exitCode: 2)
      }
      var run = CheckRun(replay)
      run.replay(self)
      if run.isInterrupted { return Verdict(text: "\(path): interrupted\n", exitCode: 130) }
      return updates ? try run.update() : run.verdict(allowsEmpty: allowsEmpty)
    } catch {
      return Verdict(text: error.text, exitCode: error.exitCode)
    }
  }
}

/// One file being checked.
private struct CheckRun {
  private let session: SessionReplay
  /// The file with its exercises.
  private let lesson: Lesson?
  /// The numbers in its prose.
  private let numbers: [ProseNumber]
  /// What is wrong, in order of the lines.
  private var findings: [(line: Int, text: String)] = []
  /// What is wrong with prose, which no update mends.
  private var proseFindings: [(line: Int, text: String)] = []
  /// How many numbers in prose and answers of exercises were compared.
  private var proseCount = (numbers: 0, exercises: 0)
  /// What the cells printed, by their names.
  private var outputs: [String: String] = [:]
  /// How many output blocks were compared.
  private var comparedCount = 0
  /// The output blocks made right, by the lines of their cells.
  private var corrections: [Int: ExpectedOutput] = [:]
  /// An unexpected error, or an expected one that did not occur.
  private var failure: String?
  private var files: [PendingFiles.File] = []
  private(set) var isInterrupted = false

  init(_ session: SessionReplay) {
    self.session = session
    lesson = try? Lesson(session.file, name: "")
    numbers = ProseNumber.all(in: session.file)
  }

  private var path: String { session.path }

  /// Executes the cells and notes what differs.
  mutating func replay(_ check: SessionCheck) {
    let held = PendingFiles()
    var access = FileAccess()
    access.held = held
    session.run(
      access: access, trust: check.trust, cancellation: check.cancellation,
      prose: {
        compareNumbers(in: $0, in: $1)
        compareProofs(in: $0, in: $1)
      }
    ) { cell, result in
      if let name = cell.attributes.name { outputs[name, default: ""] += result.text }
      if let error = result.error, error.isInterruption {
        isInterrupted = true
        return false
      }
      compare(cell, result)
      return failure == nil
    }
    if failure == nil, !isInterrupted { compareSolutions() }
    files = held.files
    if !check.updates { for file in files { compare(file) } }
  }

  private mutating func compare(_ cell: SessionCell, _ result: CellResult) {
    if let error = result.error, !error.isExpected(by: cell) {
      // Of a file that the cell sources the error names that file.
      let isHere = error.diagnostic.file == path
      let text = (isHere ? "" : "\(path):\(cell.line): the cell fails\n") + error.diagnostic.text
      failure = text
      findings.append((isHere ? error.diagnostic.location?.line ?? cell.line : cell.line, text))
      return
    }
    if result.error == nil, cell.attributes.expectsError {
      let text = "\(path):\(cell.line): the cell is tagged raises-exception but ends without an error\n"
      failure = text
      findings.append((cell.line, text))
      return
    }
    guard let expected = cell.expected, cell.attributes.check != CellAttributes.Check.none else { return }
    comparedCount += 1
    let comparison = OutputComparison(expected, cell.attributes, text: result.text, folder: session.folder)
    if comparison.isMatch { return }
    let difference = comparison.difference
    findings.append(
      (
        difference.firstLine,
        "\(path):\(difference.firstLine): the output differs\n--- \(path)\n+++ \(path)\n\(difference.text())"
      ))
    corrections[cell.line] = comparison.updated
  }

  /// Holds the numbers of prose against the session as it is there.
  private mutating func compareNumbers(in lines: ClosedRange<Int>, in runner: CellRunner) {
    for number in numbers where lines.contains(number.line) {
      proseCount.numbers += 1
      let place = "\(path):\(number.line): "
      do {
        guard !number.printed.isEmpty else {
          let word = number.word.isEmpty ? "" : ", but \(number.word)"
          proseFindings.append(
            (number.line, place + "there is no number before <!--= \(number.expression) -->\(word)\n"))
          continue
        }
        guard let value = try runner.value(of: number.expression) else {
          proseFindings.append((number.line, place + "<!--= \(number.expression) --> gives no value\n"))
          continue
        }
        if number.agrees(with: value) { continue }
        proseFindings.append((number.line, place + "the prose says \(number.printed), the session \(value)\n"))
      } catch {
        proseFindings.append((number.line, place + "<!--= \(number.expression) --> fails\n" + error.brief))
      }
    }
  }

  /// Holds the answers of exercises against what the session says where their solutions end.
  private mutating func compareProofs(in lines: ClosedRange<Int>, in runner: CellRunner) {
    for (exercise, expression) in lesson?.proofs(in: lines) ?? [] {
      proseCount.exercises += 1
      do {
        let value = try runner.value(of: expression)
        if value.map(exercise.isProven) ?? false { continue }
        note(exercise, "is not what its proof gives: \(value ?? "no value")\n")
      } catch {
        note(exercise, "is not proven: its proof fails\n" + error.brief)
      }
    }
  }

  /// Holds the answers of exercises without a proof against their solutions.
  private mutating func compareSolutions() {
    guard let lesson else { return }
    proseCount.exercises += lesson.exercises.count { $0.hasStatedAnswer && $0.proof == nil }
    for (exercise, hasSolution) in lesson.unheld(outputs: outputs) {
      let names = [exercise.name, exercise.number].compactMap(\.self).joined(separator: " or ")
      note(exercise, hasSolution ? "is not in its solution\n" : "has no solution: no <summary> ends in \(names)\n")
    }
  }

  private mutating func note(_ exercise: Exercise, _ text: String) {
    let name = "the answer of exercise \(exercise.name), \(exercise.answer), "
    proseFindings.append((exercise.line, "\(path):\(exercise.line): " + name + text))
  }

  private mutating func compare(_ file: PendingFiles.File) {
    let line = file.line ?? 1
    guard let bytes = try? SourceFile.bytes(of: file.path) else {
      findings.append((line, "\(path):\(line): \(file.name) is missing\n"))
      return
    }
    if bytes.elementsEqual(file.text.utf8) { return }
    let same = zip(bytes, file.text.utf8).prefix { $0 == $1 }
    let place = same.count { $0.0 == 0x0A } + 1
    findings.append(
      (line, "\(path):\(line): \(file.name) differs from what the commands write, at line \(place)\n"))
  }

  /// What a plain check says.
  func verdict(allowsEmpty: Bool) -> SessionCheck.Verdict {
    let findings = findings + proseFindings
    if findings.isEmpty {
      if comparedCount == 0, files.isEmpty, proseCount == (0, 0), !allowsEmpty {
        let text = "\(path): nothing to compare: no command block has an output block\n"
        return SessionCheck.Verdict(text: text + SessionCheck.emptyAdvice, exitCode: 2)
      }
      var parts = [Format.count(comparedCount, "output")]
      if !files.isEmpty { parts.append(Format.count(files.count, "file")) }
      if proseCount.numbers > 0 { parts.append(Format.count(proseCount.numbers, "number")) }
      if proseCount.exercises > 0 { parts.append(Format.count(proseCount.exercises, "exercise")) }
      let last = parts.removeLast()
      let what = parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last
      return SessionCheck.Verdict(text: "\(path): \(what) as expected\n", exitCode: 0)
    }
    let sorted = findings.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
    return SessionCheck.Verdict(text: sorted.map(\.element.text).joined(), exitCode: 1)
  }

  /// Writes what differs.
  ///
  /// - Throws: where a file cannot be written.
  func update() throws(Diagnostic) -> SessionCheck.Verdict {
    if let failure { return SessionCheck.Verdict(text: failure + "\(path): not updated\n", exitCode: 1) }
    do {
      var changes = 0
      for file in files where !SourceFile.holds(file.text, at: file.path) {
        try OutputFile(file.path, force: true, isFigure: file.isFigure).write(file.text)
        changes += 1
      }
      let updated = session.file.replacing(corrections)
      if updated != session.file {
        // Who edits the file meanwhile keeps what they wrote.
        guard let bytes = try? SourceFile.bytes(of: path), let text = try? SessionText.decoded(bytes),
          text.utf8.elementsEqual(session.file.text.utf8)
        else {
          return SessionCheck.Verdict(
            text: "\(path): changed while it was being checked: not updated\n", exitCode: 1)
        }
        try OutputFile(FilePlace.resolved(path) ?? path, force: true).write(
          SessionText.encoded(updated.text, like: bytes))
        changes += findings.count
      }
      let text = changes == 0 ? "nothing to update" : "updated \(Format.count(changes, "place"))"
      let rest = proseFindings.map(\.text).joined()
      return SessionCheck.Verdict(text: rest + "\(path): \(text)\n", exitCode: rest.isEmpty ? 0 : 1)
    } catch {
      throw Diagnostic(error, in: Source("", name: path))
    }
  }
}

extension SessionFile {
  /// The file with other output blocks behind the cells of some lines.
  fileprivate func replacing(_ outputs: [Int: ExpectedOutput]) -> SessionFile {
    var file = self
    file.parts = parts.map { part in
      guard case .cell(var cell) = part, let output = outputs[cell.line] else { return part }
      cell.expected = output
      return .cell(cell)
    }
    return file
  }
}
