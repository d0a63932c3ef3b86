import Foundation
import Input
import TestSupport
import Testing

@Suite struct ZipArchiveTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func readsMembers() throws {
    let long = String(repeating: "0123456789abcdefghijklmnopqrstuvwxyz\n", count: 100_000)
    let path = try folder.write(
      ZipMaker.archive([("a/b.json", Data("[1]".utf8)), ("long", Data(long.utf8)), ("none", Data())]), to: "a.zip")
    let archive = try ZipArchive(path: path)
    #expect(archive.names == ["a/b.json", "long", "none"])
    #expect(try text(archive.window(0)) == "[1]")
    #expect(try text(archive.window(1)) == long)
    #expect(try text(archive.window(2)) == "")
    // A window outlives the variable that holds its archive.
    let window = try ZipArchive(path: path).window(1)
    #expect(try text(window) == long)
  }

  @Test func refusesWhatIsCutShort() throws {
    let whole = try ZipMaker.archive([("a", Data("some text".utf8)), ("b", Data("more".utf8))])
    for cut in [1, 22, 40, whole.count - 30] {
      let path = try folder.write(whole.dropLast(cut), to: "\(cut).zip")
      #expect(throws: InputError.self, "\(cut)") { try ZipArchive(path: path) }
    }
    // A byte of the content that is another one: its checksum tells.
    var damaged = whole
    damaged[33] ^= 1
    let path = try folder.write(damaged, to: "damaged.zip")
    #expect(throws: InputError.unreadable(path: path + "/a", reason: "CRC error")) {
      try text(ZipArchive(path: path).window(0))
    }
  }

  @Test func refusesBombs() throws {
    let bomb = Data(repeating: 0x20, count: 64 << 20)
    let path = try folder.write(ZipMaker.archive([("a", bomb)]), to: "a.zip")
    let archive = try ZipArchive(path: path)
    let claim = thrown { () throws(InputError) in try archive.window(0) }
    #expect(claim?.description.hasSuffix(" MB, too large for its compressed size") == true)
    // One that says of itself that it is small.
    let liar = try folder.write(ZipMaker.archive([("a", bomb)], said: 100), to: "b.zip")
    #expect(throws: InputError.unreadable(path: liar + "/a", reason: "it is too large for its compressed size")) {
      try text(ZipArchive(path: liar).window(0))
    }
  }

  /// The first bit of a member's flags says so, before the member and in the directory.
  @Test func refusesWhatIsEncrypted() throws {
    var archive = try ZipMaker.archive([("a", Data("secret".utf8))])
    let directory = try #require(archive.range(of: Data("PK\u{1}\u{2}".utf8)))
    archive[6] |= 1
    archive[directory.lowerBound + 8] |= 1
    let path = try folder.write(archive, to: "a.zip")
    #expect(throws: InputError.unreadable(path: path + "/a", reason: "it is encrypted")) {
      try ZipArchive(path: path).window(0)
    }
  }
}

/// The text of a window, to its end.
func text(_ window: ByteWindow) throws(InputError) -> String {
  var text: [UInt8] = []
  while true {
    text += window.bytes(0..<window.count)
    if window.isComplete { return String(decoding: text, as: UTF8.self) }
    try window.advance(keepingFrom: window.count)
  }
}
