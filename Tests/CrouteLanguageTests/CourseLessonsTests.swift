import CommandLanguage
import CrouteLanguage
import Foundation
import SessionFiles
import SessionTestSupport
import Testing

@Suite struct CourseLessonsTests {
  /// All lessons of this clone are listed, first in `help`.
  @Test func theLessonsAreListed() throws {
    let text = try Interpreter().output("learn")
    for name in ["01-first-look", "02-routing", "11-the-papers-table"] { #expect(text.contains("\n\(name) ")) }
    let help = try Interpreter().output("help")
    #expect(help.split(separator: "\n").dropFirst().first?.hasPrefix("  learn ") == true)
  }

  @Test func completion() throws {
    let found = Interpreter().completer("learn 02", "learn 02".endIndex)
    #expect(found.candidates.map(\.text).contains { $0.hasPrefix("02-routing") }, "\(found)")
  }
}
