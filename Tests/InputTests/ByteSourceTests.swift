import Input
import Mathematics
import Synchronization
import TestSupport
import Testing

@Suite struct ByteSourceTests {
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

  @Test func readsInChunks() throws {
    let folder = ScratchFolder()
    let path = folder.write("abcdefghij")
    #expect(try content(path, chunk: 3) == "abcdefghij")
    #expect(try content(path, chunk: 5) == "abcdefghij")
    #expect(try ByteSource(path: path).size == 10)
  }

  @Test(arguments: [3, 4, 5, 100]) func skipsByteOrderMark(chunk: Int) throws {
    let folder = ScratchFolder()
    #expect(try content(folder.write("\u{FEFF}abcdef"), chunk: chunk) == "abcdef")
    #expect(try content(folder.write("\u{FEFF}", to: "mark"), chunk: chunk) == "")
    #expect(try content(folder.writeCompressed("\u{FEFF}abcdef", to: "marked.gz"), chunk: chunk) == "abcdef")
  }

  @Test func tellsWhyFilesCannotBeRead() {
    let folder = ScratchFolder()
    let missing = folder.path + "/missing"
    #expect(
      thrown { () throws(InputError) in try content(missing) }
        == .unreadable(path: missing, reason: "No such file or directory"))
    #expect(
      thrown { () throws(InputError) in try content(folder.path) }
        == .unreadable(path: folder.path, reason: "Is a directory"))
    #expect(
      thrown { () throws(InputError) in try content("/dev/null") }
        == .unreadable(path: "/dev/null", reason: "not a regular file"))
  }

  @Test func canBeCancelled() {
    let folder = ScratchFolder()
    let path = folder.write("abc")
    let flag = CancellationFlag()
    flag.cancel()
    #expect(thrown { () throws(InputError) in try content(path, task: TaskContext(flag: flag)) } == .cancelled)
  }

  @Test func reportsProgress() throws {
    let folder = ScratchFolder()
    let path = folder.write("abcdefgh")
    let shares = Mutex<[Double]>([])
    _ = try content(
      path, chunk: 4, task: TaskContext(flag: CancellationFlag()) { share in shares.withLock { $0.append(share) } })
    #expect(shares.withLock(\.self) == [0.5, 1, 1])
  }
}
