import Foundation
import Input
import TestSupport
import Testing

@Suite struct FileStampTests {
  /// Sizes are equal and times are set to the same second, so that only what differs can tell; a time that was set back is
  /// told by the time at which that was done.
  @Test func otherContentAnotherTimeAndAnotherFileAreSeen() throws {
    let folder = try TemporaryFolder()
    func made(_ name: String, _ text: String, at time: TimeInterval) throws -> String {
      let path = try folder.write(text, to: name)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: time)], ofItemAtPath: path)
      return path
    }
    let path = try made("a", "one", at: 1_000)
    let stamp = try #require(FileStamp(path: path))
    #expect(FileStamp(path: path) == stamp)
    #expect(FileStamp(path: try made("a", "one", at: 2_000)) != stamp)
    #expect(FileStamp(path: try made("a", "one more", at: 1_000)) != stamp)
    #expect(FileStamp(path: try made("a", "two", at: 1_000)) != stamp)
    #expect(FileStamp(path: try made("b", "one", at: 1_000)) != stamp)
    #expect(FileStamp(path: folder.path + "/nothing") == nil)
  }
}
