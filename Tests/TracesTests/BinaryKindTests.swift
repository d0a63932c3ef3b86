import Input
import TestSupport
import Testing
import Traces

@Suite struct BinaryKindTests {
  private let folder = ScratchFolder()

  /// What is said of a file that begins so.
  private func words(_ bytes: [UInt8]) -> String {
    let path = folder.write(bytes: bytes + [0, 0, 0, 0], to: "file")
    return thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) }.map { "\($0)" } ?? "traces"
  }

  @Test func tablesOfOtherToolsAreNamed() {
    #expect(words(Array("PAR1".utf8)).contains("a Parquet file"))
    #expect(words(Array("ARROW1\0\0".utf8)).contains("Arrow"))
    for version in [2, 5] as [UInt8] { #expect(words([0x80, version, 0x95]).contains("a pickle")) }
  }

  @Test(
    arguments: [
      (Array("BZh91AY&SY".utf8), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
      ([0x28, 0xB5, 0x2F, 0xFD, 4], "zstd"),
    ] as [([UInt8], String)]) func otherCompressionIsNamed(bytes: [UInt8], tool: String)
  {
    #expect(words(bytes).hasSuffix("/file is compressed with \(tool)"))
  }

  /// Pickles end at version 5; other letters are other files.
  @Test func onlyWhatBeginsExactlySo() {
    for bytes in [[0x80, 6, 0x95], [0x80, 1, 0x95], Array("PAR2".utf8), Array("ARROW1\0X".utf8)] as [[UInt8]] {
      let words = words(bytes)
      #expect(!words.contains("pickle") && !words.contains("Parquet") && !words.contains("Arrow"), "\(words)")
    }
  }
}
