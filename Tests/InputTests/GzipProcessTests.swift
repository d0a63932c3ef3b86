import Input
import Mathematics
import TestSupport
import Testing

@Suite struct GzipProcessTests {
  private func content(_ path: String, chunk: Int = 1 << 20, task: TaskContext = .unobserved) throws(InputError)
    -> String
  {
    let source = try ByteSource(path: path, task: task)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 1)
    defer { room.deallocate() }
    var bytes: [UInt8] = []
    while true {
      let count = try source.read(into: room)
      bytes += room[..<count]
      if count < chunk { return String(decoding: bytes, as: UTF8.self) }
    }
  }

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

  @Test func tellsWhatGzipComplainsOf() {
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
        == .unreadable(path: cut, reason: "unexpected end of file"))
  }
}
