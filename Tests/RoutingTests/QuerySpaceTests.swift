import Input
import Routing
import Testing
import Traces

@Suite struct QuerySpaceTests {
  /// The quality of the nearest train query, which is one of two, right on one only.
  private func nearest(_ columns: [Column], prompts: [String?]? = nil) throws -> Double {
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q", "t"], models: ["m"], quality: [1, 0, 0], cost: [1, 1, 1],
      prompts: prompts.map { TextColumn($0) },
      queryColumns: [Column(name: "split", values: .categories(codes: [0, 0, 1], labels: ["train", "test"]))] + columns)
    let data = try Dataset(traces: traces, models: [0], queries: [0, 1, 2], split: .column("split"))
    let estimates = try KNNEstimator(neighbours: 1).fit(data, task: .unobserved) as any QualityEstimates
    var belief = Belief(modelCount: 1)
    estimates.start(2, &belief)
    return belief.quality[0]
  }

  private func numbers(_ name: String, _ values: [Double]) -> Column { Column(name: name, values: .numbers(values)) }

  /// Numbers are standardised: 400 of 1000 counts as 0.4 of 1, nearer to p at 0 than to q at 1. (0.4, 0.7) is 0.81 from p
  /// and 0.67 from q, (0.4, 0.55) 0.68 and 0.75.
  @Test func numbersCountByTheirDeviation() throws {
    #expect(try nearest([numbers("x_a", [0, 1000, 400])]) == 1)
    #expect(try nearest([numbers("x_a", [0, 1000, 400]), numbers("x_b", [0, 1, 0.7])]) == 0)
    #expect(try nearest([numbers("x_a", [0, 1000, 400]), numbers("x_b", [0, 1, 0.55])]) == 1)
  }

  /// A missing number is the mean, as far from one as from the other, and another feature decides.
  @Test func missingNumbersAreTheMean() throws {
    #expect(try nearest([numbers("x_a", [0, 1, .nan]), numbers("x_b", [0, 1, 0.6])]) == 0)
    #expect(try nearest([numbers("x_a", [0, 1, .nan]), numbers("x_b", [0, 1, 0.4])]) == 1)
  }

  private func group(_ codes: [Int32]) -> Column {
    Column(name: "group", values: .categories(codes: codes, labels: ["a", "b"]))
  }

  /// Where only the train queries are the same, all are equally near, and the first is taken.
  @Test func queriesThatAreAllTheSameAreSaidToBe() throws {
    let error = #expect(throws: RoutingError.self) { try nearest([group([0, 0, 0]), numbers("x_a", [7, 7, 7])]) }
    #expect("\(error!)".contains("all queries are the same by `group`, `x_a`"), "\(error!)")
    let none = #expect(throws: RoutingError.self) { try nearest([]) }
    #expect("\(none!)".contains("no column `group` and no columns `x_...`"), "\(none!)")
    #expect(try nearest([numbers("x_a", [7, 7, 8])]) == 1)
    #expect(try nearest([group([0, 0, 1])]) == 1)
  }

  /// Of prompts of one length those with the same words are near.
  @Test func wordsCount() throws {
    let prompts = ["what is the capital of france", "prove that all primes above 2", "what is the capital of norway"]
    #expect(try nearest([], prompts: prompts.map { $0.padding(30) }) == 1)
    #expect(try nearest([], prompts: [prompts[1], prompts[0], prompts[2]].map { $0.padding(30) }) == 0)
  }
}

extension String {
  fileprivate func padding(_ count: Int) -> String { self + String(repeating: ".", count: max(0, count - self.count)) }
}
