import Display
import Input
import Workbench

/// The columns of a table with one column per model: by name if the whole table fits into the line, else by number.
package struct ModelColumns {
  let models: [String]
  /// Whether they are numbered, from 1.
  package let isNumbered: Bool

  /// The table made by `table`, in parts that fit into `width`, and its columns.
  ///
  /// - Parameter leading: the number of leading columns repeated in every part.
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

  /// A model's name in the table.
  package func name(_ model: Int) -> String { isNumbered ? "\(model + 1)" : models[model] }

  /// A share: with decimals, or in hundredths where columns are narrow.
  package func cell(_ share: Double) -> Table.Cell {
    isNumbered ? .fixed(100 * share, decimals: 0) : .fixed(share, decimals: 4)
  }

  /// The meaning of the numbers; `nil` if columns are named.
  package var legend: String? {
    isNumbered ? models.enumerated().map { "\($0 + 1)=\(Visible.line($1))" }.joined(separator: ", ") : nil
  }
}
