import Mathematics
import Traces

/// The quality of estimates on some rows: before a model runs (*ex-ante*) and once it alone has run (*post-hoc*).
public struct EstimateReport: Sendable {
  /// The estimates of one phase.
  public struct Phase: Sendable {
    /// The estimates of each model on the rows where it is offered, in order.
    public let estimates: [[Double]]
    /// The same without what the fits of different folds differ by on average. A fold of good answers is estimated by a fit
    /// that has seen fewer of them, so between folds estimates run against the truth, whatever they are worth (Forman and
    /// Scholz, *Apples-to-apples in cross-validation studies*, 2010).
    public let comparable: [[Double]]
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
  /// The slope of the truth on ex-ante estimates: that of post-hoc estimates which forget nothing.
  public let truthSlopes: [MartingaleSlope?]
  /// The slope of (post-hoc estimate - truth) on ex-ante estimates: 0 where post-hoc estimates forget nothing.
  public let lossSlopes: [MartingaleSlope?]

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
    let folds = places.map { places in data.folds.map { folds in places.map { folds.deals[0][rows[$0]] } } }
    func comparable(_ columns: [[Double]]) -> [[Double]] { zip(columns, folds).map { $0.withoutShifts(between: $1) } }
    self.exAnte = Phase(estimates: exAnte, comparable: comparable(exAnte), skill: skill(0))
    self.postHoc = Phase(estimates: postHoc, comparable: comparable(postHoc), skill: skill(count))
    let before = self.exAnte.comparable
    func slopes(of later: [[Double]]) -> [MartingaleSlope?] {
      zip(before, later).map { MartingaleSlope(exAnte: $0, postHoc: $1) }
    }
    self.slopes = slopes(of: postHoc)
    truthSlopes = slopes(of: truths)
    lossSlopes = slopes(of: zip(postHoc, truths).map { zip($0, $1).map { $0 - $1 } })
  }

  /// The models whose estimates of a phase are overconfident by more than 0.05 and significantly so, with the excess.
  public func overconfident(_ phase: Phase) -> [(model: Int, excess: Double)] {
    models.indices.compactMap { model in
      guard let excess = OverconfidenceMetric.excess(phase.comparable[model], truths[model]),
        excess.mean > max(0.05, 3 * excess.error)
      else { return nil }
      return (model, excess.mean)
    }
  }

  /// What makes a martingale slope differ from 1.
  public enum Drift: Sendable, CaseIterable {
    /// Post-hoc estimates, which do not follow the ex-ante estimates as the truth does.
    case forgetful
    /// Ex-ante estimates, from which the truth drifts, too.
    case misstated
    /// Either: there are too few rows to tell.
    case undecided
  }

  /// The models whose martingale slope differs from 1 by more than 0.1 and significantly so, for that reason.
  public func drifting(_ drift: Drift) -> [Int] {
    models.indices.filter { model in
      guard let slope = slopes[model], let truth = truthSlopes[model], let loss = lossSlopes[model],
        slope.differs(from: 1)
      else { return false }
      return drift == (loss.differs(from: 0) ? .forgetful : truth.differs(from: 1) ? .misstated : .undecided)
    }
  }
}

extension MartingaleSlope {
  /// Whether it differs from `expected` by more than 0.1 and by more than three standard errors.
  fileprivate func differs(from expected: Double) -> Bool { abs(value - expected) > max(0.1, 3 * error) }
}

extension [Double] {
  /// The values less the mean of their fold, plus that of all; as they are where there are no folds.
  fileprivate func withoutShifts(between folds: [Int]?) -> [Double] {
    guard let folds else { return self }
    let whole = mean
    var result = self
    for places in Dictionary(grouping: indices, by: { folds[$0] }).values {
      let own = places.map { self[$0] }
      // What is constant in a fold stays so, to the last digit.
      let isConstant = own.allSatisfy { $0 == own[0] }
      let shift = whole - own.mean
      for place in places { result[place] = isConstant ? whole : self[place] + shift }
    }
    return result
  }
}
