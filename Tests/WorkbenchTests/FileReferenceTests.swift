import CommandLanguage
import Display
import Foundation
import TestSupport
import Testing
import Workbench

@Suite struct FileReferenceTests {
  /// FIPS 180-2: the digests of "abc" and of nothing.
  private let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  private let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  @Test func filesAndFolders() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("abc", to: "b.json")
    try folder.write("", to: "a.json")
    try folder.write("x", to: "notes.txt")
    #expect(try FileReference(path).contents() == [.init(name: "", size: 3, sha256: abc)])
    #expect(
      try FileReference(folder.path).contents()
        == [.init(name: "a.json", size: 0, sha256: nothing), .init(name: "b.json", size: 3, sha256: abc)])
    #expect(try FileReference(path).holds([.init(name: "", size: 3, sha256: abc)]))
    #expect(try !FileReference(path).holds([.init(name: "", size: 3, sha256: nothing)]))
    #expect(try !FileReference(path).holds([.init(name: "", size: 4, sha256: abc)]))
  }

  @Test func changesAreNoticed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("abc", to: "a.csv")
    let file = FileReference(path)
    try folder.write("abcd", to: "a.csv")
    #expect(throws: CommandError.self) { try file.contents() }
    #expect(throws: CommandError.self) { try FileReference(path + ".absent").contents() }
    #expect(throws: CommandError.self) { try FileReference("/dev/null").contents() }
  }
}
