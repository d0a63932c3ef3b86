import Foundation
import Glibc
import Input
import Mathematics
import TestSupport
import Testing

@Suite struct WaitingInputTests {
  /// What is read from a named pipe that `writer` writes to.
  private func content(patience: Int, cancelled: Bool = false, writer: @escaping @Sendable (String) -> Void) throws
    -> String
  {
    let folder = ScratchFolder()
    let path = folder.path + "/pipe"
    mkfifo(path, 0o600)
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(descriptor) }
    Thread.detachNewThread { writer(path) }
    let flag = CancellationFlag()
    if cancelled { flag.cancel() }
    var input = WaitingInput(descriptor, path: "p", isPipe: true, patience: patience)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 1)
    defer { room.deallocate() }
    var bytes: [UInt8] = []
    while true {
      let count = try input.read(into: room, task: TaskContext(flag: flag))
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += room[..<count]
    }
  }

  @Test func waitsForAWriterThatComesLate() throws {
    let text = try content(patience: 600) { path in
      usleep(300_000)
      let pipe = open(path, O_WRONLY)
      write(pipe, "first ", 6)
      usleep(300_000)
      write(pipe, "second", 6)
      close(pipe)
    }
    #expect(text == "first second")
  }

  @Test func aPipeWithoutAWriterIsNamed() {
    let refusal = InputError.unreadable(path: "p", reason: "is a pipe that nobody writes to")
    #expect(throws: refusal) { try content(patience: 1) { _ in } }
  }

  @Test func aWaitCanBeCancelled() {
    #expect(throws: InputError.cancelled) { try content(patience: 600, cancelled: true) { _ in } }
  }
}
