import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

/// One mistake: the files it needs, the commands before it, the command, what the message must say.
struct Mistake: CustomTestStringConvertible, Sendable {
  var command: String
  var says: [String]
  var exitCode: Int32
  var before: [String] = []
  var files: [String: String] = [:]

  init(
    _ command: String, _ says: String..., exitCode: Int32 = 1, before: [String] = [], files: [String: String] = [:]
  ) {
    self.command = command
    self.says = says
    self.exitCode = exitCode
    self.before = before
    self.files = files
  }

  var testDescription: String { command }

  static let header = "query_id,model,quality,cost\n"
  static let small = header + "a,x,1,1\na,y,0,2\nb,x,0,1\nb,y,1,2\n"
  static let loaded = ["load sim:routerbench --queries 200"]
  static let fitted = loaded + ["fit quality noisy --ante 0.6 --post 0.3"]
  static let swept = fitted + ["sweep mix --budgets 2"]

  /// What is wrong is said plainly, with the exit status it deserves, and leaves the session as it was.
  func check() throws {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    let interpreter = Interpreter()
    for command in before {
      try interpreter.output(command.replacing("load a.csv", with: "load \(folder.path)/a.csv"))
    }
    let state = try interpreter.output("traces\nset\nlet")
    // Paths are made absolute rather than changing the process's folder under other tests.
    let names =
      files.keys.filter { $0 != "a.csv" || !before.contains("load a.csv") } + [
        "nowhere.csv", "out.csv", "out.txt", "nowhere/out.csv", "nowhere.croute",
      ]
    var command = command
    for name in Set(names) where command.contains(" " + name) {
      command = command.replacing(" " + name, with: " \(folder.path)/\(name)")
      break
    }
    if command == "load ." { command = "load \(folder.path)" }
    do {
      try interpreter.output(command)
      Issue.record("no error")
    } catch {
      let text = error.text.replacing(folder.path + "/", with: "")
      for words in says { #expect(text.contains(words), "\(text)") }
      #expect(error.exitCode == exitCode)
      #expect(text.split(separator: "\n").count <= 4)
    }
    #expect(try interpreter.output("traces\nset\nlet") == state)
  }
}
