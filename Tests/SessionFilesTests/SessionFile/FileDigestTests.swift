import CommandLanguage
import SessionFiles
import TestSupport
import Testing

/// FIPS 180-4: the digests of nothing, of "abc" and of a million times "a".
@Suite struct FileDigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func published(_ text: String, _ digest: String) throws {
    let folder = try TemporaryFolder()
    // The name must not be taken for an option or be quoted by the program.
    #expect(FileDigest.sha256(ofText: text) == digest)
    #expect(try FileDigest.sha256(of: folder.write(text, to: "-a\\b c")) == digest)
  }

  @Test func noFile() {
    let error = #expect(throws: CommandError.self) { try FileDigest.sha256(of: "/nowhere/at all") }
    guard case .file("/nowhere/at all", _)? = error else { return #expect(Bool(false)) }
    #expect(throws: CommandError.self) { try FileDigest.sha256(of: "/") }
  }
}
