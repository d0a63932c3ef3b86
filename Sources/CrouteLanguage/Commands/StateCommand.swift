import CommandLanguage
import Display
import Input
import Traces
import Workbench

extension Commands {
  static let state = Command(
    "state", .session, "save the session to a file, or restore it",
    arguments: [Argument("save|load", .choice(["save", "load"])), Argument("FILE", .path)],
    options: [
      Option("force", nil, "", "save: overwrite the file if it exists"),
      Option("anyway", nil, "", "load: accept trace files that have changed"),
    ],
    details: """
      The file is JSON: settings, variables, what was loaded (files by path and SHA-256, simulations by name and seed) \
      with filter, pool, split and fits, and the results with their tuned parameters. Traces stay in their files, \
      which are found by their paths, relative to the state file if they were in its folder. `load` replaces the \
      whole session; `undo` restores the old one. With --anyway, results on changed files are left out.
      """,
    examples: ["state save session.json", "state load session.json"]
  ) { context in
    let words = context.invocation.arguments
    switch words[0].text {
    case "save":
      try context.refuse("anyway", beside: words[0])
      try context.saveState(to: words[1])
    case "load":
      try context.refuse("force", beside: words[0])
      try context.loadState(from: words[1])
    default:
      throw LocatedError(.misuse("unknown action '\(words[0].text)', expected save or load"), at: words[0])
    }
  }
}

extension CommandContext {
  fileprivate func refuse(_ option: String, beside word: Word) throws(LocatedError) {
    if let given = invocation.word(option) {
      throw LocatedError(.unexpectedArgument("--\(option)", usage: "state \(word.text) FILE"), at: given)
    }
  }

  fileprivate mutating func saveState(to word: Word) throws {
    var writer = StateWriter(path: word.text)
    let text = try at(word) { try writer.text(of: session) }
    try write(text, to: word)
    report.status("saved \(Self.summary(of: session)) to \(word.text)")
    reportState(word)
  }

  fileprivate mutating func loadState(from word: Word) throws {
    let reader = try at(word) {
      do {
        return try StateReader(path: word.text, takesChanged: invocation.has("anyway"), context: self)
      } catch let error as JSONShapeError {
        throw SessionError.shape(path: word.text, error)
      }
    }
    session = reader.session
    report.status("loaded \(Self.summary(of: session)) from \(word.text)")
    for path in reader.changed { report.note("\(path) has changed since the state was saved") }
    if !reader.omitted.isEmpty {
      report.note("results on changed files are left out: \(reader.omitted.joined(separator: ", "))")
    }
    reportState(word)
    report.json += [
      .init("changed", .strings(reader.changed)), .init("omitted", .strings(reader.omitted)),
    ]
  }

  private mutating func reportState(_ word: Word) {
    report.json = [
      .init("file", .string(word.text)), .init("trace_sets", .strings(session.workspaces.map(\.name))),
      .init("results", .strings(session.results.map(\.name).filter { !NamedResult.hidden.contains($0) })),
      .init("variables", .strings(session.variables.keys.sorted())),
    ]
  }

  private static func summary(of session: Session) -> String {
    [
      Format.count(session.workspaces.count, "trace set"),
      Format.count(Set(session.results.map(\.identity)).count, "result"),
      Format.count(session.variables.count, "variable"),
    ].joined(separator: ", ")
  }
}
