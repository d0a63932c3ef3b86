import Traces

/// A page of `describe` that looks closer at one side of the traces: what asks for it, and what it shows.
struct DescribePage: Sendable {
  /// The option that asks for it.
  let option: Option
  /// Shows it, keeps its numbers as the result, and hands them to machines.
  let show: @Sendable (inout Context, OutcomeSelection) throws -> Void

  /// The pages there are, in the order of help.
  static let all: [DescribePage] = [.distributions, .agreement, .complementarity, .groups]
}

/// The columns of a table with one column per model: by name where the names fit into the line, else by number.
struct ModelColumns {
  let models: [String]
  /// Whether they are numbered; the numbers are the models' places, from 1.
  let isNumbered: Bool

  /// - Parameter room: the characters that the columns may take.
  init(_ models: [String], room: Int) {
    self.models = models
    isNumbered = models.map { max(6, $0.count) + 2 }.reduce(0, +) > room
  }

  /// The places of the models that stand beside one another: a dozen where they are numbered.
  var parts: [Range<Int>] { Self.parts(of: models.count, size: isNumbered ? 12 : models.count) }

  /// Ranges of at most `size` places.
  static func parts(of count: Int, size: Int = 12) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// The heading of each column.
  var headings: [Table.Heading] {
    models.indices.map { .init(isNumbered ? "\($0 + 1)" : models[$0], key: models[$0]) }
  }

  /// A model as it is named in the table.
  func name(_ model: Int) -> String { isNumbered ? "\(model + 1)" : models[model] }

  /// A share of a model: with decimals, or in hundredths where columns are narrow.
  func cell(_ share: Double) -> Table.Cell {
    isNumbered ? .fixed(100 * share, decimals: 0) : .fixed(share, decimals: 4)
  }

  /// Which number is which model; `nil` where they stand by name.
  var legend: String? {
    isNumbered ? models.enumerated().map { "\($0 + 1)=\($1)" }.joined(separator: ", ") : nil
  }
}
