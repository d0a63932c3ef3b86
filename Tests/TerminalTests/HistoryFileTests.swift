import Display
import Foundation
import Terminal
import Testing

@Suite struct HistoryFileTests {
  private let folder = NSTemporaryDirectory() + "croute-history-\(UUID().uuidString)"
  private var path: String { folder + "/state/history" }

  private func entries(_ texts: String...) -> [HistoryFile.Entry] {
    texts.enumerated().map { HistoryFile.Entry(text: $1, time: 1_700_000_000 + $0) }
  }

  @Test func roundTrip() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = HistoryFile(path: path)
    #expect(file.read().isEmpty)
    let entries = entries("load a.csv", "echo \\\n  é日本 \\\n\n  z", "# comment", "sql SELECT 1\nFROM x;")
    for entry in entries { file.append(entry) }
    #expect(file.read() == entries)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func permissionsOfAnOldFileAreTightened() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/state", withIntermediateDirectories: true)
    #expect(
      FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o644]))
    HistoryFile(path: path).append(.init(text: "echo", time: 1))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func lineThatLooksLikeATime() {
    let text = HistoryFile.text(of: .init(text: "echo a\n#12\necho b", time: 5))
    #expect(text == "#5\necho a\n #12\necho b\n")
    #expect(HistoryFile.entries(of: text.utf8) == [.init(text: "echo a\n #12\necho b", time: 5)])
  }

  @Test func linesWithoutTimes() {
    #expect(
      HistoryFile.entries(of: "old\nolder\n#7\nnew\n".utf8)
        == [.init(text: "old", time: 0), .init(text: "older", time: 0), .init(text: "new", time: 7)])
    #expect(HistoryFile.entries(of: "".utf8).isEmpty)
  }

  @Test func readingCutsToTheLatest() {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = HistoryFile(path: path, capacity: 10)
    for index in 1...30 { file.append(.init(text: "echo \(index) \\\n more", time: index)) }
    #expect(HistoryFile(path: path).read().count == 30)
    #expect(file.read().count == 10)
    #expect(HistoryFile(path: path).read().map(\.time) == Array(21...30))
  }
}

/// What is no file of a history is left alone.
@Suite struct HistoryPlaceTests {
  @Test func aLinkToSomethingElse() throws {
    let folder = NSTemporaryDirectory() + "croute-history-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    mkfifo(folder + "/pipe", 0o644)
    try FileManager.default.createSymbolicLink(atPath: folder + "/history", withDestinationPath: "pipe")
    let file = HistoryFile(path: folder + "/history")
    #expect(file.read().isEmpty)
    let reader = open(folder + "/pipe", O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    file.append(.init(text: "echo", time: 1))
    var status = stat()
    #expect(stat(folder + "/pipe", &status) == 0 && status.st_mode & 0o777 == 0o644)
    var byte: UInt8 = 0
    #expect(read(reader, &byte, 1) <= 0)
  }

  @Test func aLinkToAHistoryElsewhereStaysOne() throws {
    let folder = NSTemporaryDirectory() + "croute-history-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createSymbolicLink(atPath: folder + "/history", withDestinationPath: "real")
    let file = HistoryFile(path: folder + "/history", capacity: 10)
    for index in 1...30 { file.append(.init(text: "echo \(index)", time: index)) }
    #expect(file.read().count == 10 && HistoryFile(path: folder + "/real").read().count == 10)
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/history")) == "real")
  }
}
