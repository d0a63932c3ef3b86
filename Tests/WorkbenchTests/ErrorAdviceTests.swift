import CommandLanguage
import CrouteLanguage
import Foundation
import SessionFiles
import TestSupport
import Testing
import Workbench

/// What an error advises to try leads on, in the situation of the error.
@Suite struct ErrorAdviceTests {
  private static let load = "load sim:routerbench --queries 300"
  private static let fit = "fit quality noisy --ante 0.6 --post 0.3"

  static let situations: [(before: String, command: String)] = [
    ("", "describe"), ("", "sweep all --budgets 2"), ("", "show --head 1"), ("", "fit quality constant"),
    ("", "write _ made.csv"), ("", "record off"), ("", "plot frontier"), ("", "metrics"), ("", "compare"),
    (load, "run routing --budget 0.001"), (load, "sweep routing --budgets 2"), (load, "plot frontier"),
    (load, "compare"), (load, "metrics"), (load, "write _ made.csv"), (load, "policy _ made.json"),
    (load + "\npool gpt-4", "describe --agreement"), (load + "\nfilter group = nobody", "describe"),
    (load + "\n\(fit)\nrun mix --budget 0.001\nrun mix --budget 0.002", "compare --at-quality 0.5"),
    (load + "\nsplit --train 100% --tune 0%\nfit quality constant", "run mix --budget 1"),
    (load + "\nsplit --train 50% --tune 0%\n\(fit)", "report"),
    (load + "\nfit quality logistic", "run cascade-routing --budget 0.001"),
    (load + "\nset reference on\n\(fit)\nrun index --budget 0.001", "policy _ made.json"),
    (load + "\n\(fit)\nrun cascade-routing --budget 0.001\nfit quality constant", "report"),
  ]

  /// Traces of a file: no prompts, nothing recorded before or with the answers.
  private static let plain = "load plain.csv"
  static let plainSituations = [
    "report", "run index --budget 1", "guarantee routing", "lambda routing", "plot lambda", "explain q1 index",
    "sweep", "filter query_id = q1\nrun mix --budget 1",
    "filter query_id = q1\nadvise",
  ]

  @Test(arguments: plainSituations) func itLeadsOnWithPlainTraces(_ commands: String) throws {
    let folder = try TemporaryFolder()
    let rows = (0..<60).flatMap { ["q\($0),x,\($0 % 2),1", "q\($0),y,\($0 % 3 == 0 ? 0 : 1),2"] }
    try folder.write("query_id,model,quality,cost\n" + rows.joined(separator: "\n") + "\n", to: "plain.csv")
    WorkingFolder.within(folder.path) {
      let interpreter = Interpreter()
      var lines = (Self.plain + "\n" + commands).split(separator: "\n").map(String.init)
      let command = lines.removeLast()
      for line in lines { _ = refusal(line, interpreter) }
      #expect(leads(to: command, interpreter, steps: 6), "\(commands)")
    }
  }

  @Test(arguments: situations.indices)
  func itLeadsOn(_ index: Int) throws {
    let folder = try TemporaryFolder()
    let (before, command) = Self.situations[index]
    WorkingFolder.within(folder.path) {
      let interpreter = Interpreter()
      for line in before.split(separator: "\n") { _ = refusal(String(line), interpreter) }
      #expect(leads(to: command, interpreter, steps: 6), "\(before); \(command)")
    }
  }

  /// Where the standard split itself leaves nothing, it is not proposed once more: one query is in one part only.
  @Test func aSplitThatFailedIsNotProposed() throws {
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    let path = try folder.write("query_id,model,quality,cost\na,x,1,1\na,y,0,2\n", to: "one.csv")
    try interpreter.execute(Source("load \(path)"), io: ReplayFrontEnd())
    let error = try #require(refusal("run mix --budget 1", interpreter))
    #expect(error.message.hasPrefix("the split leaves no query to "), "\(error.text)")
    #expect(error.suggestion == "load more queries, or change the split")
  }

  private func refusal(_ command: String, _ interpreter: Interpreter) -> Diagnostic? {
    do {
      try interpreter.execute(Source(command), io: ReplayFrontEnd())
      return nil
    } catch {
      return error
    }
  }

  /// Whether the command works once what the errors on the way advise was done.
  private func leads(to command: String, _ interpreter: Interpreter, steps: Int) -> Bool {
    guard let error = refusal(command, interpreter) else { return true }
    if steps == 0 { return false }
    let words = error.message + "\n" + (error.suggestion ?? "")
    guard let advice = words.split(separator: "try: ").dropFirst().first?.split(separator: "\n").first else {
      Issue.record("no advice: \(error.text)")
      return false
    }
    let isDone = advice.split(separator: ", or ").contains { leads(to: String($0), interpreter, steps: steps - 1) }
    return isDone && leads(to: command, interpreter, steps: steps - 1)
  }
}
