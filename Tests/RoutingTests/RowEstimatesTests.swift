import Input
import Mathematics
import Routing
import Testing
import Traces

/// Quality is what the column x_guess says, and once a model has run what its confidence says.
private struct Guess: FittedEstimator {
  struct Evidence: Sendable {
    var guess: Double
    var confidences: [Double]
  }

  init() {}

  func evidence(of query: QueryState) throws(ServingError) -> Evidence {
    for model in query.answered where query.answers[model].confidence.isNaN {
      throw .missing(of: .answers, field: "confidence", model: model)
    }
    return Evidence(guess: query.features["x_guess"] ?? 0, confidences: query.answers.map(\.confidence))
  }

  func start(_ evidence: Evidence, _ belief: inout Belief) {
    for model in belief.quality.indices { belief.quality[model] = evidence.guess }
  }

  func observe(_ model: Int, _ evidence: Evidence, _ belief: inout Belief) {
    belief.quality[model] = evidence.confidences[model]
  }

  func json(models: [String]) -> JSONValue { ["estimator": "guess"] }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {}

  static func schemas(of target: EstimateTarget) -> [JSONValue] { [] }
}

@Suite struct RowEstimatesTests {
  private func data(confidence: [Double]) throws -> Dataset {
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(["p", "q"]), models: ["dear", "cheap"], quality: [1, 0, 1, 0],
      cost: [2, 1, 2, 1],
      queryColumns: [
        Column(name: "split", values: .categories(codes: [0, 1], labels: ["train", "test"])),
        Column(name: "x_guess", values: .numbers([0.25, 0.75])),
      ], outcomeColumns: [Column(name: "confidence", values: .numbers(confidence))])
    return try Dataset(traces: traces, models: [0, 1], queries: [0, 1], split: .column("split"))
  }

  /// The pool is in the order of cost: cheap, dear.
  @Test func rowsAreToldAsQueries() throws {
    let estimates = try RowEstimates(Guess(), on: data(confidence: [0.9, 0.1, 0.8, 0.2]), task: .unobserved)
    var belief = Belief(modelCount: 2)
    estimates.start(1, &belief)
    #expect(belief.quality == [0.75, 0.75])
    belief.ran(1)
    estimates.observe(1, row: 1, &belief)
    #expect(belief.quality == [0.75, 0.8])
    estimates.start(0, &belief)
    #expect(belief.quality == [0.25, 0.25])
    estimates.observe(0, row: 0, &belief)
    #expect(belief.quality == [0.1, 0.25])
  }

  @Test func whatRowsLackIsNamed() throws {
    let error = #expect(throws: RoutingError.self) {
      try RowEstimates(Guess(), on: data(confidence: [0.9, 0.1, 0.8, .nan]), task: .unobserved)
    }
    #expect(error == .unsuitable("fit", reason: "the traces have no confidence of cheap"))
  }

  @Test func cancelledWorkEnds() throws {
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: RoutingError.cancelled) {
      try RowEstimates(
        Guess(), on: data(confidence: [0.9, 0.1, 0.8, 0.2]), task: TaskContext(flag: flag))
    }
  }
}
