import TestSupport
import Testing
import Traces

@Suite struct NaturalOrderTests {
  /// The names in the order in which a folder of them is read.
  private func order(_ names: [String]) throws -> [String] {
    let folder = ScratchFolder()
    for name in names { _ = folder.write("query_id,model,quality,cost\na,m,1,2\n", to: name) }
    return try TracePaths([folder.path]).paths.map { String($0.dropFirst(folder.path.count + 1)) }
  }

  @Test(arguments: [
    ["run9", "run10", "run100"], ["a", "a1", "a1b", "a2", "b"], ["1", "2", "10"], ["x1y9", "x1y10", "x2y1"],
    ["v1.9", "v1.10"], ["a01", "a1a"], ["B", "a"],
  ])
  func numbersCountByTheirValue(_ names: [String]) throws {
    #expect(try order(names.reversed()) == names)
  }
}
