import CommandLanguage
import Foundation
import Input
import SessionFiles
import TestSupport
import Testing

@Suite struct WorkingFolderTests {
  @Test func itIsComeBackTo() throws {
    let folder = try TemporaryFolder()
    let place = try #require(FilePlace.resolved(folder.path))
    let path = try folder.write(sessionText("'''croute\npwd\ncd /\n'''\n'''croute\npwd\n'''\n"), to: "f.md")
    try WorkingFolder.within("/usr") { () throws in
      var texts: [String] = []
      try SessionReplay(path: path).run { _, result in
        texts.append(result.text)
        return true
      }
      #expect(texts == ["\(place)\n", "/\n"])
      #expect(FileManager.default.currentDirectoryPath == "/usr")
    }
  }

  @Test func errorsComeBackToo() {
    struct Failure: Error {}
    WorkingFolder.within("/usr") {
      #expect(throws: Failure.self) { try WorkingFolder.within("/") { throw Failure() } }
      #expect(FileManager.default.currentDirectoryPath == "/usr")
    }
  }
}
