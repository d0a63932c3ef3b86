import Input
import Mathematics
import TestSupport
import Testing

@Suite struct GzipReaderTests {
  private func inflated(_ bytes: [UInt8], in folder: ScratchFolder) throws(InputError) -> String {
    try content(folder.write(bytes: bytes, to: "a.gz"))
  }

  /// Two members: "a\n" and "text text text\n" with all that a head can have, as Python's zlib makes them.
  private static let short: [UInt8] = [
    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0xE4, 2, 0, 7, 0xA1, 0xEA, 0xDD, 2, 0, 0, 0,
  ]
  private static let full: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x1E, 0x01, 0x02, 0x03, 0x04, 0x00, 0x03, 0x04, 0x00, 0x41, 0x42, 0x00, 0x00, 0x6E, 0x00, 0x63,
    0x00, 0x53, 0x7B, 0x2B, 0x49, 0xAD, 0x28, 0x51, 0x28, 0x81, 0x11, 0x5C, 0x00, 0xC1, 0x70, 0x0C, 0x6A, 0x0F, 0x00,
    0x00, 0x00,
  ]
  /// The empty member that ends a file of bgzip (SAM/BAM specification, section 4.1.2).
  private static let bgzipEnd: [UInt8] = [
    0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]

  @Test func decompresses() throws {
    let folder = ScratchFolder()
    let text = String(repeating: "some text\n", count: 300_000)
    #expect(try content(folder.writeCompressed(text, to: "a.gz")) == text)
    #expect(try content(folder.writeCompressed(text, to: "no-suffix")) == text)
  }

  @Test func leavesCompressedFileEarly() throws {
    let folder = ScratchFolder()
    let path = folder.writeCompressed(String(repeating: "x", count: 5_000_000), to: "a.gz")
    let source = try ByteSource(path: path)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 10, alignment: 1)
    defer { room.deallocate() }
    #expect(try source.read(into: room) == 10)
  }

  /// Numbers that repeat little and lines that do, read in pieces smaller and larger than how far gzip looks back.
  @Test(arguments: ["-1", "-6", "-9"], [7_777, 1 << 15, 100_003]) func readsInPieces(_ level: String, chunk: Int) throws
  {
    let folder = ScratchFolder()
    var number: UInt64 = 1
    let text = (0..<60_000).map { index in
      number = number &* 6_364_136_223_846_793_005 &+ 1
      return index % 3 == 0 ? "a line that comes again\n" : "\(number >> 20)\n"
    }.joined()
    let path = folder.write(text, to: "a")
    shell("gzip \(level) '\(path)'")
    #expect(try content(path + ".gz", chunk: chunk) == text)
  }

  @Test func readsAllMembers() throws {
    let folder = ScratchFolder()
    #expect(try inflated(Self.short, in: folder) == "a\n")
    #expect(try inflated(Self.full, in: folder) == "text text text\n")
    #expect(try inflated(Self.bgzipEnd, in: folder) == "")
    #expect(try inflated(Self.short + Self.full + Self.short + Self.bgzipEnd, in: folder) == "a\ntext text text\na\n")
    #expect(try inflated(Self.short + Self.full + [0], in: folder) == "a\ntext text text\n")
    #expect(try inflated(Self.short + [UInt8](repeating: 0, count: 300_000), in: folder) == "a\n")
  }

  /// The end of what is read at once falls into every part of a member: the name in the first head makes it so long.
  @Test func readsMembersAcrossTheEndOfWhatIsReadAtOnce() throws {
    let folder = ScratchFolder()
    let known = Self.short.count + 1
    for shift in 0...Self.full.count {
      let name = [UInt8](repeating: 0x6E, count: (1 << 17) - known - shift) + [0]
      let named = Array(Self.short[..<3]) + [8] + Self.short[4..<10] + name + Self.short[10...]
      #expect(try inflated(named + Self.full + Self.short, in: folder) == "a\ntext text text\na\n")
    }
  }

  @Test func refusesEveryCutAndEveryOtherContent() throws {
    let folder = ScratchFolder()
    let whole = Self.short + Self.full
    for count in 2..<whole.count where count != Self.short.count {
      let error = thrown { () throws(InputError) in try inflated(Array(whole[..<count]), in: folder) }
      let isCutAtMagic = count == Self.short.count + 1
      #expect(
        error
          == .unreadable(
            path: folder.path + "/a.gz",
            reason: isCutAtMagic ? "compressed data, followed by something else" : "its compressed data are cut short"))
    }
    for bit in 0..<8 * whole.count {
      var damaged = whole
      damaged[bit / 8] ^= 1 << (bit % 8)
      if let text = try? inflated(damaged, in: folder) {
        #expect(text == "a\ntext text text\n")
        // The first head has no checksum, and its flags, time and system may say something else; a block ends within a byte.
        #expect([3, 4, 5, 6, 7, 8, 9, 13, Self.short.count + 31].contains(bit / 8))
      }
    }
  }

  /// What there is comes first, and then what is wrong.
  @Test func whatIsCutShortIsReadUpToThere() throws {
    let folder = ScratchFolder()
    let source = try ByteSource(path: folder.write(bytes: GzipMaker.cutShort("some text", at: 6), to: "a.gz"))
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 1)
    defer { room.deallocate() }
    #expect(try source.read(into: room) == 6 && String(decoding: room[..<6], as: UTF8.self) == "some t")
    for _ in 0..<2 {
      #expect(
        thrown { () throws(InputError) in try source.read(into: room) }
          == .unreadable(path: folder.path + "/a.gz", reason: "its compressed data are cut short"))
    }
  }

  @Test func canBeCancelledWhileReading() throws {
    let folder = ScratchFolder()
    let flag = CancellationFlag()
    let path = folder.writeCompressed(String(repeating: "x", count: 5_000_000), to: "a.gz")
    let source = try ByteSource(path: path, task: TaskContext(flag: flag))
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 10, alignment: 1)
    defer { room.deallocate() }
    #expect(try source.read(into: room) == 10)
    flag.cancel()
    #expect(thrown { () throws(InputError) in try source.read(into: room) } == .cancelled)
  }

  @Test func tellsWhatIsWrong() throws {
    let folder = ScratchFolder()
    let plain = folder.write("plain text", to: "plain.gz")
    #expect(
      thrown { () throws(InputError) in try content(plain) }
        == .unreadable(path: plain, reason: "not in gzip format"))
    let whole = folder.writeCompressed(String(repeating: "text ", count: 1000), to: "whole.gz")
    shell("head -c 40 '\(whole)' > '\(folder.path)/cut.gz'")
    let cut = folder.path + "/cut.gz"
    #expect(
      thrown { () throws(InputError) in try content(cut) }
        == .unreadable(path: cut, reason: "its compressed data are cut short"))
    let wrong: [(bytes: [UInt8], reason: String)] = [
      ([0x1F], "not in gzip format"),
      (Array("abc".utf8), "not in gzip format"),
      (Array(Self.short[..<2]) + [7] + Self.short[3...], "compressed by a method that gzip does not have"),
      (Array(Self.short[..<3]) + [0x20] + Self.short[4...], "in a form of gzip that is not known"),
      (
        Array(Self.full[..<16]) + [0x6F] + Self.full[17...], "damaged: the checksum of its head is not that of its head"
      ),
      (Array(Self.short[..<10]) + [0xFF] + Self.short[11...], "damaged: it goes on with what is no compressed data"),
      (
        Array(Self.short[..<14]) + [0] + Self.short[15...], "damaged: its checksum or length is not that of its content"
      ),
      (
        Array(Self.short[..<18]) + [3] + Self.short[19...], "damaged: its checksum or length is not that of its content"
      ),
      (Self.short + [0x0A], "compressed data, followed by something else"),
      (Self.short + [0, 0] + Self.full, "compressed data, followed by something else"),
    ]
    for (bytes, reason) in wrong {
      let path = folder.write(bytes: bytes, to: "wrong.gz")
      #expect(thrown { () throws(InputError) in try content(path) } == .unreadable(path: path, reason: reason))
    }
    #expect(try content(folder.write("", to: "empty.gz")) == "")
  }
}
