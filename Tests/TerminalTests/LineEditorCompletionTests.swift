import CrouteLanguage
import Foundation
import Mathematics
import Terminal
import Testing

@Suite struct LineEditorCompletionTests {
  private func matches(_ line: String, after earlier: String = "") -> LineEditor.Matches {
    let end = line.utf8.count
    let start = line.utf8.lastIndex(of: UInt8(ascii: " ")).map { line.utf8.distance(from: line.startIndex, to: $0) + 1 }
    return LineEditor.matches(line, word: (start ?? 0)..<end, after: earlier, completer: Interpreter().completer)
  }

  @Test func whatFollowsAnEqualsSignKeepsWhatPrecedesIt() {
    #expect(matches("load --format=routerb").words == ["--format=routerbench"])
    #expect(matches("load x \\\n --form").words == ["--format"])
    #expect(matches(" --form", after: "load x \\\n").words == ["--format"])
  }

  @Test func commonBeginning() {
    let result = matches("se")
    #expect(result.words == ["set"] && result.isFinal)
    let several = matches("load --c")
    #expect(several.words == ["--cost", "--clip"] && several.common == "--c")
  }

  @Test func quotedPathWithBlanksIsCutAtTheWord() throws {
    let folder = NSTemporaryDirectory() + "croute-é \(UUID().uuidString)/"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(FileManager.default.createFile(atPath: folder + "my file.csv", contents: nil))
    let result = matches("source '\(folder)my fi")
    #expect(result.words == ["file.csv'"] && result.arePaths && result.isFinal)
    #expect(matches("source '\(folder)my file.csv'").words == ["file.csv'"])
  }
}
