import Input
import Mathematics
import Traces

/// A quality estimator before it is fitted: its parameters.
public protocol QualityEstimator: Sendable {
  /// Fits on the train part of `data` and returns the fitted estimates for all its rows.
  ///
  /// - Throws: `RoutingError` where the data lack what the estimator needs.
  func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates
  /// A variant for when only ex-ante estimates are needed; itself where that makes no difference.
  var exAnte: any QualityEstimator { get }
}

extension QualityEstimator {
  /// Itself.
  public var exAnte: any QualityEstimator { self }
}

/// A cost estimator before it is fitted: its parameters.
public protocol CostEstimator: Sendable {
  /// Fits on the train part of `data` and returns the fitted estimates for all its rows.
  ///
  /// - Throws: `RoutingError` where the data lack what the estimator needs.
  func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates
}

/// An estimator's name, parameters and constructor, and what policy files hold of it: one line of a table.
public struct EstimatorKind<Estimator: Sendable>: Sendable {
  /// The name in `fit`.
  public let name: String
  /// A one-line description.
  public let summary: String
  /// The fitted estimator that a policy file holds; `nil` where that would be its training queries.
  public let fitted: (any FittedEstimator.Type)?
  /// Its parameters.
  public let parameters: [EstimatorParameter]
  /// Makes the estimator.
  public let make: @Sendable (EstimatorArguments) throws(RoutingError) -> Estimator

  /// Creates a line of a table.
  ///
  /// - Parameters:
  ///   - name: the name in `fit`, and in policy files.
  ///   - summary: a one-line description.
  ///   - fitted: the fitted estimator that a policy file holds.
  ///   - parameters: its parameters, the options of `fit`.
  ///   - make: makes the estimator from what was given to its parameters.
  public init(
    name: String, summary: String, fitted: (any FittedEstimator.Type)? = nil, parameters: [EstimatorParameter] = [],
    make: @escaping @Sendable (EstimatorArguments) throws(RoutingError) -> Estimator
  ) {
    self.name = name
    self.summary = summary
    self.fitted = fitted
    self.parameters = parameters
    self.make = make
  }
}

/// A parameter of an estimator, an option of `fit`.
public struct EstimatorParameter: Sendable {
  /// The option's name without dashes.
  public let name: String
  /// A one-line description.
  public let summary: String
  /// The kind of its value.
  public let kind: Kind

  /// The kind of a parameter's value.
  public enum Kind: Sendable, Equatable {
    /// A number.
    case number
    /// Any text.
    case text
    /// One of these words.
    case choice([String])
    /// No value: it is given or not.
    case flag
  }

  /// Creates a parameter.
  public init(_ name: String, _ summary: String, kind: Kind = .number) {
    self.name = name
    self.summary = summary
    self.kind = kind
  }
}

/// The arguments of `fit`: parameters by name and a seed.
public struct EstimatorArguments: Sendable {
  /// The name of the estimator.
  public var estimator: String
  /// The given values, by parameter.
  public var values: [String: String]
  /// The seed of everything random.
  public var seed: UInt64
  /// The estimates of `fit table`.
  public var table: EstimateTable?
  /// The faults of the reference implementation that are repeated.
  public var reference: ReferenceFaults = []

  /// Creates the arguments of one estimator.
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
    guard let value = NumberParser.parse(text), value >= 0 else {
      let orNone = name == "ante" ? ", or none" : ""
      throw .invalidParameter("--" + name, found: text, allowed: "a number of at least 0" + orNone)
    }
    // Squares of greater numbers are beyond what a double holds.
    guard value <= 1e100 else {
      throw .invalidParameter("--" + name, found: text, allowed: "a number from 0 to 1e100")
    }
    return value
  }
}
