import Glibc
import TestSupport
import Testing
import Traces

@Suite struct FileIdentityTests {
  @Test func aFileIsTheSameByAllOfItsNames() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a", to: "a")
    let other = try folder.write("a", to: "b")
    #expect(symlink(path, folder.path + "/soft") == 0 && link(path, folder.path + "/hard") == 0)
    let file = try #require(FileIdentity(path))
    #expect(FileIdentity(folder.path + "/soft") == file && FileIdentity(folder.path + "/hard") == file)
    #expect(FileIdentity(other) != file && FileIdentity(folder.path + "/none") == nil)
  }
}
