import Routing
import Testing

/// The recorded lambda vectors of one pool, and the rows to replay them on.
struct ReferenceTrials {
  struct Trial: Decodable {
    var lambdas: [Double]
    var cost: Double
    var quality: Double
    var tie: String
  }
  struct Budget: Decodable {
    struct TestPoint: Decodable {
      var testCost: Double
      var testQuality: Double
    }
    var budget: Double
    var trials: [Trial]
    var tieCheapest: TestPoint
  }
  struct Recorded: Decodable {
    var cascade: [Budget]
    var cascadeRouter: [Budget]
  }
  struct Pool: Decodable {
    var sigmas: [Double]
    var models: [String]
  }
  /// One query: per model what is true and what is estimated.
  struct Row {
    var quality: [Double] = []
    var cost: [Double] = []
    var exAnte: [Double] = []
    var postHoc: [Double] = []
    var costExAnte: [Double] = []
    var costPostHoc: [Double] = []
  }

  let recorded: Recorded
  let sigmas: [Double]
  let train: [Row]
  let test: [Row]
  let options: SearchOptions

  init() throws {
    recorded = try ReferenceData.decode(Recorded.self, from: "m3_low_trials.json")
    let pool = try ReferenceData.decode(Pool.self, from: "m3_low.json")
    sigmas = pool.sigmas
    var rows: [String: [Row]] = [:]
    var row = Row()
    for line in try ReferenceData.lines("m3_low.csv").dropFirst() {
      let values = line.dropFirst(3).compactMap { Double($0) }
      #expect(String(line[2]) == pool.models[row.quality.count] && values.count == 6)
      row.quality.append(values[0])
      row.cost.append(values[1])
      row.exAnte.append(values[2])
      row.postHoc.append(values[3])
      row.costExAnte.append(values[4])
      row.costPostHoc.append(values[5])
      if row.quality.count == sigmas.count {
        rows[String(line[1]), default: []].append(row)
        row = Row()
      }
    }
    train = rows["train"] ?? []
    test = rows["test"] ?? []
    var options = SearchOptions()
    options.reference = .all
    options.normals = try ReferenceFaultsTests.normals()
    self.options = options
  }

  /// Mean true cost and quality of `policy` over `rows`.
  func replay(_ policy: some Policy, _ rows: [Row], rule: TieRule) -> (cost: Double, quality: Double) {
    var scratch = policy.makeScratch(modelCount: sigmas.count)
    var silent = SilentObserver()
    var cost = 0.0
    var quality = 0.0
    for row in rows {
      var belief = Belief(quality: row.exAnte, cost: row.costExAnte, sigma: sigmas)
      while let next = policy.next(belief, row: 0, rule: rule, scratch: &scratch, observer: &silent) {
        belief.ran(next)
        belief.quality[next] = row.postHoc[next]
        belief.cost[next] = row.costPostHoc[next]
        belief.sigma[next] = 0
        cost += row.cost[next]
      }
      quality += row.quality[policy.answer(belief)]
    }
    return (cost / Double(rows.count), quality / Double(rows.count))
  }

  /// Replays every trial, and the last one of each budget on the test rows.
  func expectParity(_ budgets: [Budget], _ policy: (_ lambdas: [Double]) -> some Policy) {
    #expect(train.count == 100 && test.count == 1900 && !budgets.isEmpty)
    for budget in budgets {
      for (index, trial) in budget.trials.enumerated() {
        let point = replay(policy(trial.lambdas), train, rule: trial.tie == "cheap" ? .lowestCost : .highestCost)
        #expect(abs(point.cost - trial.cost) < 1e-12, "budget \(budget.budget), trial \(index)")
        #expect(abs(point.quality - trial.quality) < 1e-12, "budget \(budget.budget), trial \(index)")
      }
      guard let last = budget.trials.last else { continue }
      let point = replay(policy(last.lambdas), test, rule: .lowestCost)
      #expect(abs(point.cost - budget.tieCheapest.testCost) < 1e-12, "budget \(budget.budget)")
      #expect(abs(point.quality - budget.tieCheapest.testQuality) < 1e-12, "budget \(budget.budget)")
    }
  }
}
