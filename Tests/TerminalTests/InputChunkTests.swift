import Foundation
import Glibc
import Mathematics
import Terminal
import Testing

@Suite struct InputChunkTests {
  private let pipe = Pipe()
  private var descriptor: Int32 { pipe.fileHandleForReading.fileDescriptor }

  private func words(_ chunk: InputChunk) -> String {
    switch chunk {
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .end: "end"
    case .interrupted: "interrupted"
    case .failed(let reason): reason
    }
  }

  @Test func whatIsThereIsReadUntilTheEnd() throws {
    try pipe.fileHandleForWriting.write(contentsOf: Data("one\ntw".utf8))
    #expect(words(InputChunk(from: descriptor)) == "one\ntw")
    try pipe.fileHandleForWriting.write(contentsOf: Data("o".utf8))
    try pipe.fileHandleForWriting.close()
    #expect(words(InputChunk(from: descriptor)) == "o")
    #expect(words(InputChunk(from: descriptor)) == "end")
  }

  @Test func theFlagEndsTheWait() {
    let flag = CancellationFlag()
    Thread.detachNewThread {
      usleep(50_000)
      flag.cancel()
    }
    #expect(words(InputChunk(from: descriptor, until: flag)) == "interrupted")
  }

  @Test func whatCannotBeReadIsAFailure() {
    let folder = open("/", O_RDONLY)
    defer { close(folder) }
    #expect(words(InputChunk(from: folder)) == "Is a directory")
  }
}
