/// The distribution of the final estimate of a model that has not run, apart from its mean.
public enum OutcomeDistribution: Sendable {
  /// Normal with the belief's `sigma`, or `covariance`.
  case normal
  /// Running a model reveals the truth: 1 with probability `quality` of the belief, else 0. The probabilities of
  /// different models depend on one hidden variable through these curves, with the belief's `nodeWeights` as weights;
  /// without curves the models are independent.
  case truth(SuccessCurves?)
  /// Running a model yields a signal that determines its final estimate.
  case signal(SignalModel)
  /// Running models makes estimates step as those of training queries did.
  case steps(StepModel)
}

/// The probability of success of each model at each value (node) of one hidden variable.
public final class SuccessCurves: Sendable {
  /// The number of nodes.
  public let nodeCount: Int
  /// The number of groups of eight nodes; the last is padded with probability 0.
  let groups: Int
  /// `groups` groups per model.
  let chances: [SIMD8<Double>]

  /// The curves of as many models as there are rows; all rows have the same length.
  public init(_ rows: [[Double]]) {
    nodeCount = rows[0].count
    groups = (nodeCount + 7) / 8
    chances = rows.flatMap(\.inEights)
  }

  /// The probability of success of `model` under weights of the nodes that sum to 1.
  @inline(__always)
  func chance(of model: Int, _ weights: [SIMD8<Double>]) -> Double {
    var total = SIMD8<Double>()
    for group in 0..<groups { total += weights[group] * chances[model * groups + group] }
    return total.sum()
  }
}

/// The signals that runs yield: calibrated probabilities of success, with the values they commonly take.
public final class SignalModel: Sendable {
  /// Per model: the share of right answers, and common signals in descending order, all of equal weight.
  let models: [(rate: Double, signals: [Double])]

  /// Creates a model of signals; rates and signals lie strictly between 0 and 1.
  public init(_ models: [(rate: Double, signals: [Double])]) { self.models = models }

  /// The likelihoods of `signal` given a right and given a wrong answer, relative to its average.
  @inline(__always)
  func likelihoods(of signal: Double, model: Int) -> (right: Double, wrong: Double) {
    let rate = models[model].rate
    return (signal / rate, (1 - signal) / (1 - rate))
  }

  /// The value in hand at which running `model` is worth its price, where its probability so far is `chance`.
  ///
  /// A signal s comes with weight L = chance s/rate + (1 - chance)(1 - s)/(1 - rate) and leaves the estimate
  /// chance (s/rate) / L, which grows with s (method, section 8, discrete).
  func reservationValue(of model: Int, chance: Double, price: Double) -> Double {
    if chance <= 0 || chance >= 1 || models[model].signals.isEmpty { return chance - price }
    var best = -Double.infinity
    forEachReservationLine(of: model, chance: chance) { level, weight in best = max(best, level - weight * price) }
    return best
  }

  /// The lines of which that value is the greatest.
  @inline(__always)
  func forEachReservationLine(of model: Int, chance: Double, _ body: (_ level: Double, _ weight: Double) -> Void) {
    if chance <= 0 || chance >= 1 || models[model].signals.isEmpty { return body(chance, 1) }
    var (mass, total, moment) = (0.0, 0.0, 0.0)
    for signal in models[model].signals {
      let likelihood = likelihoods(of: signal, model: model)
      total += chance * likelihood.right + (1 - chance) * likelihood.wrong
    }
    for signal in models[model].signals {
      let likelihood = likelihoods(of: signal, model: model)
      mass += (chance * likelihood.right + (1 - chance) * likelihood.wrong) / total
      moment += chance * likelihood.right / total
      body(moment / mass, 1 / mass)
    }
  }

  /// E[(Q - hand)^+] for the estimate Q after running `model`.
  func excess(of model: Int, chance: Double, over hand: Double) -> Double {
    var (mass, total) = (0.0, 0.0)
    for signal in models[model].signals {
      let likelihood = likelihoods(of: signal, model: model)
      let right = chance * likelihood.right
      let weight = right + (1 - chance) * likelihood.wrong
      mass += weight
      total += max(right - hand * weight, 0)
    }
    return mass > 0 ? total / mass : max(chance - hand, 0)
  }

  /// The standard deviation of the estimate after running `model`.
  func deviation(of model: Int, chance: Double) -> Double {
    var (mass, first, second) = (0.0, 0.0, 0.0)
    for signal in models[model].signals {
      let likelihood = likelihoods(of: signal, model: model)
      let weight = chance * likelihood.right + (1 - chance) * likelihood.wrong
      if weight <= 0 { continue }
      mass += weight
      first += chance * likelihood.right
      second += chance * likelihood.right * chance * likelihood.right / weight
    }
    if mass <= 0 { return 0 }
    return max(0, second / mass - first / mass * (first / mass)).squareRoot()
  }
}

extension Belief {
  /// The value in hand at which running `model` is worth exactly its price (method, section 8).
  public func reservationValue(of model: Int, lambda: Double) -> Double {
    reservationValue(of: model, lambda: lambda, by: .shared)
  }

  /// The same, for loops that fetch the table once.
  @inline(__always)
  func reservationValue(of model: Int, lambda: Double, by table: ReservationTable) -> Double {
    let price = lambda * cost[model]
    switch prospect {
    case .normal: return table.value(mean: quality[model], sigma: sigma[model], price: price)
    case .truth: return ReservationValue.bernoulli(quality[model], price: price)
    case .signal(let law): return law.reservationValue(of: model, chance: quality[model], price: price)
    case .steps(let steps): return steps.reservationValue(of: model, mean: quality[model], price: price)
    }
  }

  /// The same, where it may be known already.
  @inline(__always)
  func reservationValue(of model: Int, lambda: Double, by known: inout KnownReservations) -> Double {
    guard case .normal = prospect else { return reservationValue(of: model, lambda: lambda) }
    return known.value(of: model, mean: quality[model], sigma: sigma[model], price: lambda * cost[model])
  }

  /// Calls `body` with lines of which the reservation value of `model` is the greatest, level - weight price, at any price
  /// above 0; returns false, and calls nothing, where it is no such thing because estimates are normal.
  @inline(__always)
  func forEachReservationLine(of model: Int, _ body: (_ level: Double, _ weight: Double) -> Void) -> Bool {
    switch prospect {
    case .normal: return false
    case .truth:
      let chance = quality[model]
      body(chance, 1)
      if chance > 0, chance < 1 { body(1, 1 / chance) }
    case .signal(let law): law.forEachReservationLine(of: model, chance: quality[model], body)
    case .steps(let steps): steps.forEachReservationLine(of: model, mean: quality[model], body)
    }
    return true
  }

  /// The expected value of the best answer if `model` is the last to run: E[max(hand, Q)], or E[Q] with nothing in
  /// hand.
  func worth(of model: Int, over hand: Double?) -> Double {
    guard let hand else { return quality[model] }
    switch prospect {
    case .normal: return hand + ReservationValue.gaussianExcess(mean: quality[model], sigma: sigma[model], over: hand)
    case .truth: return hand + max(quality[model], 0) * max(1 - hand, 0)
    case .signal(let law): return hand + law.excess(of: model, chance: quality[model], over: hand)
    case .steps(let steps): return hand + steps.excess(of: model, mean: quality[model], over: hand)
    }
  }
}

extension [Double] {
  /// The values in groups of eight, the last padded with zeros.
  var inEights: [SIMD8<Double>] {
    stride(from: 0, to: count, by: 8).map { start in
      var group = SIMD8<Double>()
      for lane in 0..<Swift.min(8, count - start) { group[lane] = self[start + lane] }
      return group
    }
  }
}
