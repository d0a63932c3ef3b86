import CommandLanguage
import Display
import Traces
import Workbench

extension DescribePage {
  static let groups = DescribePage(
    option: Option("by", .queryValue, "COLUMN", "quality of each model by group, or by any column that `filter` takes")
  ) { context, outcomes in
    let word = context.invocation.word("by")!
    let workspace = try context.workspace()
    let value = try context.at(word) {
      try QueryValue(word.text, of: workspace.traces, pool: context.pool(of: workspace))
    }
    guard let groups = QueryGroups(value, of: outcomes.queries) else {
      let allowed = "a column with at most \(QueryGroups.limit) different values"
      throw LocatedError(.invalidValue("--by", found: word.text, allowed: allowed), at: word)
    }
    let found = try GroupedOutcomes(
      outcomes, codes: groups.codes, count: groups.labels.count, task: context.task
    ).groups
    // Outcomes that are missing can leave the best of several below one model's mean of its own queries.
    let isLog = try workspace.traces.isLog(on: context.queries(of: workspace))
    let isWhole = found.map { group in
      !isLog && group.models.allSatisfy { !($0.quality > group.oracle.quality + 1e-12) }
    }
    let (columns, parts) = ModelColumns.fitted(outcomes.models, width: context.width, leading: 2) { columns in
      Table(
        [.init(value.name), .init("n", key: "queries")] + columns.headings + [.init("oracle"), .init("best")],
        rows: groups.labels.indices.map { place -> [Table.Cell] in
          let group = found[place]
          let best: Table.Cell = group.best.map { .text(columns.name($0)) } ?? .missing
          let ends: [Table.Cell] = isWhole[place] ? [columns.cell(group.oracle.quality), best] : [.missing, .missing]
          return [.text(groups.labels[place]), .integer(group.count)] + group.models.map { columns.cell($0.quality) }
            + ends
        })
    }
    context.report.line(columns.isNumbered ? "\nmean quality in hundredths" : "\nmean quality")
    for part in parts { context.report.show(part) }
    if isWhole.contains(false) {
      context.report.note(
        "oracle and best are left out where missing outcomes leave no oracle above the models' means of their own queries"
      )
    }
    if let legend = columns.legend { context.report.paragraph(legend) }
    let key = ["model", "queries", "quality", "cost"].contains(value.name) ? "group" : value.name
    let table = Table(
      [.init(value.name, key: key), .init("model"), .init("queries"), .init("quality"), .init("cost")],
      rows: groups.labels.indices.flatMap { place -> [[Table.Cell]] in
        let group = found[place]
        return zip(
          outcomes.models + (isWhole[place] ? ["oracle"] : []), group.models + (isWhole[place] ? [group.oracle] : [])
        ).map { name, mean in
          [
            .text(groups.labels[place]), .text(name), .integer(mean.count), .number(mean.quality, digits: 6),
            .number(mean.cost, digits: 6),
          ]
        }
      })
    try context.keep(.table(table))
    context.report.json += [.init("by", .string(value.name)), .init("groups", table.json)]
  }
}
