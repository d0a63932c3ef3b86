import Input
import TestSupport
import Testing
import Traces

@Suite struct FilePathTests {
  private let folder = ScratchFolder()

  /// The models of files that name none, loaded together.
  private func models(_ names: [String], part: Int? = nil) throws -> [String] {
    var paths: [String] = []
    for name in names {
      shell("mkdir -p \"$(dirname '\(folder.path)/\(name)')\"")
      paths.append(folder.write("query_id,quality,cost\na,1,2\n", to: name))
    }
    return try TraceLoader.load(paths: paths, options: LoadOptions(modelPart: part)).models
  }

  @Test func theNameWithoutItsEndings() throws {
    #expect(try models(["a.b.csv", "C.CSV", ".csv"]) == ["a.b", "C", ".csv"])
  }

  /// Files of one name are told apart by the one folder in which they differ; otherwise each is called by its name.
  @Test func foldersTellFilesOfOneNameApart() throws {
    #expect(try models(["x/one/r.csv", "x/two/r.csv"]) == ["one", "two"])
    #expect(try models(["y/one/s.csv", "y/two/t.csv"]) == ["s", "t"])
    #expect(try models(["v/a/1/r.csv", "v/b/1/r.csv", "v/s.csv"]) == ["a", "b", "s"])
  }

  @Test func partsAreCountedFromEitherEnd() throws {
    #expect(try models(["z/one/r.csv", "z/two/s.csv"], part: -1) == ["r", "s"])
    #expect(try models(["z/one/r.csv", "z/two/s.csv"], part: -2) == ["one", "two"])
    #expect(try models(["z/one/r.csv"], part: 1) == ["tmp"])
    let path = folder.path + "/z/one/r.csv"
    #expect(throws: InputError.incompatible(path: path, reason: "the path has no part 99")) {
      try models(["z/one/r.csv"], part: 99)
    }
  }
}
