import Traces

/// Traces with estimates fitted to them, on which strategies are tuned and measured.
public struct FittedTraces: Sendable {
  /// The traces: true quality and cost.
  public var data: Dataset
  /// The estimates; out of fold where the rows are dealt into folds.
  public var estimates: Estimates
  /// Where the rows are dealt into folds: for each fold of each repeat, the traces as what serves it may know them, fitted
  /// and tuned on the other folds, measured on this one.
  public private(set) var folds: [FittedTraces] = []
  /// Where the rows are dealt into folds and estimates have few values, those of the fit to all rows.
  private var fittedToAll: Estimates?

  /// Pairs traces with estimates that were fitted to them.
  public init(data: Dataset, estimates: Estimates) {
    self.data = data
    self.estimates = estimates
    self.estimates.offers = data.offers
    self.estimates.ignoresAnswers = data.isValued
    guard let dealt = data.folds, let quality = estimates.quality as? CrossFittedQuality,
      let cost = estimates.cost as? CrossFittedCost
    else { return }
    var whole = self.estimates
    (whole.quality, whole.cost) = (quality.whole, cost.whole)
    let isAlone = Self.haveFewValues(whole, on: data.count, modelCount: data.modelCount)
    if isAlone { fittedToAll = whole }
    folds = dealt.deals.indices.flatMap { deal in
      (0..<dealt.count).map { fold in
        let served = ServedFold(fold: fold, deal: deal, isAlone: isAlone)
        return FittedTraces(
          data: data.divided(
            train: dealt.rows(outside: fold, fold, of: deal), test: dealt.rows(in: fold, of: deal)),
          estimates: Estimates(quality: quality.serving(served), cost: cost.serving(served)))
      }
    }
  }

  /// The traces on which a policy for queries to come is tuned, where the rows are dealt into folds: with estimates by the fit
  /// that will serve these, where estimates have few values.
  var toTuneForAll: FittedTraces {
    var traces = self
    traces.estimates = fittedToAll ?? estimates
    return traces
  }

  /// Whether the estimates before any run have few values.
  private static func haveFewValues(_ estimates: Estimates, on rowCount: Int, modelCount: Int) -> Bool {
    var belief = Belief(modelCount: modelCount)
    return FewValues.hold(on: 0..<rowCount) { row in
      estimates.start(row, &belief)
      return belief.quality + belief.cost
    }
  }

  /// How many train and how many tune rows prices are chosen on, unless wanted otherwise
  /// (method, section 6).
  public static let tuneRowLimit = 5_000

  /// The same traces to choose prices on, with at most `limit` train and at most `limit` tune rows, in each fold if there
  /// are folds; estimates stay as they were fitted.
  ///
  /// - Parameters:
  ///   - limit: the number of rows that each part keeps.
  ///   - seed: the seed of the sample.
  public func sampled(atMost limit: Int, seed: UInt64) -> FittedTraces {
    var sample = self
    sample.data = data.sampled(atMost: limit, seed: seed)
    sample.folds = folds.map { $0.sampled(atMost: limit, seed: seed) }
    return sample
  }

  /// How often the rows are dealt into folds; 1 where they are in parts.
  public var repeatCount: Int { data.folds?.repeatCount ?? 1 }
}
