import Input

/// Estimates from a file: the quality and cost of every model's answer to every query, before (ante) and after (post)
/// the model runs.
///
/// Tables are flat and row-major: the estimates for model `i` on query `x` are at `x * models.count + i`. A missing
/// estimate is NaN.
public struct EstimateTable: Sendable {
  /// The path of the file.
  public var source: String
  /// The name of each query; all different.
  public var queryIDs: StringColumn
  /// The name of each model; all different.
  public var models: [String]
  /// The estimates of quality before the model is run.
  public var exAnte: [Double]
  /// The estimates of quality after the model was run.
  public var postHoc: [Double]
  /// The estimates of cost before the model is run; may be negative.
  public var costExAnte: [Double]
  /// The estimates of cost after the model was run; may be negative.
  public var costPostHoc: [Double]
  /// The standard deviation of `exAnte`, where the file has it.
  public var sigma: [Double]?

  /// Creates a table; every list holds `queryIDs.count * models.count` numbers.
  public init(
    source: String, queryIDs: StringColumn, models: [String], exAnte: [Double], postHoc: [Double], costExAnte: [Double],
    costPostHoc: [Double], sigma: [Double]? = nil
  ) {
    let count = queryIDs.count * models.count
    precondition([exAnte, postHoc, costExAnte, costPostHoc, sigma ?? exAnte].allSatisfy { $0.count == count })
    self.source = source
    self.queryIDs = queryIDs
    self.models = models
    self.exAnte = exAnte
    self.postHoc = postHoc
    self.costExAnte = costExAnte
    self.costPostHoc = costPostHoc
    self.sigma = sigma
  }
}
