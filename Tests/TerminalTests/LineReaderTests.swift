import Foundation
import Mathematics
import Terminal
import Testing

@Suite struct LineReaderTests {
  /// The lines of bytes that arrive in parts, up to the end or a failure.
  private func lines(_ parts: [UInt8]...) throws -> [LineReader.Line] {
    let pipe = Pipe()
    let reader = LineReader(pipe.fileHandleForReading.fileDescriptor)
    var lines: [LineReader.Line] = []
    for part in parts {
      try pipe.fileHandleForWriting.write(contentsOf: Data(part))
      // Whole lines are there at once; the rest waits for its end.
      for _ in 0..<part.count(where: { $0 == 10 }) { lines.append(reader.next()) }
    }
    try pipe.fileHandleForWriting.close()
    while lines.last != .end { lines.append(reader.next()) }
    #expect(reader.next() == .end)
    return lines
  }

  @Test func linesGoOnAcrossParts() throws {
    #expect(
      try lines(Array("one\ntw".utf8), Array("o\n\nthr".utf8), Array("ee".utf8))
        == [.line("one"), .line("two"), .line(""), .line("three"), .end])
    // A character may be cut in two.
    #expect(try lines([0xC3], [0xA4, 10]) == [.line("ä"), .end])
    #expect(try lines() == [.end])
    #expect(try lines(Array("a\r\n".utf8)) == [.line("a\r"), .end])
  }

  @Test func linesLongerThanAReadAreWhole() throws {
    let pipe = Pipe()
    let reader = LineReader(pipe.fileHandleForReading.fileDescriptor)
    let long = String(repeating: "0123456789", count: 20_000)
    let writer = pipe.fileHandleForWriting
    Thread.detachNewThread {
      try? writer.write(contentsOf: Data((long + "\nend\n").utf8))
      try? writer.close()
    }
    #expect(reader.next() == .line(long) && reader.next() == .line("end") && reader.next() == .end)
  }

  /// A line that is no text is a failure by itself; the next is read.
  @Test func whatIsNoText() throws {
    #expect(
      try lines([0xFF, 10, 65, 10], [0, 10])
        == [.failed(reason: "is not UTF-8 text"), .line("A"), .failed(reason: "is not UTF-8 text"), .end])
  }

  @Test func aFlagInterruptsAndLosesNothing() throws {
    let pipe = Pipe()
    let reader = LineReader(pipe.fileHandleForReading.fileDescriptor)
    let flag = CancellationFlag()
    try pipe.fileHandleForWriting.write(contentsOf: Data("half".utf8))
    flag.cancel()
    #expect(reader.next(until: flag) == .interrupted)
    try pipe.fileHandleForWriting.write(contentsOf: Data(" done\n".utf8))
    #expect(reader.next() == .line("half done"))
  }
}
