import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import Testing
import Workbench

@Suite struct ReferencePageTests {
  @Test("docs/reference.md is what `help --reference` prints")
  func theDocumentIsCurrent() throws {
    let path = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../docs/reference.md").standardized
    #expect(try String(contentsOf: path, encoding: .utf8) == Interpreter().output("help --reference"))
  }

  @Test("Every command and topic has its page")
  func everyPageIsThere() throws {
    let headings = try Interpreter().output("help --reference").split(separator: "\n")
      .filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    #expect(headings.count == Croute.commands.all.count + 6)
    #expect(
      Set(headings).isSuperset(of: Croute.commands.all.map(\.name) + ["strategies", "estimators", "session-files"]))
  }
}
