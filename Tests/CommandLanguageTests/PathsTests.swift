import CommandLanguage
import Foundation
import TestSupport
import Testing

@Suite struct PathsTests {
  @Test func filesAndFoldersByName() throws {
    let folder = try TemporaryFolder()
    for name in ["b.csv", "a.csv", ".hidden"] { try folder.write("", to: name) }
    try FileManager.default.createDirectory(atPath: folder.path + "/arcs", withIntermediateDirectories: true)
    func names(_ beginning: String) -> [String] {
      Choice.paths(folder.path + "/" + beginning).map { String($0.text.dropFirst(folder.path.count + 1)) }
    }
    #expect(names("") == ["a.csv", "arcs/", "b.csv"])
    #expect(names("a") == ["a.csv", "arcs/"])
    #expect(names(".") == [".hidden"])
    #expect(names("nothing").isEmpty && names("none/").isEmpty)
    // A folder goes on, a file is the end of a word.
    #expect(Choice.paths(folder.path + "/a").map(\.isFinal) == [true, false])
  }
}
