import CommandLanguage
import Display
import Mathematics
import Traces
import Workbench

extension DescribePage {
  static let distributions = DescribePage(
    option: Option("distributions", nil, "", "quality and cost of each model: minimum, quartiles, maximum")
  ) { context, outcomes in
    let task = context.task
    func rows(_ table: [[Double]], digits: Int) throws -> [[Table.Cell]] {
      try zip(outcomes.models, table).map { name, values in
        try task.check()
        let spread = FiveNumbers(values)
        let figures = [
          spread.minimum, spread.lowerQuartile, spread.median, spread.upperQuartile, spread.maximum, spread.mean,
        ]
        return [.text(name)] + figures.map { .number($0, digits: digits) } + [.integer(spread.count)]
      }
    }
    let columns: [Table.Heading] = [
      .init("model"), .init("least", key: "minimum"), .init("25%", key: "lower_quartile"), .init("median"),
      .init("75%", key: "upper_quartile"), .init("most", key: "maximum"), .init("mean"),
      .init("answers", key: "count"),
    ]
    let tables = [("quality", try rows(outcomes.quality, digits: 4)), ("cost", try rows(outcomes.cost, digits: 3))]
    for (name, rows) in tables {
      // The number of answers is shown if some are missing.
      let isFull = rows.allSatisfy { $0.last == .integer(outcomes.queryCount) }
      context.report.line("\n\(name)")
      context.report.show(
        isFull ? Table(columns.dropLast(), rows: rows.map { $0.dropLast() }) : Table(columns, rows: rows))
    }
    let all = Table(
      [.init("value")] + columns, rows: tables.flatMap { name, rows in rows.map { [.text(name)] + $0 } })
    try context.keep(.table(all))
    context.report.json.append(.init("distributions", all.json))
  }
}
