import Mathematics
import Traces

extension Experiment {
  /// The effort of a first decision as the pool grows (paper, appendix): random estimates, sets of at most 3.
  package static let runtime = Experiment(
    "runtime", "the effort per decision as the pool grows from 2 to 97 models", options: [.small, .timing]
  ) { (arguments) throws(RoutingError) in
    let sizes = Array(stride(from: 2, through: arguments.isSmall ? 32 : 97, by: 5))
    return ExperimentPlan(
      sizes.map { "\($0)" }, size: 2 * variants.count
    ) { (index, task) throws(RoutingError) in
      do { try task.check() } catch { throw .cancelled }
      task.progress(0)
      let size = sizes[index]
      var numbers: [Double] = []
      let beliefs = randomBeliefs(modelCount: size, seed: arguments.seed)
      for variant in variants {
        guard isMeasured(variant.options, size) else {
          numbers += [.nan, .nan]
          continue
        }
        let search = SupermodelSearch(options: variant.options)
        var counter = CountingObserver()
        var silent = SilentObserver()
        var scratch = SearchScratch(modelCount: size, options: variant.options)
        for belief in beliefs {
          _ = search.best(belief, lambda: 1, rule: .lowestCost, scratch: &scratch, observer: &counter)
        }
        var microseconds = Double.nan
        if arguments.isTimed {
          let elapsed = ContinuousClock().measure {
            for belief in beliefs {
              _ = search.best(belief, lambda: 1, rule: .lowestCost, scratch: &scratch, observer: &silent)
            }
          }
          microseconds = elapsed / .microseconds(1) / Double(beliefs.count)
        }
        numbers += [Double(counter.evaluated) / Double(beliefs.count), microseconds]
      }
      return numbers
    } result: { values in
      result(values, sizes, arguments)
    }
  }

  private static func result(
    _ values: [[Double]], _ sizes: [Int], _ arguments: ExperimentArguments
  ) -> ExperimentResult {
    var rows: [[ExperimentTable.Value]] = []
    for (size, numbers) in zip(sizes, values) {
      for (variant, own) in zip(variants, numbers.rows(of: 2)) where isMeasured(variant.options, size) {
        rows.append(
          [.count(size), .text(variant.name), .number(own[0], 4), .number(sets(of: size), 6)]
            + (arguments.isTimed ? [.number(own[1], 3)] : []))
      }
    }
    let measured = ExperimentTable(
      key: "decisions",
      [
        .init("models"), .init("variant"), .init("sets evaluated", key: "evaluated"),
        .init("sets there are", key: "sets"),
      ] + (arguments.isTimed ? [.init("us", key: "microseconds")] : []), rows: rows)
    return ExperimentResult(
      remarks: [
        "\(beliefCount) random beliefs per size: estimates uniform in [0, 1], prices in [0, 0.2], sigma in [0, 0.5]; first "
          + "decisions, at most 3 models; slow only up to 17 models"
          + (arguments.isTimed ? "; us: microseconds per decision on one core" : "")
      ],
      shown: [pivot(measured, column: 2, "sets evaluated per decision", "evaluated")]
        + (arguments.isTimed ? [pivot(measured, column: 4, "microseconds per decision", "microseconds")] : []),
      data: [measured])
  }

  private static let beliefCount = 100

  private static func isMeasured(_ options: SearchOptions, _ size: Int) -> Bool { !options.slow || size <= 17 }

  private static let variants: [(name: String, options: SearchOptions)] = {
    var all = ["normal", "greedy", "no-expect", "slow"].map { (name: $0, options: SearchOptions(maxDepth: 3)) }
    all[1].options.greedy = true
    all[2].options.noExpect = true
    all[3].options.slow = true
    return all
  }()

  /// The number of sets of one to three models.
  private static func sets(of size: Int) -> Double {
    let n = Double(size)
    return n + n * (n - 1) / 2 + n * (n - 1) * (n - 2) / 6
  }

  private static func randomBeliefs(modelCount: Int, seed: UInt64) -> [Belief] {
    let key = RandomKey(seed: seed, purpose: "runtime").mixing(modelCount)
    return (0..<beliefCount).map { index in
      var generator = key.mixing(index).generator
      func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
      var belief = Belief(modelCount: modelCount)
      for model in 0..<modelCount {
        belief.quality[model] = uniform()
        belief.cost[model] = uniform() / 5
        belief.sigma[model] = uniform() / 2
      }
      return belief
    }
  }

  /// One column of the measurements, variants across.
  private static func pivot(_ table: ExperimentTable, column: Int, _ title: String, _ key: String) -> ExperimentTable {
    var rows: [[ExperimentTable.Value]] = []
    for row in table.rows {
      guard case .text(let name) = row[1], let place = variants.firstIndex(where: { $0.name == name }) else { continue }
      if rows.last?[0] != row[0] { rows.append([row[0]] + variants.map { _ in .missing }) }
      rows[rows.count - 1][place + 1] = row[column]
    }
    return ExperimentTable(key: key, title: title, [.init("models")] + variants.map { .init($0.name) }, rows: rows)
  }
}

/// Counts the sets that a decision evaluates.
private struct CountingObserver: DecisionObserver {
  static var isSilent: Bool { false }
  var evaluated = 0
  mutating func evaluated(_ candidate: Candidate) { evaluated += 1 }
}
