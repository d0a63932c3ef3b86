import CrouteLanguage
import Foundation
import SessionFiles
import SessionTestSupport
import TestSupport
import Testing

@Suite struct LessonFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func session() -> Interpreter {
    let interpreter = Interpreter()
    interpreter.stateFolder = folder.path + "/state"
    return interpreter
  }

  /// Where somebody is in one lesson says nothing of another one of that name.
  @Test func lessonsOfOneNameInTwoFolders() throws {
    for week in ["w1", "w2"] {
      try FileManager.default.createDirectory(atPath: folder.path + "/" + week, withIntermediateDirectories: false)
      try folder.write(sessionText(LessonTests.text), to: week + "/sums.md")
    }
    _ = try session().output("learn \(folder.path)/w1/sums.md\nnext\nnext\nanswer 5")
    let text = try session().output("learn \(folder.path)/w2/sums.md")
    #expect(text.hasPrefix("Return goes on") && text.hasSuffix("Sums\n====\n"), "\(text)")
    for (week, position) in [("w1", 4), ("w2", 1), ("w1", 4)] {
      #expect(
        try session().output("learn \(folder.path)/\(week)/sums.md").hasPrefix(
          "going on with sums after step \(position) of 6;"))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state/learn").sorted()
    #expect(names == ["sums-2.json", "sums-2.md", "sums.json", "sums.md"])
  }

  /// Lessons read what lies beside them and below, as `run` and `check` do, and write elsewhere.
  @Test(arguments: [
    ("load t.csv", "1 query"), ("load ./t.csv", "1 query"), ("load 'a table.csv'", "1 query"),
    ("load logs/large.csv", "300,000 queries"), ("load 'logs/*.csv'", "300,001 queries"),
    ("load logs", "300,001 queries"), ("let f t.csv\nload $f", "1 query"),
    ("load t.csv\njoin j.csv --on query_id\nstate save s.json", "1 query"),
  ])
  func whatALessonReadsIsThere(_ commands: String, _ count: String) throws {
    let table = "query_id,model,quality,cost\nq1,x,1,1\n"
    try FileManager.default.createDirectory(atPath: folder.path + "/logs", withIntermediateDirectories: false)
    for name in ["t.csv", "a table.csv", "logs/small.csv"] { try folder.write(table, to: name) }
    let rows = (0..<300_000).map { "q1\($0),x,1,1\n" }.joined()
    try folder.write("query_id,model,quality,cost\n" + rows, to: "logs/large.csv")
    try folder.write("query_id,x_a\nq1,2\n", to: "j.csv")
    try folder.write(sessionText("'''croute\n\(commands)\n'''\n"), to: "own.md")
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let text = try session().output("learn \(folder.path)/own.md\nnext")
    #expect(text.contains("loaded \(count) x") && !text.contains("error"), "\(text)")
    let after = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(Set(after.filter { !$0.hasPrefix("state") }) == Set(before))
  }
}
