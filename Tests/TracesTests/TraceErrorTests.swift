import Input
import Testing
import Traces

@Suite struct TraceErrorTests {
  static let errors: [(TraceError, String, ErrorKind)] = [
    (.emptyPool, "no model is left to work with", .failure),
    (.emptyPart(part: .test), "the split leaves no query to test on", .failure),
    (.emptyPart(part: .train), "the split leaves no query to train on", .failure),
    (.unknownColumn("a", known: ["b"]), "unknown column 'a'", .failure),
    (
      .invalidPart(column: "part", found: "dev"), "column 'part' contains 'dev', expected train, tune or test", .failure
    ),
    (.unknownSimulation("sim:x", known: []), "unknown simulation 'sim:x': none available", .failure),
    (.invalidQueryCount(0, allowed: 1...9), "the number of queries is 0, expected 1 to 9", .usage),
    (.cancelled, "interrupted", .interruption),
  ]

  @Test(arguments: errors.indices) func words(_ index: Int) {
    let (error, words, kind) = Self.errors[index]
    #expect(error.description == words && error.kind == kind)
  }

  @Test func onlyUnknownNamesHaveNeighbours() {
    #expect(
      Self.errors.compactMap(\.0.unknownName) == [
        UnknownName("column", "a", known: ["b"]), UnknownName("simulation", "sim:x", known: []),
      ])
  }
}
