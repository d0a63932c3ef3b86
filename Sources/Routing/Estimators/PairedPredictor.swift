import Input
import Mathematics
import Traces

/// The regressions that turn signals into estimates: per model one line before its run and one after.
struct PairedLines: Sendable {
  let exAnte: [LeastSquaresLine]
  let postHoc: [LeastSquaresLine]
}

/// Estimates that come with the query, one before a model's own run and one after: `noisy` and `table` without traces.
///
/// For `noisy`, signals come with the query, and the fitted lines turn them into estimates.
struct PairedPredictor: QualityPredictor {
  /// The lines for signals; `nil` where estimates come with the query.
  let lines: PairedLines?
  /// Per model, the regression on both estimates, where they are fused.
  let planes: [LeastSquaresPlane]?
  let sigma: [Double]

  init(lines: PairedLines?, planes: [LeastSquaresPlane]?, sigma: [Double]) {
    self.lines = lines
    self.planes = planes
    self.sigma = sigma
  }

  init(_ node: JSONNode, models: [String], hasLines: Bool) throws(JSONShapeError) {
    lines = hasLines ? try PairedLines(node, models) : nil
    sigma = try node["sigma"].numbers(count: models.count)
    if let fused = node["fused"].optional {
      var planes: [LeastSquaresPlane] = []
      for plane in try fused.elements(count: models.count) {
        planes.append(
          LeastSquaresPlane(
            intercept: try plane["intercept"].number(),
            slopes: SIMD2(try plane["ante"].number(), try plane["post"].number())))
      }
      self.planes = planes
    } else {
      planes = nil
    }
  }

  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    for model in sigma.indices {
      belief.quality[model] = try exAnte(model, query)
      belief.sigma[model] = sigma[model]
    }
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    let signal = try query.estimate(\.postHoc, "post", of: model)
    let postHoc = lines.map { $0.postHoc[model].value(at: signal) } ?? signal
    belief.quality[model] = try planes?[model].value(exAnte(model, query), postHoc) ?? postHoc
    belief.sigma[model] = 0
  }

  private func exAnte(_ model: Int, _ query: QueryState) throws(ServingError) -> Double {
    let signal = try query.estimate(\.exAnte, "ante", of: model)
    return lines.map { $0.exAnte[model].value(at: signal) } ?? signal
  }

  func json(models: [String]) -> JSONValue {
    var members: [JSONValue.Member] = [.init("estimator", lines == nil ? "table" : "noisy")]
    members += lines?.members ?? []
    if let planes {
      let fused = planes.map { plane -> JSONValue in
        ["intercept": .number(plane.intercept), "ante": .number(plane.slopes.x), "post": .number(plane.slopes.y)]
      }
      members.append(.init("fused", .array(fused)))
    }
    return .object(members + [.init("sigma", .numbers(sigma))])
  }
}

/// The same for costs.
struct PairedCostPredictor: CostPredictor {
  /// The lines for signals; `nil` where estimates come with the query.
  let lines: PairedLines?

  init(lines: PairedLines?) { self.lines = lines }

  init(_ node: JSONNode, models: [String], hasLines: Bool) throws(JSONShapeError) {
    lines = hasLines ? try PairedLines(node, models) : nil
  }

  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    for model in 0..<belief.modelCount {
      let signal = try query.estimate(\.costExAnte, "cost_ante", of: model)
      belief.cost[model] = lines.map { $0.exAnte[model].value(at: signal) } ?? signal
    }
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    let signal = try query.estimate(\.costPostHoc, "cost_post", of: model)
    belief.cost[model] = lines.map { $0.postHoc[model].value(at: signal) } ?? signal
  }

  func json(models: [String]) -> JSONValue {
    .object([.init("estimator", lines == nil ? "table" : "noisy")] + (lines?.members ?? []))
  }
}

extension PairedLines {
  fileprivate init(_ node: JSONNode, _ models: [String]) throws(JSONShapeError) {
    exAnte = try node["ante"].lines(count: models.count)
    postHoc = try node["post"].lines(count: models.count)
  }

  fileprivate var members: [JSONValue.Member] {
    [.init("ante", .array(exAnte.map(\.json))), .init("post", .array(postHoc.map(\.json)))]
  }
}

extension LeastSquaresLine {
  var json: JSONValue { ["intercept": .number(intercept), "slope": .number(slope)] }
}

extension JSONNode {
  /// A list of straight lines.
  func lines(count: Int) throws(JSONShapeError) -> [LeastSquaresLine] {
    var lines: [LeastSquaresLine] = []
    for line in try elements(count: count) {
      lines.append(
        LeastSquaresLine(intercept: try line["intercept"].number(), slope: try line["slope"].number()))
    }
    return lines
  }

  /// The index in the pool of the named model.
  func model(of models: [String]) throws(JSONShapeError) -> Int {
    guard let model = models.firstIndex(of: try string()) else { throw mismatch("a model of the policy") }
    return model
  }

  /// A list of models of the pool.
  func modelList(of models: [String]) throws(JSONShapeError) -> [Int] {
    var list: [Int] = []
    for element in try elements() { list.append(try element.model(of: models)) }
    return list
  }

  /// A square matrix, row-major.
  func matrix(size: Int) throws(JSONShapeError) -> [Double] {
    var entries: [Double] = []
    for row in try elements(count: size) { entries += try row.numbers(count: size) }
    return entries
  }
}

extension JSONValue {
  /// A square matrix, row by row.
  static func matrix(_ entries: [Double], size: Int) -> JSONValue {
    .array((0..<size).map { .numbers(entries[$0 * size..<($0 + 1) * size]) })
  }

  /// Models of the pool by their names.
  static func models(_ set: [Int], _ models: [String]) -> JSONValue { .strings(set.map { models[$0] }) }
}
