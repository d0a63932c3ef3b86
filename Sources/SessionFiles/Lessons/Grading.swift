import CommandLanguage
import Display
import Input
import Mathematics

/// Marks the answers in session files and notebooks by a file that knows them.
package struct Grading {
  private let path: String
  private let trust: Trust
  private let cancellation: CancellationFlag
  private let makeLanguage: () -> any SessionFileLanguage
  private let replay: SessionReplay
  /// The exercises, in order.
  package let exercises: [Exercise]
  /// The names of the key's parameters.
  private let parameterNames: [String]
  /// What the session computes as answers, by the values of its parameters.
  private var computed: [String: [String: String]] = [:]

  /// - Parameters:
  ///   - path: the file with the answers.
  ///   - trust: what its commands may do, where answers have to be computed.
  ///   - cancellation: set by Ctrl-C.
  ///   - makeLanguage: sets up a fresh session.
  /// - Throws: where the file cannot be read or has no exercises.
  package init(
    key path: String, trust: Trust = Trust(), cancellation: CancellationFlag = CancellationFlag(),
    makeLanguage: @escaping () -> any SessionFileLanguage
  ) throws(Diagnostic) {
    self.path = path
    self.trust = trust
    self.cancellation = cancellation
    self.makeLanguage = makeLanguage
    replay = try SessionReplay(path: path, makeLanguage: makeLanguage)
    do {
      exercises = try replay.file.exercises().filter { $0.expected != .open }
      parameterNames = try replay.file.parameterNames(in: makeLanguage())
    } catch {
      throw Diagnostic(error, in: Source(replay.file.text, name: path))
    }
    if exercises.isEmpty {
      throw Diagnostic(CommandError.file(path: path, reason: "has no exercise with an answer"), in: Source(""))
    }
  }

  /// The points of a submission, by exercise in their order; what is missing has none.
  ///
  /// - Throws: where it cannot be read, or where the key fails with its values of parameters.
  package mutating func points(of submission: String) throws(Diagnostic) -> [Double] {
    let language = makeLanguage()
    var answers: [String: [String]] = [:]
    var parameters = Parameters()
    for code in try Self.codes(of: submission, language: language.name) {
      for statement in language.statements(of: Source(code)) {
        let words = language.words(of: statement)
        if words.count > 2, words[0] == "answer" {
          answers[words[1]] = Array(words[2...])
        } else if let name = language.assignedName(statement) {
          try? language.execute(statement, of: Source(code), io: ReplayFrontEnd())
          if parameterNames.contains(name) {
            _ = parameters.take(name + "=" + words.dropFirst(2).joined(separator: " "))
          }
        }
      }
    }
    let values: [String: String]
    do { values = try computedAnswers(parameters) } catch {
      if parameters.values.isEmpty || error.exitCode == 130 { throw error }
      let own = parameters.values.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
      var place = error.file ?? path
      if let location = error.location { place += ":\(location.line)" }
      throw Diagnostic(
        CommandError.file(path: submission, reason: "with its \(own) the key fails at \(place): \(error.message)"),
        in: Source(""))
    }
    return exercises.map { exercise in
      guard let answer = answers[exercise.name] else { return 0 }
      var exercise = exercise
      if case .computed = exercise.expected {
        guard let value = values[exercise.name] else { return 0 }
        exercise = exercise.computed(as: value)
      }
      return exercise.judgement(of: answer) == .right ? exercise.points : 0
    }
  }

  /// What the key's session computes as answers, with the submission's values of its parameters.
  private mutating func computedAnswers(_ parameters: Parameters) throws(Diagnostic) -> [String: String] {
    guard exercises.contains(where: { if case .computed = $0.expected { true } else { false } }) else { return [:] }
    let cacheKey = parameters.values.map { "\($0.name)=\($0.text)" }.sorted().joined(separator: "\n")
    if let known = computed[cacheKey] { return known }
    let replay = try SessionReplay(path: path, parameters: parameters, makeLanguage: makeLanguage)
    var values: [String: String] = [:]
    var failure: Diagnostic?
    var access = FileAccess()
    access.held = PendingFiles()
    let exercises = exercises
    replay.run(
      access: access, trust: trust, cancellation: cancellation,
      prose: { lines, runner in
        for exercise in exercises where lines.contains(exercise.line) {
          guard case .computed(let expression) = exercise.expected else { continue }
          do throws(Diagnostic) {
            values[exercise.name] = try runner.value(of: expression)
          } catch {
            failure = error
          }
        }
      }
    ) { cell, result in
      if let error = result.error, !error.isExpected(by: cell) { failure = error.diagnostic }
      return failure == nil
    }
    if let failure { throw failure }
    computed[cacheKey] = values
    return values
  }

  /// The commands in a session file or notebook, cell by cell.
  private static func codes(of path: String, language: String) throws(Diagnostic) -> [String] {
    do {
      let bytes = try SourceFile.bytes(of: path, upTo: 64 << 20)
      if path.hasSuffix(".ipynb") {
        let json = try JSONParser.parse(bytes: bytes, path: path)
        let cells = try NotebookImport.cells(of: json, path: path).enumerated()
        return try cells.filter { $0.element["cell_type"] == "code" }.map {
          try NotebookImport.source(of: $0.element, $0.offset + 1, path: path)
        }
      }
      let text = try SessionText.decoded(bytes)
      do { return try SessionFile(text, language: language).cells.map(\.code) } catch {
        throw Diagnostic(error, in: Source(text, name: path))
      }
    } catch let error as Diagnostic {
      throw error
    } catch {
      throw Diagnostic(error, in: Source("", name: path))
    }
  }

  /// The table of points: one row for each submission.
  package func table(_ rows: [(submission: String, points: [Double])]) -> Table {
    func cell(_ points: Double) -> Table.Cell {
      points == points.rounded() && abs(points) < 1e9 ? .integer(Int(points)) : .number(points, digits: 6)
    }
    let total = exercises.map(\.points).reduce(0, +)
    return Table(
      [.init("submission")] + exercises.map { .init($0.name) } + [.init("points"), .init("of")],
      rows: rows.map { row in
        [.text(row.submission)] + row.points.map(cell) + [cell(row.points.reduce(0, +)), cell(total)]
      })
  }
}
