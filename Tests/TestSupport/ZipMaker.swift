import Foundation

/// Makes zip archives byte by byte, whole and broken ones; gzip compresses.
package enum ZipMaker {
  /// An archive of members; `said` is what it says of their sizes where that is not the truth, and `zstd` what Zstandard makes of
  /// their content, where this is not deflated.
  package static func archive(
    _ members: [(name: String, content: Data)], said: UInt32? = nil, zstd: Data? = nil
  ) throws -> Data {
    var archive = Data()
    var directory = Data()
    for (name, content) in members {
      let packed = try compressed(content)
      // gzip: ten bytes of head, the deflated content, its checksum and its length.
      let part = zstd ?? packed.dropFirst(10).dropLast(8)
      let checksum = packed.suffix(8).prefix(4)
      let offset = UInt32(archive.count)
      let size = said ?? UInt32(content.count)
      let facts =
        bytes(UInt16(20)) + bytes(UInt16(0)) + bytes(UInt16(zstd == nil ? 8 : 93)) + bytes(UInt32(0x21 << 16))
        + checksum
        + bytes(UInt32(part.count)) + bytes(size) + bytes(UInt16(name.utf8.count)) + bytes(UInt16(0))
      archive += Data("PK\u{3}\u{4}".utf8) + facts + Data(name.utf8) + part
      directory +=
        Data("PK\u{1}\u{2}".utf8) + bytes(UInt16(20)) + facts + bytes(UInt16(0)) + bytes(UInt16(0)) + bytes(UInt16(0))
        + bytes(UInt32(0)) + bytes(offset) + Data(name.utf8)
    }
    let start = UInt32(archive.count)
    let count = UInt16(members.count)
    return archive + directory + Data("PK\u{5}\u{6}".utf8) + bytes(UInt32(0)) + bytes(count) + bytes(count)
      + bytes(UInt32(directory.count)) + bytes(start) + bytes(UInt16(0))
  }

  private static func bytes(_ number: some FixedWidthInteger) -> Data {
    withUnsafeBytes(of: number.littleEndian) { Data($0) }
  }

  private static func compressed(_ content: Data) throws -> Data {
    let folder = try TemporaryFolder()
    let path = try folder.write(content, to: "content")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-nkf", path]
    try process.run()
    process.waitUntilExit()
    return try Data(contentsOf: URL(fileURLWithPath: path + ".gz"))
  }
}
