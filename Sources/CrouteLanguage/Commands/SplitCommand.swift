import CommandLanguage
import Display
import Traces
import Workbench

extension Commands {
  static let split = Command(
    "split", .data, "split the queries into train, tune and test, or deal them into folds",
    options: [
      Option("train", .number, "SHARE", "the share to fit estimators on (20%)"),
      Option("tune", .number, "SHARE", "the share to choose prices and thresholds on (20%)"),
      Option("seed", .integer, "S", "the seed of the split (that of `set seed`)"),
      Option("by", .column, "COLUMN", "use a column with the values train, tune and test"),
      Option(
        "test", .text, "VALUE",
        "with --by: queries with this value are test; of the others the share --train (50%) is train, the rest tune"),
      Option(
        "folds", .integer, "K",
        "deal the queries into K folds and serve each with what was fitted and tuned on the others"),
      Option("repeats", .integer, "R", "with --folds: deal the queries R times and take the means (1)"),
    ],
    details: """
      The rest is the test part. Membership is a hash of seed and query id, independent of the order of the file. \
      Without `split`, traces of fewer than 3,000 queries and 500,000 outcomes are dealt into 5 folds (20 below 500 queries, fewer below 200, \
      at least 3), larger and simulated ones are split into these parts.
      With --folds every query counts for everything: a fold is served by estimates fitted, and prices tuned, on the \
      other folds, and a query on which prices are tuned is estimated by a fit without it. Each query is in one fold \
      and is served once; every group is spread evenly over the folds. `run`, `sweep`, `compare`, `report`, `plot` and \
      `sql` then work on these outcomes; `policy` writes what is fitted and tuned on all queries. This takes K (K + 1) \
      / 2 + 1 fits. With --repeats, intervals include the variance between repeats as well.
      """,
    examples: [
      "split --train 30% --tune 30%", "split --by split", "split --by file --test held_out", "split --folds 5",
    ]
  ) { context in
    var workspace = try context.workspace()
    let invocation = context.invocation
    if invocation.has("folds") {
      if let other = ["train", "tune", "by", "test"].compactMap(invocation.word).first {
        throw LocatedError(.misuse("--folds cannot be combined with --train, --tune, --by or --test"), at: other)
      }
      workspace.split = .folds(
        count: try invocation.integer("folds", in: Folds.counts)!,
        repeats: try invocation.integer("repeats", in: Folds.repeatCounts) ?? 1, seed: try context.seed())
    } else if let word = invocation.word("repeats") {
      throw LocatedError(.misuse("--repeats needs --folds K"), at: word)
    } else if let word = invocation.word("by") {
      let test = invocation.text("test")
      if let other = (test == nil ? ["train", "tune", "seed"] : ["tune"]).compactMap(invocation.word).first {
        let others = test == nil ? "--train, --tune or --seed" : "--tune"
        throw LocatedError(.misuse("--by cannot be combined with \(others)"), at: other)
      }
      workspace.split = .column(word.text)
      if let test {
        let train = try invocation.number("train", in: 0...1, allowed: "a share between 0 and 1, such as 30%") ?? 0.5
        workspace.split = .held(column: word.text, test: test, train: train, seed: try context.seed())
      }
    } else if let word = invocation.word("test") {
      throw LocatedError(.misuse("--test needs --by COLUMN"), at: word)
    } else {
      let share = "a share between 0 and 1, such as 30%"
      let train = try invocation.number("train", in: 0...1, allowed: share) ?? 0.2
      let tune = try invocation.number("tune", in: 0...1, allowed: share) ?? 0.2
      if train <= 0 || train + tune >= 1, let word = invocation.word("train") ?? invocation.word("tune") {
        throw LocatedError(.misuse("--train must be above 0, and --train plus --tune below 100%"), at: word)
      }
      workspace.split = .hashed(train: train, tune: tune, seed: try context.seed())
    }
    let data = try context.at(invocation.word("by") ?? invocation.word("folds")) { try context.dataset(workspace) }
    context.session.workspace = workspace
    if let folds = data.folds {
      context.report.line(
        "\(Format.count(data.count, "query", "queries")) in \(folds.text); each fold is served by estimates fitted on the others"
      )
      context.report.json = [
        .init("folds", .integer(folds.count)), .init("repeats", .integer(folds.repeatCount)),
        .init("queries", .integer(data.count)),
      ]
      return
    }
    context.report.line(
      "train \(Format.count(data.train.count)), tune \(Format.count(data.tune.count)), test \(Format.count(data.test.count))"
    )
    context.report.json = [
      .init("train", .integer(data.train.count)), .init("tune", .integer(data.tune.count)),
      .init("test", .integer(data.test.count)),
    ]
  }
}
