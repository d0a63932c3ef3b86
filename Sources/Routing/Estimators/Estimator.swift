import Mathematics
import Traces

/// What a quality estimator is before it is fitted: its parameters.
public protocol QualityEstimator: Sendable {
  /// Fits on the train part of `data` and returns the fitted estimates for all its rows.
  ///
  /// - Throws: `RoutingError` where the data does not have what the estimator needs.
  func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates
  /// The same where only its ex-ante estimates will be asked for; itself where that makes no difference.
  var exAnte: any QualityEstimator { get }
}

extension QualityEstimator {
  /// Itself.
  public var exAnte: any QualityEstimator { self }
}

/// What a cost estimator is before it is fitted: its parameters.
public protocol CostEstimator: Sendable {
  /// Fits on the train part of `data` and returns the fitted estimates for all its rows.
  ///
  /// - Throws: `RoutingError` where the data does not have what the estimator needs.
  func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates
}

/// How an estimator is called and made: one line of a table.
public struct EstimatorKind<Estimator: Sendable>: Sendable {
  /// The name that `fit` takes.
  public let name: String
  /// One line on what it estimates from.
  public let summary: String
  /// The parameters it takes, with what each means.
  public let parameters: [EstimatorParameter]
  /// Makes the estimator.
  public let make: @Sendable (EstimatorArguments) throws(RoutingError) -> Estimator
}

/// A parameter of an estimator, an option of `fit`.
public struct EstimatorParameter: Sendable {
  /// The option's name without dashes.
  public let name: String
  /// One line on what it means.
  public let summary: String
  /// What its value may be.
  public let kind: Kind

  /// What the value of a parameter may be.
  public enum Kind: Sendable, Equatable {
    /// A number.
    case number
    /// Any text.
    case text
    /// One of these words.
    case choice([String])
    /// Nothing: it is given or not.
    case flag
  }

  init(_ name: String, _ summary: String, kind: Kind = .number) {
    self.name = name
    self.summary = summary
    self.kind = kind
  }
}

/// What `fit` was told: the parameters by name and the session's seed.
public struct EstimatorArguments: Sendable {
  /// The name of the estimator.
  public var estimator: String
  /// The texts given, by parameter.
  public var values: [String: String]
  /// The seed of everything random in it.
  public var seed: UInt64
  /// The estimates of `fit table`.
  public var table: EstimateTable?
  /// The faults of the authors' implementation that are repeated.
  public var reference: ReferenceFaults = []

  /// Arguments of their parts.
  public init(estimator: String, values: [String: String] = [:], seed: UInt64 = 0, table: EstimateTable? = nil) {
    self.estimator = estimator
    self.values = values
    self.seed = seed
    self.table = table
  }

  /// Whether a flag was given.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// The whole number given to a parameter that must be at least 1.
  func count(_ name: String, default standard: Int) throws(RoutingError) -> Int {
    guard let text = values[name] else { return standard }
    guard let value = Int(text), value >= 1 else {
      throw .invalidParameter("--" + name, found: text, allowed: "a whole number of at least 1")
    }
    return value
  }

  /// The number given to a parameter that must be at least 0.
  func nonNegative(_ name: String, default standard: Double? = nil) throws(RoutingError) -> Double {
    guard let text = values[name] else {
      if let standard { return standard }
      throw .missingParameter("--" + name, of: estimator, example: "--\(name) 0.5")
    }
    guard let value = Double(text), value.isFinite, value >= 0 else {
      throw .invalidParameter("--" + name, found: text, allowed: "a number of at least 0")
    }
    return value
  }
}
