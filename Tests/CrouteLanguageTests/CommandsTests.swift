import CommandLanguage
import CrouteLanguage
import Display
import SessionTestSupport
import Testing
import Workbench

/// The table of commands holds together: what is documented exists, what exists is documented.
@Suite struct CommandsTests {
  @Test func namesAreKebabCaseAndDifferent() {
    let names = Croute.commands.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil })
  }

  @Test func everyCommandAndOptionIsDocumented() throws {
    for command in Croute.commands.all {
      #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."), "\(command.name)")
      #expect(command.options.allSatisfy { !$0.summary.isEmpty }, "\(command.name)")
      #expect(command.options.allSatisfy { ($0.kind == nil) == $0.placeholder.isEmpty }, "\(command.name)")
      let page = try Interpreter().output("help \(command.name)")
      #expect(command.options.allSatisfy { page.contains("--" + $0.name) }, "\(command.name)")
    }
  }

  @Test func pagesFitEightyColumns() throws {
    for topic in ["", "strategies", "estimators", "grammar", "formats", "policies"] + Croute.commands.all.map(\.name) {
      let long = try Interpreter().output("help \(topic)").split(separator: "\n").filter { $0.count > 80 }
      #expect(long.isEmpty, "help \(topic): \(long)")
    }
  }

  /// The examples on simulated traces work as they are; experiments have tests of their own, of seconds.
  @Test func examplesWork() throws {
    let needFiles = [
      "mmlu.csv", "prompts.jsonl", "estimates.csv", "setup.croute", "points", ".svg", "first second", "--by split",
      "record o", "save ", "policy.json", "session.json", "experiment ", "run1.jsonl", "logs.db", "prices.csv",
      "results/", "scores.csv",
      "--by file",
    ]
    for command in Croute.commands.all {
      for example in command.examples where !needFiles.contains(where: example.contains) {
        let interpreter = Interpreter()
        try interpreter.output("load sim:cascade --queries 300\nload sim:routerbench --queries 300")
        try interpreter.output("fit quality noisy --ante 0.6 --post 0.3\nsweep mix --budgets 2\nlet budget 1")
        #expect(throws: Never.self, "\(example)") { try interpreter.output(example) }
      }
    }
  }
}
