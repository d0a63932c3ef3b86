import Mathematics

/// Numeric features of queries, known before any model runs: the columns that estimators learn from.
///
/// Only columns in the traces occur. A missing value is NaN; estimators replace it by the column's mean.
public struct QueryFeatures: Sendable {
  /// The kind of a feature.
  public enum Family: String, Sendable, CaseIterable {
    /// The length of the prompt in characters (Unicode scalars), divided by 1000.
    case length
    /// 1 for the queries of one group and 0 for others, for each group of the train part; all 0 where the group is missing.
    case group
    /// 1/number of options of a multiple-choice question, 0 for other prompts.
    case options
    /// The numeric columns `x_…`.
    case user
  }

  /// A feature with a value for each row.
  public struct Feature: Sendable {
    /// Its kind.
    public let family: Family
    /// Its name: `length`, `options`, `group=LABEL` or that of the column.
    public let name: String
    /// One value per row of the traces; NaN where missing.
    public let values: [Double]
  }

  /// The features, by family.
  public let features: [Feature]

  /// The features of the rows of `data`, of the given families.
  ///
  /// - Throws: `Cancelled` if the computation was cancelled.
  public init(
    _ data: Dataset, families: Set<Family> = Set(Family.allCases), task: TaskContext = .unobserved
  ) throws(Cancelled) {
    var features: [Feature] = []
    if let prompts = data.traces.prompts, families.contains(.length) || families.contains(.options) {
      let read = try task.chunks(of: data.count) { rows in
        rows.map { row -> (length: Double, options: Double) in
          guard let prompt = prompts[data.queryIndices[row]] else { return (.nan, .nan) }
          return (Self.length(of: prompt), Self.options(of: prompt))
        }
      }.flatMap(\.self)
      if families.contains(.length) {
        features.append(Feature(family: .length, name: "length", values: read.map(\.length)))
      }
      if families.contains(.options), read.contains(where: { $0.options > 0 }) {
        features.append(Feature(family: .options, name: "options", values: read.map(\.options)))
      }
    }
    if families.contains(.group) { features += Self.groups(of: data) }
    if families.contains(.user) {
      for column in data.traces.queryColumns where column.name.hasPrefix("x_") {
        guard case .numbers(let values) = column.values else { continue }
        features.append(Feature(family: .user, name: column.name, values: data.queryIndices.map { values[$0] }))
      }
    }
    self.features = features
  }

  /// The feature `length` of a prompt.
  package static func length(of prompt: String) -> Double { Double(prompt.unicodeScalars.count) / 1000 }

  /// The feature `options` of a prompt.
  package static func options(of prompt: String) -> Double {
    let count = OptionCount.count(in: prompt)
    return count == 0 ? 0 : 1 / Double(count)
  }

  /// One feature per group that the train part holds; none where it holds but one.
  private static func groups(of data: Dataset) -> [Feature] {
    guard case .categories(let codes, let labels)? = data.traces.queryColumn("group")?.values else { return [] }
    let own = data.queryIndices.map { Int(codes[$0]) }
    let present = Set(data.train.map { own[$0] }).subtracting([-1]).sorted()
    if present.count < 2 { return [] }
    return present.map { code in
      Feature(family: .group, name: "group=\(labels[code])", values: own.map { $0 == code ? 1 : 0 })
    }
  }
}
