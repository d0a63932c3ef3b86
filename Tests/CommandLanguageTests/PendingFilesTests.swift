import CommandLanguage
import Input
import TestSupport
import Testing

@Suite struct PendingFilesTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write(
    _ text: String, to name: String, force: Bool = false, in held: PendingFiles
  ) throws(CommandError) {
    var access = FileAccess()
    access.held = held
    try OutputFile(folder.path + "/" + name, force: force, line: 7).write(text, access: access)
  }

  @Test func filesAreKeptInTheOrderOfTheirFirstWriting() throws {
    let held = PendingFiles()
    try write("1", to: "b", in: held)
    try write("2", to: "a", in: held)
    try write("3", to: "./b", force: true, in: held)
    #expect(held.files.map(\.text) == ["3", "2"] && held.files.map(\.line) == [7, 7])
    #expect(held.files.map { FilePlace.folder(of: $0.path) }.allSatisfy { $0 == FilePlace.resolved(folder.path) })
    #expect(FilePlace.names(in: folder.path) == ["a", "b"])
    held.withdraw()
    #expect(FilePlace.names(in: folder.path).isEmpty)
  }

  /// The same text may be written twice; another one only with `--force`.
  @Test func anEarlierFileIsReplacedByForceOnly() throws {
    let held = PendingFiles()
    try write("1", to: "a", in: held)
    try write("1", to: "a", in: held)
    let error = #expect(throws: CommandError.self) { try write("2", to: "a", in: held) }
    #expect(error.map { "\($0)" }?.hasSuffix("/a exists") == true)
    #expect(held.files.map(\.text) == ["1"])
  }
}
