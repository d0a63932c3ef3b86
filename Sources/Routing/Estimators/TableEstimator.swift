import Mathematics
import Traces

/// User estimates from a file: `exAnte` before a model ran and `postHoc` after its own run.
///
/// Without given deviations each model's sigma is the information of a run on the train part, see
/// `PairedTable.preposteriorDeviations`. The deviation of (ante - post), which the paper uses under noise (method,
/// section 7), counts steps without information.
public struct TableEstimator: QualityEstimator, CostEstimator {
  /// The estimates by query and model.
  public var table: EstimateTable
  /// The standard deviation per model in pool order; `nil` for those of the table, or of the train part.
  public var sigma: [Double]?
  /// Whether quality is regressed on both estimates once a model has run; sigma is then that of the train part.
  public var fuses: Bool
  /// Whether the deviations are those of (ante - post) over all rows, as in the reference implementation.
  public var fitsOnAll = false

  /// An estimator of a table.
  public init(table: EstimateTable, sigma: [Double]? = nil, fuses: Bool = false) {
    self.table = table
    self.sigma = sigma
    self.fuses = fuses
  }

  init(_ arguments: EstimatorArguments) throws(RoutingError) {
    guard let table = arguments.table else {
      throw .missingParameter("a file of estimates", of: "table", example: "fit table estimates.csv")
    }
    let sigma = try arguments.sigma()
    // Deviations that come with a table are of its own steps.
    let hasSigma = sigma != nil || table.hasSigma
    self.init(table: table, sigma: sigma, fuses: arguments.has("fuse") || arguments.fuses && !hasSigma)
    fitsOnAll = arguments.reference.contains(.fitsOnTest)
  }

  static let parameters: [EstimatorParameter] = [.sigma, .unfused, .fuse, .calibrate]

  /// Quality estimates for the rows of `data`.
  ///
  /// - Throws: `RoutingError.missingEstimates` where a query or a model is not in the table.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    let places = try places(of: data)
    var pairs = PairedTable(
      exAnte: values(of: table.exAnte, at: places, data), postHoc: values(of: table.postHoc, at: places, data),
      modelCount: data.modelCount)
    var planes: [LeastSquaresPlane]?
    if fuses { (pairs, planes) = pairs.fused(with: data.quality, over: data.train) }
    func estimates(_ sigma: [Double]) -> PairedQualityEstimates {
      PairedQualityEstimates(pairs, sigma: sigma, fitted: FittedSignals(lines: nil, planes: planes, sigma: sigma))
    }
    if let sigma {
      return estimates(try data.perModel(sigma))
    }
    if let recorded = table.sigma, !fuses {
      let perModel = (0..<data.modelCount).map { recorded[places[$0]] }
      if perModel.allSatisfy(\.isFinite) { return estimates(perModel) }
    }
    return estimates(
      fitsOnAll
        ? pairs.deviations(over: Array(0..<data.count))
        : pairs.preposteriorDeviations(of: data.quality, over: data.train))
  }

  /// Cost estimates for the rows of `data`.
  ///
  /// - Throws: `RoutingError.missingEstimates` where a query or a model is not in the table.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    let places = try places(of: data)
    return PairedCostEstimates(
      PairedTable(
        exAnte: values(of: table.costExAnte, at: places, data),
        postHoc: values(of: table.costPostHoc, at: places, data),
        modelCount: data.modelCount),
      fitted: FittedSignals(lines: nil, sigma: nil))
  }

  /// The estimates at `places`; where there is none, because the model is not offered, those of what stands in for it, else
  /// the model's mean.
  private func values(of column: [Double], at places: [Int], _ data: Dataset) -> [Double] {
    var values = places.map { column[$0] }
    if data.isComplete { return values }
    for place in values.indices where values[place].isNaN {
      let (row, model) = place.quotientAndRemainder(dividingBy: data.modelCount)
      values[place] = column[places[data.standIn(of: model, on: row) * data.modelCount + model]]
    }
    for model in 0..<data.modelCount {
      let own = stride(from: model, to: values.count, by: data.modelCount)
      let mean = own.map { values[$0] }.filter { !$0.isNaN }.mean
      for place in own where values[place].isNaN { values[place] = mean }
    }
    return values
  }

  /// The index in the table of each row's and model's estimates.
  private func places(of data: Dataset) throws(RoutingError) -> [Int] {
    var models: [Int] = []
    for model in data.models {
      guard let place = table.models.firstIndex(of: model) else {
        throw .unknown("model of the estimates", model, known: table.models)
      }
      models.append(place)
    }
    let queries = Dictionary(zip(table.queryIDs, 0...), uniquingKeysWith: { first, _ in first })
    var places: [Int] = []
    var missing: [String] = []
    for row in 0..<data.count {
      let id = data.queryID(row)
      let query = queries[id]
      let own = models.map { (query ?? 0) * table.models.count + $0 }
      if query == nil
        || own.indices.contains(where: {
          data.isOffered($0, on: row) && (table.exAnte[own[$0]].isNaN || table.costExAnte[own[$0]].isNaN)
        })
      {
        missing.append(id)
      }
      places += own
    }
    if let example = missing.first {
      throw .missingEstimates(count: missing.count, of: data.count, example: example)
    }
    return places
  }
}

extension EstimateTable {
  /// Whether the file has a deviation of any estimate.
  package var hasSigma: Bool { sigma?.contains(where: \.isFinite) == true }
}
