import CommandLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// Completion of the text before a `|`, which stands for the cursor, with the first candidate put in.
@Suite struct PartialWordTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["my file.csv", "it's.csv", "a\"b $c.csv", "é日本.csv"] { try folder.write("", to: name) }
    try FileManager.default.createDirectory(atPath: folder.path + "/sub folder", withIntermediateDirectories: true)
  }

  private func completed(_ marked: String) throws -> [String] {
    let text = marked.replacing("/F/", with: folder.path + "/")
    let cut = try #require(text.firstIndex(of: "|"))
    let typed = String(text[..<cut]) + text[text.index(after: cut)...]
    let cursor = typed.index(typed.startIndex, offsetBy: text.distance(from: text.startIndex, to: cut))
    let interpreter = Interpreter()
    try interpreter.output("let budget 1")
    let completion = interpreter.completion(of: typed, at: cursor)
    return completion.candidates.map { candidate in
      (typed[..<completion.range.lowerBound] + candidate.text).replacing(folder.path + "/", with: "/F/")
    }
  }

  @Test(arguments: [
    ("source /F/my|", "source '/F/my file.csv'"), ("source '/F/my f|", "source '/F/my file.csv'"),
    ("source \"/F/my f|", "source \"/F/my file.csv\""), ("source /F/it|", "source \"/F/it's.csv\""),
    ("source /F/sub|", "source '/F/sub folder/"), ("source \"/F/sub|", "source \"/F/sub folder/"),
    ("source /F/é|", "source /F/é日本.csv"), ("source \"/F/a\\\"|", "source \"/F/a\\\"b \\$c.csv\""),
    ("source /F/'my f|", "source '/F/my file.csv'"), ("echo a \\\n  $bud|", "echo a \\\n  $budget"),
    ("echo \"x $b|", "echo \"x $budget"), ("sample> ec|", "sample> echo"), ("echo one\nec|", "echo one\necho"),
  ])
  func wordsAreQuotedAsTheyMustBe(_ marked: String, _ expected: String) throws {
    #expect(try completed(marked) == [expected])
  }

  /// No quote can be put into single quotes, `$` means nothing there, and comments hold no words.
  @Test(arguments: ["source '/F/it|", "echo '$b|", "# ec|", "add 1 # --t|", "note ec|"])
  func nothingFits(_ marked: String) throws { #expect(try completed(marked).isEmpty) }

  @Test func theRestOfTheLineStays() throws { #expect(try completed("se| seed 1") == ["set"]) }
}
