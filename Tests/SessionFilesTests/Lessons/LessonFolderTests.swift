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
}
