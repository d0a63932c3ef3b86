import Traces

/// What a budget on all queries comes to on the queries that a fold is tuned on.
///
/// The same models cost a little more there, or less, by chance. A budget stands at the same place between the models'
/// mean costs there as on all queries; below the cheapest and above the dearest model it is that multiple of its cost.
/// So one that buys exactly one model buys it in every fold, and what the folds spend is the budget in the mean.
package struct FoldBudget: Sendable {
  /// The mean cost of each model on all queries and on the fold's, neither descending; a budget of nothing first.
  private let steps: [(whole: Double, fold: Double)]

  /// - Parameters:
  ///   - fold: the traces as the fold is tuned on them.
  ///   - whole: the same with all queries.
  init(_ fold: Dataset, of whole: Dataset) {
    self.init(fold: Self.costs(of: fold), whole: Self.costs(of: whole))
  }

  /// - Parameters:
  ///   - fold: the mean cost of each model on the fold's queries; NaN comes of none.
  ///   - whole: that on all queries.
  package init(fold: [Double], whole: [Double]) {
    var steps = [(whole: 0.0, fold: 0.0)]
    for (whole, fold) in zip(whole, fold).sorted(by: { $0 < $1 }) where whole > steps.last!.whole && fold > 0 {
      steps.append((whole, max(fold, steps.last!.fold)))
    }
    self.steps = steps
  }

  private static func costs(of data: Dataset) -> [Double] {
    data.servedMeans(of: data.cost, over: data.tuningRows)
  }

  /// The budget of the fold.
  package func callAsFunction(_ budget: Double) -> Double {
    guard let dearest = steps.last, steps.count > 1, budget > 0 else { return budget }
    if budget >= dearest.whole { return budget * (dearest.fold / dearest.whole) }
    let place = steps.lastIndex { $0.whole <= budget }!
    let (low, high) = (steps[place], steps[place + 1])
    return low.fold + (high.fold - low.fold) * ((budget - low.whole) / (high.whole - low.whole))
  }
}
