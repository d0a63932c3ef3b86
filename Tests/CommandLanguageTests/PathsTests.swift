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

  /// `~/` stays as it is typed, but where quotes have to be put around it, in which it means itself.
  @Test func theHomeFolder() throws {
    let home = UserHome.path
    let name = ".croute-test-\(UUID().uuidString)"
    let folder = home + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for file in ["a.csv", "a b.csv"] { try Data().write(to: URL(fileURLWithPath: folder + "/" + file)) }
    #expect(Choice.paths("~/\(name)/").map(\.text) == ["~/\(name)/a b.csv", "~/\(name)/a.csv"])
    func candidates(_ line: String) -> [String] {
      Interpreter().completion(of: line, at: line.endIndex).candidates.map(\.text)
    }
    #expect(candidates("source ~/\(name)/a") == ["'\(folder)/a b.csv'", "~/\(name)/a.csv"])
    #expect(candidates("source '~/\(name)/a.") == ["'\(folder)/a.csv'"])
  }
}
