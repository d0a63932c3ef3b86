import CommandLanguage
import CrouteLanguage
import Testing

/// Whether a text is a whole command, asked of the language of all commands.
@Suite struct CompletenessTests {
  @Test(arguments: [
    ("", Completeness.complete), ("echo a", .complete), ("echo a\nsweep", .complete), ("echo $unknown", .complete),
    ("echo a \\", .incomplete), ("echo a\nsweep \\", .incomplete), ("echo a \\\n b", .complete),
    ("echo 'a", .invalid), ("echo \"a\nversion", .invalid), ("# it's", .complete),
  ])
  func texts(text: String, expected: Completeness) {
    #expect(Interpreter().completeness(of: text) == expected)
  }
}
