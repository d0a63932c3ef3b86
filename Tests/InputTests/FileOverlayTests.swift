import Foundation
import Input
import TestSupport
import Testing

@Suite struct FileOverlayTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func place(_ name: String) throws -> String { try #require(FilePlace.resolved(folder.path + "/" + name)) }

  private func text(_ name: String) throws -> String {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 16)
    defer { room.deallocate() }
    let count = try ByteSource(path: folder.path + "/" + name).read(into: room)
    return String(decoding: room[..<count], as: UTF8.self)
  }

  @Test func aFileIsReadAsItWasWrittenLast() throws {
    try folder.write("disk", to: "a")
    let stamp = FileStamp(path: folder.path + "/a")
    try FileOverlay.cover(place("a"), with: "first")
    try FileOverlay.cover(place("a"), with: "second")
    try FileOverlay.cover(place("new"), with: "new")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "a")
    #expect(try ["a", "./a", "link", "new"].map(text) == ["second", "second", "second", "new"])
    #expect(FileStamp(path: folder.path + "/a")?.size == 6 && FileStamp(path: folder.path + "/a") != stamp)
    #expect(FilePlace.names(in: folder.path) == ["a", "link", "new"])
    FileOverlay.uncover([try place("a"), try place("new")])
    #expect(try text("a") == "disk" && FileStamp(path: folder.path + "/a") == stamp)
    #expect(throws: InputError.self) { try text("new") }
    #expect(FilePlace.names(in: folder.path) == ["a", "link"])
  }

  /// As `glob` does: not across folders, and hidden files only where they are named.
  @Test func patternsMatchFilesThatAreNotThere() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/sub", withIntermediateDirectories: false)
    let places = try ["a.csv", "b.txt", ".c.csv", "sub/d.csv"].map(place)
    for place in places { try FileOverlay.cover(place, with: "") }
    defer { FileOverlay.uncover(places) }
    func matches(_ pattern: String) -> [String] {
      FileOverlay.matches(of: folder.path + "/" + pattern).map { String($0.dropFirst(folder.path.count + 1)) }.sorted()
    }
    #expect(matches("*.csv") == ["a.csv"] && matches("[ab].*") == ["a.csv", "b.txt"])
    #expect(matches("*/*.csv") == ["sub/d.csv"] && matches("sub/*") == ["sub/d.csv"] && matches("no/*") == [])
  }
}
