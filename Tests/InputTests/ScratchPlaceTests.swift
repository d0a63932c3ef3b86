import Glibc
import Input
import Testing

@Suite struct ScratchPlaceTests {
  /// A file that can be read back, has no name, and is closed in programs that are started.
  @Test func filesHaveNoName() throws {
    let file = try ScratchPlace.file()
    defer { close(file) }
    #expect(pwrite(file, "abc", 3, 0) == 3)
    var read = [UInt8](repeating: 0, count: 3)
    #expect(pread(file, &read, 3, 0) == 3 && read == Array("abc".utf8))
    var status = stat()
    #expect(fstat(file, &status) == 0 && status.st_nlink == 0)
    #expect(fcntl(file, F_GETFD) & FD_CLOEXEC != 0)
  }

  @Test func foldersAreTheOwnersAlone() throws {
    let folder = try ScratchPlace.folder()
    defer { rmdir(folder) }
    var status = stat()
    #expect(stat(folder, &status) == 0 && status.st_mode & 0o777 == 0o700)
    #expect(try ScratchPlace.folder() != folder)
  }
}
