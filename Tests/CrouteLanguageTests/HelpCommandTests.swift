import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct HelpCommandTests {
  @Test func everyCommandIsListedOnceAndHasAPage() throws {
    let interpreter = Interpreter()
    let overview = try interpreter.output("help").split(separator: "\n")
    for command in Croute.commands.all {
      #expect(overview.count { $0.hasPrefix("  \(command.name) ") } == 1, "\(command.name)")
      let page = try interpreter.output("help \(command.name)")
      #expect(page.hasPrefix("\(command.name): ") && page.contains("usage: \(command.name)"), "\(page)")
      for example in command.examples { #expect(page.contains("  " + example + "\n"), "\(example)") }
    }
  }

  @Test func anUnknownTopicIsAnErrorWithTheNearest() throws {
    do {
      try Interpreter().output("help estimator")
      Issue.record("no error")
    } catch {
      #expect(error.suggestion?.contains("estimators") == true, "\(error.text)")
    }
  }
}
