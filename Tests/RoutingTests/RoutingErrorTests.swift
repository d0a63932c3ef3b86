import Input
import Routing
import Testing
import Traces

@Suite struct RoutingErrorTests {
  static let errors: [(RoutingError, String, ErrorKind)] = [
    (.unknown("strategy", "rooting", known: ["routing"]), "unknown strategy 'rooting'", .failure),
    (.missingParameter("--ante", of: "noisy", example: "--ante 0.5"), "noisy needs --ante", .usage),
    (.invalidParameter("--k", found: "0", allowed: "1"), "--k is '0', expected 1", .usage),
    (
      .missingEstimates(count: 1_200, of: 3_000, example: "q1"),
      "the estimates lack 1,200 of 3,000 queries, for example 'q1'", .failure
    ),
    (
      .missingEstimates(count: 1, of: 1, example: "q1"), "the estimates lack 1 of 1 query, for example 'q1'", .failure
    ),
    (.unsuitable("knn", reason: "no features"), "knn: no features", .failure),
    (.traces(.emptyPool), "no model is left to work with", .failure),
    (.traces(.invalidQueryCount(0, allowed: 1...2)), "the number of queries is 0, expected 1 to 2", .usage),
    (.cancelled, "interrupted", .interruption), (.traces(.cancelled), "interrupted", .interruption),
  ]

  @Test(arguments: errors.indices) func words(_ index: Int) {
    let (error, words, kind) = Self.errors[index]
    #expect(error.description == words && error.kind == kind)
  }

  @Test func unknownNamesHaveNeighbours() {
    #expect(
      RoutingError.unknown("strategy", "x", known: ["y"]).unknownName == UnknownName("strategy", "x", known: ["y"]))
    #expect(
      RoutingError.traces(.unknownColumn("x", known: ["y"])).unknownName == UnknownName("column", "x", known: ["y"]))
    #expect(RoutingError.cancelled.unknownName == nil)
  }
}
