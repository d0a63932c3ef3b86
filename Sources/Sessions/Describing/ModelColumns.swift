import Display

/// The columns of a table with one column per model: by name where all of the table fits into the line, else by number.
package struct ModelColumns {
  let models: [String]
  /// Whether they are numbered; the numbers are the models' places, from 1.
  package let isNumbered: Bool

  /// What `table` makes of the columns, in parts that fit into `width`, and the columns that it is made of.
  ///
  /// - Parameter leading: how many columns at its left stand in every part.
  package static func fitted(
    _ models: [String], width: Int, leading: Int, _ table: (ModelColumns) -> Table
  ) -> (columns: ModelColumns, parts: [Table]) {
    let named = ModelColumns(models: models, isNumbered: false)
    let parts = table(named).parts(width: width, leading: leading)
    if parts.count == 1 { return (named, parts) }
    let numbered = ModelColumns(models: models, isNumbered: true)
    return (numbered, table(numbered).parts(width: width, leading: leading))
  }

  /// The heading of each column.
  package var headings: [Table.Heading] { models.indices.map { .init(name($0), key: models[$0]) } }

  /// A model as it is named in the table.
  package func name(_ model: Int) -> String { isNumbered ? "\(model + 1)" : models[model] }

  /// A share of a model: with decimals, or in hundredths where columns are narrow.
  package func cell(_ share: Double) -> Table.Cell {
    isNumbered ? .fixed(100 * share, decimals: 0) : .fixed(share, decimals: 4)
  }

  /// Which number is which model; `nil` where they stand by name.
  package var legend: String? {
    isNumbered ? models.enumerated().map { "\($0 + 1)=\($1)" }.joined(separator: ", ") : nil
  }
}
