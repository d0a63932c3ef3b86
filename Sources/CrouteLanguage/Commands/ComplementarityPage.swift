import CommandLanguage
import Display
import Mathematics
import Traces
import Workbench

extension DescribePage {
  static let complementarity = DescribePage(
    option: Option("complementarity", nil, "", "the queries that each model solves and cheaper ones do not")
  ) { context, outcomes in
    try context.refuseLog("complementarity")
    let bound = try context.invocation.number("solved", in: 0...1, allowed: "a quality from 0 to 1")
    let contributions = try ModelContribution.all(of: outcomes, task: context.task) { quality in
      bound.map { quality >= $0 } ?? (quality > 0)
    }
    let table = Table(
      [
        .init("model"), .init("cost"), .init("solved"), .init("gained"), .init("lost"), .init("alone"),
        .init("together"),
      ],
      rows: zip(outcomes.models.indices, contributions).map { model, contribution in
        [
          .text(outcomes.models[model]), .number(outcomes.cost[model].filter { !$0.isNaN }.mean, digits: 4),
        ]
          + [
            contribution.solved, contribution.gained, contribution.lost, contribution.alone, contribution.together,
          ].map { .percent($0) }
      })
    context.report.line(
      "\nsolved: quality " + (bound.map { "at least \(Format.significant($0))" } ?? "above 0"))
    context.report.show(table)
    let missing = outcomes.quality.map { $0.count(where: \.isNaN) }.reduce(0, +)
    if missing > 0 {
      context.report.note("\(Format.count(missing, "missing outcome")) counted as not solved")
    }
    try context.keep(.table(table))
    context.report.json += [
      .init("solved_from", bound.map { .number($0) } ?? .null), .init("complementarity", table.json),
    ]
  }
}
