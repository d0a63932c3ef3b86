import CommandLanguage
import CrouteLanguage
import Display
import SessionFiles
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

  /// Experiments have tests of their own, of seconds.
  @Test func examplesWork() throws {
    for command in Croute.commands.all where command.name != "experiment" {
      for example in command.examples {
        let files = try ExampleFiles()
        let interpreter = Interpreter()
        #expect(throws: Never.self, "\(example)") {
          try WorkingFolder.within(files.folder.path) { () throws in
            try interpreter.output("load sim:cascade --queries 300\nload sim:routerbench --queries 300")
            try interpreter.output("fit quality noisy --ante 0.6 --post 0.3\nsweep mix --budgets 2\nlet budget 1")
            try interpreter.output(ExampleFiles.preparation(of: example))
            try interpreter.output(example)
          }
        }
      }
    }
  }
}
