import Mathematics
import Traces

/// Recorded confidences calibrated to probabilities of success: per model a logistic regression of quality on
/// confidence over the train part (Platt scaling), so that their mean is the model's share of right answers.
struct CalibratedConfidence: Sendable {
  /// The calibration of one model's confidence.
  struct Scale: Sendable {
    /// The scale on which confidences are seen.
    var readAs = ConfidenceScale.asRecorded
    /// The shift and scale of confidences before the curve.
    let standardisation: Standardisation
    /// The probability of a right answer, given the standardised confidence.
    let curve: LogisticLine

    /// The calibrated confidence; NaN where there is none.
    func signal(_ confidence: Double) -> Double {
      if confidence.isNaN { return .nan }
      let chance = curve.value(at: (readAs(confidence) - standardisation.mean) / standardisation.scale)
      return min(max(chance, 0.001), 0.999)
    }
  }

  /// How each model's confidences are calibrated.
  let scales: [Scale]
  /// The calibrated confidence of each row and model; NaN where none was recorded.
  let signals: [Double]
  /// The common values on the train part: for each model the means of 20 equal parts.
  let law: SignalModel

  static let partCount = 20

  /// - Throws: `RoutingError.unsuitable` where the traces have no confidences.
  init(_ data: Dataset) throws(RoutingError) {
    guard case .numbers(let recorded)? = data.traces.outcomeColumn("confidence")?.values else {
      throw .unsuitable("irt", reason: "the traces have no column `confidence`; if runs reveal the truth, add --judge")
    }
    var signals = (0..<data.count).flatMap { row in
      data.models.indices.map { recorded[data.outcome(of: $0, row: row)] }
    }
    let readAs = ConfidenceScale(of: data) ?? .asRecorded
    var scales: [Scale] = []
    var models: [(rate: Double, signals: [Double])] = []
    for model in 0..<data.modelCount {
      let places = data.rows(of: model, among: data.train).map { $0 * data.modelCount + model }
        .filter { !signals[$0].isNaN }
      if places.isEmpty {
        throw .unsuitable("irt", reason: "\(data.models[model]) has no confidence on the train part")
      }
      let raw = places.map { readAs(signals[$0]) }
      let (mean, deviation) = (raw.mean, max(raw.standardDeviation, 1e-12))
      let flat = LogisticLine(intercept: 0, slope: 0)
      let curve = LogisticLine(
        x: raw.map { ($0 - mean) / deviation }, successes: places.map { data.quality[$0] }, trials: raw.map { _ in 1 },
        prior: flat, ridge: 0.01)
      let scale = Scale(
        readAs: readAs, standardisation: Standardisation(mean: mean, scale: deviation), curve: curve)
      scales.append(scale)
      for place in stride(from: model, to: signals.count, by: data.modelCount) {
        signals[place] = scale.signal(signals[place])
      }
      let sorted = places.map { signals[$0] }.sorted(by: >)
      models.append((rate: sorted.mean, signals: Self.parts(of: sorted)))
    }
    self.scales = scales
    self.signals = signals
    law = SignalModel(models)
  }

  private static func parts(of sorted: [Double]) -> [Double] {
    let count = min(partCount, sorted.count)
    return (0..<count).map { sorted[$0 * sorted.count / count..<($0 + 1) * sorted.count / count].mean }
  }
}
