import Testing
import croute

@Suite struct ArgumentsTests {
  @Test func nothing() throws {
    #expect(try Arguments([]) == Arguments())
  }

  @Test func inputsInOrder() throws {
    let arguments = try Arguments(["-c", "a b", "x.croute", "-", "-c=c", "--", "-odd"])
    #expect(arguments.inputs == [.command("a b"), .file("x.croute"), .standardInput, .command("c"), .file("-odd")])
  }

  @Test func run() throws {
    #expect(try Arguments(["run", "x.croute"]).inputs == [.file("x.croute")])
    #expect(try Arguments(["x.croute", "run"]).inputs == [.file("x.croute"), .file("run")])
    #expect(throws: UsageError.self) { try Arguments(["run"]) }
    #expect(try Arguments(["run", "--help"]).action == .help)
  }

  private static let mistakes: [([String], String, String?)] = [
    (["check", "--update", "f.md", "--let", "a=1"], "--let does not go with --update", nil),
    (["import", "f.ipynb", "--let", "a=1"], "--let does not go with import", nil),
    (
      ["check", "--grade", "k.md", "f.md", "--let", "a=1"],
      "--let does not go with --grade: each submission sets its own",
      nil
    ),
    (["check", "-"], "check takes files only", "croute check FILE…"),
  ]

  @Test(arguments: mistakes)
  func errors(_ words: [String], _ message: String, _ suggestion: String?) {
    #expect(throws: UsageError(message: message, suggestion: suggestion)) { try Arguments(words) }
  }
}
