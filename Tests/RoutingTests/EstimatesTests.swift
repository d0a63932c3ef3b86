import Mathematics
import Routing
import Testing

@Suite struct EstimatesTests {
  /// A new query forgets the answers to the one before; an answer updates quality and cost.
  @Test func beliefsStartAnewAndTakeInAnswers() throws {
    let data = try SmallTraces.parted([[0.25, 0.5], [0.75, 1]], [[1, 2], [1, 2]], ["train", "test"])
    let quality = PairedTable(exAnte: [0.1, 0.2, 0.3, 0.4], postHoc: data.quality, modelCount: 2)
    let cost = PairedTable(exAnte: [5, 6, 7, 8], postHoc: data.cost, modelCount: 2)
    let estimates = Estimates(
      quality: PairedQualityEstimates(quality, sigma: [0.5, 0.5]), cost: PairedCostEstimates(cost))
    var belief = Belief(modelCount: 2)
    estimates.start(0, &belief)
    #expect(belief.quality == [0.1, 0.2] && belief.cost == [5, 6] && belief.sigma == [0.5, 0.5])
    estimates.observe(1, row: 0, &belief)
    #expect(belief.quality == [0.1, 0.5] && belief.cost == [5, 2] && belief.sigma == [0.5, 0])
    #expect(belief.answered == [1])
    estimates.start(1, &belief)
    #expect(belief.quality == [0.3, 0.4] && belief.cost == [7, 8] && belief.sigma == [0.5, 0.5])
    #expect(belief.answered.isEmpty)
  }

  /// Estimates of the rows of some traces alone say how others are to be had.
  @Test func whatHangsOnTracesIsRefused() throws {
    struct Qualities: QualityEstimates {
      func start(_ row: Int, _ belief: inout Belief) {}
      func observe(_ model: Int, row: Int, _ belief: inout Belief) {}
    }
    struct Costs: CostEstimates {
      func start(_ row: Int, _ belief: inout Belief) {}
      func observe(_ model: Int, row: Int, _ belief: inout Belief) {}
    }
    func reason(_ body: () throws -> Void) -> String? {
      guard case .unsuitable("policy", let reason)? = #expect(throws: RoutingError.self, performing: body) else {
        return nil
      }
      return reason
    }
    #expect(
      reason { _ = try Qualities().fitted(for: .subsets(upTo: 1), task: .unobserved) }?
        .hasSuffix("try: fit quality logistic, or fit quality irt") == true)
    #expect(
      reason { _ = try Costs().fitted(for: .subsets(upTo: 1), task: .unobserved) }?
        .hasSuffix("try: fit cost constant, or fit cost regression") == true)
  }
}
