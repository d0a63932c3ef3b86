import Mathematics
import Routing
import Testing
import Traces

@Suite struct CrossFitTests {
  private func estimate(_ fitted: FittedTraces, _ row: Int) -> [Double] {
    var belief = Belief(modelCount: 2)
    fitted.estimates.start(row, &belief)
    return belief.quality
  }

  /// The train mean is the mean over the other folds; on tuning rows of a fold, over the folds other than both, or, where twenty
  /// rows and more share it, the one that the fold is served by.
  @Test(arguments: [19, 23]) func aRowIsEstimatedByFitsThatHaveNotSeenIt(count: Int) throws {
    let data = try FoldTraces.data(count: count, folds: 4, repeats: 2)
    let fitted = try FoldTraces.fitted(data)
    let folds = try #require(data.folds)
    func mean(_ rows: [Int], _ model: Int) -> Double { rows.map { data.quality[$0 * 2 + model] }.mean }
    for row in 0..<count {
      let own = folds.deals[0][row]
      let outside = (0..<count).filter { folds.deals[0][$0] != own }
      #expect(estimate(fitted, row) == [mean(outside, 0), mean(outside, 1)])
    }
    #expect(fitted.folds.count == 8)
    for (index, part) in fitted.folds.enumerated() {
      let (deal, fold) = (folds.deals[index / 4], index % 4)
      #expect(part.data.test == (0..<count).filter { deal[$0] == fold })
      #expect(part.data.train == (0..<count).filter { deal[$0] != fold } && part.data.tune.isEmpty)
      for row in 0..<count {
        let rest = (0..<count).filter { deal[$0] != fold && (count >= 20 || deal[$0] != deal[row]) }
        #expect(estimate(part, row) == [mean(rest, 0), mean(rest, 1)])
      }
    }
  }

  @Test func partsAreFittedOnce() throws {
    let data = try SmallTraces.parted(
      [[0, 1], [1, 1], [0, 0]], [[1, 2], [1, 2], [1, 2]], ["train", "train", "test"])
    let fitted = try FoldTraces.fitted(data)
    #expect(fitted.folds.isEmpty && estimate(fitted, 2) == [0.5, 1])
  }
}
