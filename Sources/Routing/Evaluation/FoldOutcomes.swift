import Mathematics
import Traces

/// A policy with the traces that it serves, a share of the whole.
package struct ServingPart: Sendable {
  /// The policy.
  package var tuned: TunedPolicy
  /// The traces with estimates.
  package var fitted: FittedTraces
  /// The rows that it serves.
  package var rows: [Int]
  /// The weight of each row: one over the number of repeats.
  package var share: Double
}

extension TunedPolicy {
  /// Who serves `rows` of `fitted`: the policy itself, or for each fold of each repeat the policy tuned without it.
  package func parts(on rows: [Int], of fitted: FittedTraces) -> [ServingPart] {
    if folds.isEmpty || folds.count != fitted.folds.count {
      return [ServingPart(tuned: self, fitted: fitted, rows: rows, share: 1)]
    }
    var isWanted = [Bool](repeating: false, count: fitted.data.count)
    for row in rows { isWanted[row] = true }
    let share = 1 / Double(fitted.repeatCount)
    return zip(folds, fitted.folds).map { tuned, fold in
      ServingPart(tuned: tuned, fitted: fold, rows: fold.data.test.filter { isWanted[$0] }, share: share)
    }
  }

  /// Who serves one row of `fitted`, in the first repeat.
  package func part(for row: Int, of fitted: FittedTraces) -> (tuned: TunedPolicy, fitted: FittedTraces) {
    guard folds.count == fitted.folds.count, let fold = fitted.data.folds?.deals[0][row] else { return (self, fitted) }
    return (folds[fold], fitted.folds[fold])
  }
}

extension Outcomes {
  /// The outcomes of `rows`, each the mean over repeats of what served it there.
  ///
  /// - Parameter parts: repeat by repeat, fold by fold, the rows served and their outcomes.
  init(of rows: [Int], from parts: [(rows: [Int], outcomes: Outcomes)], repeats: Int, modelCount: Int) {
    self.init(modelCount: modelCount)
    let places = Dictionary(uniqueKeysWithValues: zip(rows, 0...))
    let share = 1 / Double(repeats)
    cost = [Double](repeating: 0, count: rows.count)
    quality = cost
    for (rows, outcomes) in parts {
      for (index, row) in rows.enumerated() {
        let place = places[row]!
        cost[place] += share * outcomes.cost[index]
        quality[place] += share * outcomes.quality[index]
      }
      for model in 0..<modelCount {
        ran[model] += share * outcomes.ran[model]
        answered[model] += share * outcomes.answered[model]
      }
    }
    guard repeats > 1 else { return }
    let ofRepeat = parts.count / repeats
    repeatMeans = (0..<repeats).map { deal in
      let own = parts[deal * ofRepeat..<(deal + 1) * ofRepeat]
      let total = Double(rows.count)
      return (
        cost: own.map { $0.outcomes.cost.sum }.sum / total, quality: own.map { $0.outcomes.quality.sum }.sum / total
      )
    }
  }
}
