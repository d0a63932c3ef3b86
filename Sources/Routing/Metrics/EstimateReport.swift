import Mathematics
import Traces

/// The quality of estimates on some rows: before a model runs (*ex-ante*) and once it alone has run (*post-hoc*).
public struct EstimateReport: Sendable {
  /// The estimates of one phase.
  public struct Phase: Sendable {
    /// The estimates of each model on the rows where it is offered, in order.
    public let estimates: [[Double]]
    /// Their skill relative to the mean qualities of the train part.
    public let skill: SkillMetric
  }

  /// The models, in pool order.
  public let models: [String]
  /// The number of rows.
  public let queryCount: Int
  /// The true qualities of each model on the rows where it is offered, in order.
  public let truths: [[Double]]
  /// The estimates before any model runs.
  public let exAnte: Phase
  /// The estimate of each model once it has run, and no other.
  public let postHoc: Phase
  /// The slope of post-hoc on ex-ante estimates of each model; `nil` where these are constant.
  public let slopes: [MartingaleSlope?]

  /// The report on the estimates of `quality` on `rows` of `data`.
  public init(
    of quality: any QualityEstimates, on rows: [Int], of data: Dataset, task: TaskContext
  ) throws(RoutingError) {
    let count = data.modelCount
    let parts: [[Double]]
    do {
      // For each row the estimates of all models before, then of all after.
      parts = try task.chunks(of: rows.count) { places in
        var belief = Belief(modelCount: count)
        var values: [Double] = []
        for place in places where !task.isCancelled {
          belief.forget()
          quality.start(rows[place], &belief)
          values += belief.quality
          for model in 0..<count {
            guard data.isOffered(model, on: rows[place]) else {
              values.append(.nan)
              continue
            }
            belief.forget()
            quality.start(rows[place], &belief)
            belief.ran(model)
            quality.observe(model, row: rows[place], &belief)
            values.append(belief.quality[model])
          }
        }
        return values
      }
    } catch {
      throw .cancelled
    }
    let values = parts.flatMap(\.self)
    // Each model on the rows where it is offered.
    let places = (0..<count).map { model in rows.indices.filter { data.isOffered(model, on: rows[$0]) } }
    func column(_ offset: Int) -> [Double] { places[offset % count].map { values[$0 * 2 * count + offset] } }
    let (exAnte, postHoc) = ((0..<count).map { column($0) }, (0..<count).map { column(count + $0) })
    let truths = (0..<count).map { model in places[model].map { data.quality[rows[$0] * count + model] } }
    let means = data.means(of: data.quality, over: data.train)
    models = data.models
    self.truths = truths
    queryCount = rows.count
    func skill(_ offset: Int) -> SkillMetric {
      func columns(_ value: (_ place: Int, _ model: Int) -> Double) -> [[Double]] {
        (0..<count).map { model in rows.indices.map { value($0, model) } }
      }
      return SkillMetric(
        columns { values[$0 * 2 * count + offset + $1] }, columns { data.quality[rows[$0] * count + $1] }, means: means)
    }
    self.exAnte = Phase(estimates: exAnte, skill: skill(0))
    self.postHoc = Phase(estimates: postHoc, skill: skill(count))
    slopes = zip(exAnte, postHoc).map { MartingaleSlope(exAnte: $0, postHoc: $1) }
  }

  /// The models whose estimates of a phase are overconfident by more than 0.05 and significantly so, with the excess.
  public func overconfident(_ phase: Phase) -> [(model: Int, excess: Double)] {
    models.indices.compactMap { model in
      guard let excess = OverconfidenceMetric.excess(phase.estimates[model], truths[model]),
        excess.mean > max(0.05, 3 * excess.error)
      else { return nil }
      return (model, excess.mean)
    }
  }

  /// The models whose martingale slope differs from 1 by more than 0.1 and significantly so.
  public var driftingModels: [Int] {
    models.indices.filter { model in
      slopes[model].map { abs($0.value - 1) > max(0.1, 3 * $0.error) } ?? false
    }
  }
}
