import Foundation
import Input
import TestSupport
import Testing

/// Frames that `zstd -19 --check` made.
@Suite struct ZstdReaderTests {
  /// `[1, "two"]`.
  private static let short = Data(base64Encoded: "KLUv/QRoUQAAWzEsICJ0d28iXb88M5w=")!
  /// `0123456789abcdefghijklmnopqrstuvwxyz` and a line end, 100,000 times.
  private static let long = Data(
    base64Encoded:
      "KLUv/QRofAEAVAIwMTIzNDU2Nzg5YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoKAQDF/ke5egJEAAAAAQD9/yhXQEQAAAABAP3/"
      + String(repeating: "OQACRAAAAAEA/f85AAJEAAAAAQD9/zkAAkQAAAABAP3/", count: 8)
      + "OQACRAAAAAEA/f85AAI9AAAAAQAd9Q6AxdZ61Q==")!

  private func text(_ zstd: Data, of content: String) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write(ZipMaker.archive([("a", Data(content.utf8))], zstd: zstd), to: "a.zip")
    return try InputTests.text(ZipArchive(path: path).window(0))
  }

  @Test func membersAreRead() throws {
    #expect(try text(Self.short, of: #"[1, "two"]"#) == #"[1, "two"]"#)
    let content = String(repeating: "0123456789abcdefghijklmnopqrstuvwxyz\n", count: 100_000)
    #expect(try text(Self.long, of: content) == content)
    // One frame after the other.
    #expect(try text(Self.short + Self.short, of: #"[1, "two"][1, "two"]"#) == #"[1, "two"][1, "two"]"#)
    #expect(try text(Data(), of: "") == "")
  }

  @Test func whatIsBrokenIsRefused() throws {
    func reason(_ zstd: Data) -> String? {
      do { return try text(zstd, of: #"[1, "two"]"#) } catch let error as InputError { return error.description } catch
      { return nil }
    }
    #expect(reason(Self.short.dropLast())?.hasSuffix("it is cut short") == true)
    #expect(reason(Self.short.prefix(3))?.hasSuffix("it is cut short") == true)
    var other = Self.short
    other[12] ^= 1
    #expect(reason(other)?.contains("damaged: ") == true, "its checksum tells")
    #expect(reason(Data("plain text".utf8))?.contains("damaged: ") == true)
  }
}
