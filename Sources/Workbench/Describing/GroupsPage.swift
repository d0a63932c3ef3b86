import CommandLanguage
import Display
import Traces

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
    let found = GroupedOutcomes(outcomes, codes: groups.codes, count: groups.labels.count).groups
    let (columns, parts) = ModelColumns.fitted(outcomes.models, width: context.width, leading: 2) { columns in
      Table(
        [.init(value.name), .init("n", key: "queries")] + columns.headings + [.init("oracle"), .init("best")],
        rows: zip(groups.labels, found).map { label, group in
          [.text(label), .integer(group.count)] + group.models.map { columns.cell($0.quality) }
            + [columns.cell(group.oracle.quality), group.best.map { .text(columns.name($0)) } ?? .missing]
        })
    }
    context.report.line(columns.isNumbered ? "\nmean quality in hundredths" : "\nmean quality")
    for part in parts { context.report.show(part) }
    if let legend = columns.legend { context.report.paragraph(legend) }
    let key = ["model", "queries", "quality", "cost"].contains(value.name) ? "group" : value.name
    let table = Table(
      [.init(value.name, key: key), .init("model"), .init("queries"), .init("quality"), .init("cost")],
      rows: zip(groups.labels, found).flatMap { label, group in
        zip(outcomes.models + ["oracle"], group.models + [group.oracle]).map { name, mean in
          [
            .text(label), .text(name), .integer(mean.count), .number(mean.quality, digits: 6),
            .number(mean.cost, digits: 6),
          ]
        }
      })
    try context.keep(.table(table))
    context.report.json += [.init("by", .string(value.name)), .init("groups", table.json)]
  }
}
