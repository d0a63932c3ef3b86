import Mathematics
import Routing
import Testing
import Traces

@Suite struct ChainOutcomesTests {
  private static let key = RandomKey(seed: 2, purpose: "chain outcomes tests")

  private func fitted(models: Int, rows: Int) throws -> FittedTraces {
    let key = Self.key.mixing(models)
    let qualities = (0..<rows).map { row in
      (0..<models).map { key.mixing(row).mixing($0).uniform < 0.3 + 0.1 * Double($0) ? 1.0 : 0 }
    }
    let data = try SmallTraces.tuning(
      qualities: qualities, costs: (0..<rows).map { row in (0..<models).map { 1 + Double(($0 * 7 + row) % 5) } })
    let post = data.quality.indices.map { 0.3 + 0.4 * data.quality[$0] + 0.3 * key.mixing("post").mixing($0).normal }
    return FittedTraces(
      data: data,
      estimates: Estimates(
        quality: PairedQualityEstimates(
          PairedTable(exAnte: post, postHoc: post, modelCount: models), sigma: Array(repeating: 0.1, count: models)),
        cost: SmallTraces.truthful(data).estimates.cost))
  }

  /// The thresholds at one price, row by row, backwards from the last step (method, section 6).
  private func thresholds(at price: Double, _ fitted: FittedTraces, _ post: [Double]) -> [Double] {
    let (data, rows) = (fitted.data, fitted.data.tune)
    let models = data.modelCount
    let lines = (0..<models).map { model in
      LeastSquaresLine(
        x: rows.map { post[$0 * models + model] }, y: rows.map { data.quality[$0 * models + model] })
    }
    func worth(_ row: Int, _ last: Int) -> Double {
      lines[last].value(at: post[row * models + last])
        - price * (0...last).reduce(0) { $0 + data.cost[row * models + $1] }
    }
    var onward = rows.map { worth($0, models - 1) }
    var thresholds = [Double](repeating: 0, count: models - 1)
    for step in (0..<models - 1).reversed() {
      let own = rows.map { post[$0 * models + step] }
      let gains = rows.indices.map { onward[$0] - worth(rows[$0], step) }
      let line = LeastSquaresLine(x: own, y: gains)
      let (low, high) = (own.min()!, own.max()! + max(own.max()! - own.min()!, 1) * 0x1p-20)
      thresholds[step] =
        line.slope < 0 ? min(max(-line.intercept / line.slope, low), high) : gains.mean > 0 ? high : low
      for place in rows.indices where own[place] >= thresholds[step] { onward[place] = worth(rows[place], step) }
    }
    return thresholds
  }

  /// More prices than are worked out together, and not a multiple of so many.
  @Test(arguments: [(2, 40), (4, 61)])
  func pricesTogetherAreAsEachByItself(models: Int, rowCount: Int) throws {
    let fitted = try fitted(models: models, rows: rowCount)
    let post = try #require(fitted.estimates.quality as? PairedQualityEstimates).table.postHoc
    let chain = try ChainOutcomes(fitted, rows: fitted.data.tune, task: .unobserved)
    let prices = (0..<21).map { 0.004 * Double($0 * $0) }
    let settings = try chain.settings(at: prices, .unobserved)
    for (price, setting) in zip(prices, settings) {
      #expect(setting.thresholds == thresholds(at: price, fitted, post), "\(price)")
      let served = try ThresholdPolicy(thresholds: setting.thresholds)
        .outcomes(on: fitted.data.tune, of: fitted, rule: .lowestCost, task: .unobserved)
      #expect(setting.cost == served.meanCost && setting.quality == served.meanQuality)
    }
    #expect(Set(settings.map(\.thresholds)).count > 3)
  }

  /// Thresholds that none reaches before a model, and all reach at it.
  @Test func chainIsCutOffAfterEachModel() throws {
    let fitted = try fitted(models: 10, rows: 30)
    let settings = try ChainOutcomes(fitted, rows: fitted.data.tune, task: .unobserved).cutSettings
    let costs = fitted.data.means(of: fitted.data.cost, over: fitted.data.tune)
    #expect(settings.count == 10)
    for (last, setting) in settings.enumerated() {
      #expect(abs(setting.cost - costs[...last].sum) < 1e-12)
    }
  }
}
