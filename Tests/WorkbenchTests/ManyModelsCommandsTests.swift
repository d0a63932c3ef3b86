import CommandLanguage
import Display
import SessionFiles
import SessionTestSupport
import TestSupport
import Testing
import Workbench

/// Every command on a pool of more models than a search of sets holds: it answers, or names what it cannot do.
@Suite struct ManyModelsCommandsTests {
  private static let noisy = "fit quality noisy --ante 0.5 --post 0.2"
  private static let limit = "the pool has 257 models, but at most "

  /// The commands before it, the command, and what a refusal must say; `nil` where it must answer.
  static let commands: [(before: String, command: String, refusal: String?)] =
    [
      "describe", "describe --distributions", "describe --agreement", "describe --complementarity",
      "describe --by group", "show --head 2", "show q1", "filter m3.quality = 1", "filter best_quality > 0.5",
      "pool hull", "pool m1,m2,m200", "split --train 50% --tune 25%", "traces", "state save s.json", "save s.md",
      "reprice m1=0.5x", "plot histogram cost", "sql SELECT count(*) FROM outcomes;",
      "sql SELECT model, avg(quality) FROM outcomes GROUP BY model;", "sql SELECT * FROM queries;",
      "fit quality constant", "fit quality knn", "fit quality irt", "fit cost constant", "fit cost tokens",
    ].map { ("", $0, nil) }
    + ["linear", "logistic"].map { ("", "fit quality \($0)", "the pool has 257 models, but at most 9") }
    + [
      "report", "plot reliability", "plot reliability --post", "sql SELECT * FROM estimates LIMIT 3;", "lambda",
      "lambda routing", "lambda q1 routing", "plot lambda routing", "plot lambda routing --shares", "sweep --budgets 1",
      "sweep all --budgets 1",
    ].map { (noisy, $0, nil) }
    + ["lambda index", "plot lambda index"].map { (noisy, $0, "but prices can be found for at most 128") }
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
    + ["metrics", "policy _ p.json", "sql SELECT * FROM decisions LIMIT 3;", "describe", "write _ w.csv"].map {
      (noisy + "\nrun index --budget 1.1", $0, nil)
    }
    + ["compare", "metrics", "plot frontier", "plot frontier --log", "state save s.json --force"].map {
      (noisy + "\nsweep mix index --budgets 1", $0, nil)
    }

  @Test func itAnswersOrNamesItsLimit() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(ManyModels.traces(models: 257, queries: 16), to: "t.csv")
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
}
