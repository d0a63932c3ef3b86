import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import SessionFiles
import SessionTestSupport
import TestSupport
import Testing
import Workbench

/// Every command on a pool of more models than a search of sets holds: it answers, or names what it cannot do.
///
/// 257 models and 16 queries; `CROUTE_MANY=1000x200` says other numbers.
@Suite struct ManyModelsCommandsTests {
  private static let noisy = "fit quality noisy --ante 0.5 --post 0.2"
  private static let size =
    ProcessInfo.processInfo.environment["CROUTE_MANY"]?.split(separator: "x").compactMap { Int($0) } ?? [257, 16]
  private static let pool = "the pool has \(size[0]) models, but "
  private static let limit = pool + "at most "

  /// The commands before it, the command, and what a refusal must say; `nil` where it must answer.
  static let commands: [(before: String, command: String, refusal: String?)] =
    [
      "describe", "describe --distributions", "describe --agreement", "describe --complementarity",
      "describe --by group", "show --head 2", "show q1", "filter m3.quality = 1", "filter best_quality > 0.5",
      "pool hull", "pool m1,m2,m200", "split --train 50% --tune 25%", "traces", "state save s.json", "save s.md",
      "reprice m1=0.5x", "plot histogram cost", "sql SELECT count(*) FROM outcomes;",
      "sql SELECT model, avg(quality) FROM outcomes GROUP BY model;", "sql SELECT * FROM queries;",
      "status", "join j.csv", "fit quality constant", "fit quality knn", "fit quality irt", "fit cost constant",
      "fit cost tokens",
    ].map { ("", $0, nil) }
    + [("", "advise", "the pool has \(Format.count(size[0])) models, but advise compares at most 100; try: pool hull")]
    + ["linear", "logistic"].map { ("", "fit quality \($0)", pool + "answers can be features of at most 64") }
    + [
      "report", "plot reliability", "plot reliability --post", "sql SELECT * FROM estimates LIMIT 3;", "lambda",
      "lambda routing", "lambda q1 routing", "plot lambda routing", "plot lambda routing --shares", "sweep --budgets 1",
      "sweep all --budgets 1",
    ].map { (noisy, $0, nil) }
    + ["lambda index", "lambda q1 index", "plot lambda index"].map {
      (noisy, $0, "but prices can be found for at most 128")
    }
    + ["single:m1", "mix", "routing", "threshold", "index", "knn", "oracle"].flatMap { name in
      ["run \(name) --budget 1.1", "sweep \(name) --budgets 1"].map { (noisy, $0, nil as String?) }
    }
    + ["routing", "index", "threshold"].flatMap { name in
      ["explain q1 \(name) --budget 1.1", "step q1 \(name) --budget 1.1"].map { (noisy, $0, nil as String?) }
    }
    + ["cascade", "cascade-routing", "cascade-routing+greedy", "cascade-routing+slow"].flatMap { name in
      ["run \(name) --budget 1.1", "sweep \(name)", "explain q1 \(name) --budget 1.1", "lambda \(name)"].map {
        (noisy, $0, limit + "256 can be searched")
      }
    }
    + ["routing", "index"].map { ("split --train 20% --tune 20%\n" + noisy, "guarantee \($0)", nil) }
    + ["metrics", "policy _ p.json", "sql SELECT * FROM decisions LIMIT 3;", "describe", "write _ w.csv"].map {
      (noisy + "\nrun index --budget 1.1", $0, nil)
    }
    + [
      (
        "split --train 50% --tune 0\nfit quality constant\nrun single:m1\npolicy _ m1.json",
        "measure m1.json t.csv --chunks 2",
        nil
      )
    ]
    + ["compare", "metrics", "plot frontier", "plot frontier --log", "state save s.json --force"].map {
      (noisy + "\nsweep mix index --budgets 1", $0, nil)
    }

  /// What is no matter of how many models there are.
  private static let general: Set<String> = [
    "answer", "back", "cd", "clear", "drop", "echo", "exit", "experiment", "help", "hint", "history", "learn", "let",
    "merge",
    "next",
    "pwd",
    "quit", "record", "rerun", "reset", "set", "skip", "solution", "source", "undo", "use", "version",
  ]

  @Test func noCommandIsLeftOut() {
    let tried = Set(Self.commands.map { String($0.command.prefix { $0 != " " }) } + ["load"])
    #expect(Set(Croute.commands.all.map(\.name)).subtracting(Self.general).subtracting(tried) == [])
  }

  @Test func itAnswersOrNamesItsLimit() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(ManyModels.traces(models: Self.size[0], queries: Self.size[1]), to: "t.csv")
    try folder.write("query_id,x_more\n" + (0..<Self.size[1]).map { "q\($0),\($0)\n" }.joined(), to: "j.csv")
    var sessions: [String: Interpreter] = [:]
    for (before, command, refusal) in Self.commands {
      WorkingFolder.within(folder.path) {
        do {
          let prepared = sessions[before] ?? Interpreter()
          if sessions[before] == nil { try prepared.output("load \(path)\n" + before) }
          sessions[before] = prepared
          let text = try Interpreter(session: prepared.session).output(command)
          #expect(refusal == nil && !text.isEmpty, "\(command): \(text)")
        } catch {
          let text = (error as? Diagnostic)?.text ?? "\(error)"
          #expect(refusal.map { text.contains($0) } ?? false, "\(before); \(command): \(text)")
        }
      }
    }
  }

  /// 100^4 is a tenth of the work that is admitted: 10 of the 16 queries, and one alone.
  @Test func pricesOfManyModelsOnManyQueriesAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(ManyModels.traces(models: 100, queries: 120), to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\n" + Self.noisy)
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("lambda index") }
    #expect(
      error?.message.contains(
        "the pool has 100 models, but prices can be found for at most 10 queries of so many, and there are ") == true,
      "\(error?.message ?? "")")
    #expect(try interpreter.output("lambda q1 index").contains("intervals of lambda"))
  }
}
