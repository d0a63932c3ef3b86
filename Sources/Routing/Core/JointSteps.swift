import Mathematics
import Synchronization

/// The estimates of some training queries once each set of models has run, by fits without the query: what a set of runs
/// does to the estimates of its members, dependence kept because it is taken query by query.
public final class JointSteps: Sendable {
  /// A model of the pool and the models that have run.
  private struct Key: Hashable {
    var model: Int
    var given: ModelSet
  }

  /// The scale of the steps.
  let scale: StepModel.Scale
  /// The number of groups of eight queries.
  let groups: Int
  private let estimates: @Sendable (_ model: Int, _ given: ModelSet) -> [Double]
  private let known = Mutex<[Key: [SIMD8<Double>]]>([:])

  /// How many queries are taken, where there are as many.
  public static let queryCount = 64

  /// Steps between the estimates that `estimates` gives.
  ///
  /// - Parameters:
  ///   - scale: the scale of the steps.
  ///   - queryCount: the number of queries, a multiple of 8.
  ///   - estimates: the estimates of a model's answers to the queries, given a set of models that have run.
  public init(
    scale: StepModel.Scale, queryCount: Int,
    estimates: @escaping @Sendable (_ model: Int, _ given: ModelSet) -> [Double]
  ) {
    precondition(queryCount > 0 && queryCount.isMultiple(of: 8))
    self.scale = scale
    groups = queryCount / 8
    self.estimates = estimates
  }

  /// How many of `count` queries there are steps of: multiples of 8 are handled eight at a time.
  public static func queryCount(of count: Int) -> Int { count >= 8 ? min(queryCount, count / 8 * 8) : 8 }

  /// The estimates of `model` once those of `given` have run, eight queries to a group; on log odds the odds.
  func lanes(of model: Int, given: ModelSet) -> [SIMD8<Double>] {
    let key = Key(model: model, given: given)
    if let lanes = known.withLock({ $0[key] }) { return lanes }
    let isOdds = scale == .logOdds
    let lanes = estimates(model, given).map { estimate in
      let chance = Chance.clear(estimate)
      return isOdds ? chance / (1 - chance) : estimate
    }.inEights
    known.withLock { $0[key] = lanes }
    return lanes
  }
}
