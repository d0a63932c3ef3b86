import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct SweepItemsTests {
  /// Strategies of every kind, seeds, and one that cannot run here; parts and folds.
  @Test(
    arguments: ["split --train 40% --tune 20%", "split --folds 3"],
    [
      "sweep --budgets 2", "sweep mix knn pairs oracle index --budgets 3 --bootstrap 20 --brief",
      "sweep mix routing cascade-routing --budgets 2 --again 2 --tune-rows 30",
    ])
  func shardsPrintWhatOneRunPrints(_ split: String, _ command: String) throws {
    let folder = try TemporaryFolder()
    let setup = "load sim:cascade --queries 120\n\(split)\nfit quality logistic"
    let one = Interpreter()
    try one.output(setup)
    for count in [1, 3] {
      let paths = try (1...count).map { number in
        let path = "\(folder.path)/\(number).jsonl"
        try Interpreter().output("\(setup)\n\(command) --shard \(number)/\(count) --to \(path) --force")
        return path
      }
      let merging = Interpreter()
      #expect(try merging.output("merge \(paths.joined(separator: " "))") == one.output(command))
      // The result is that of the run, too.
      for look in ["metrics", "sql SELECT * FROM points;"] {
        #expect(try merging.output(look) == one.output(look))
      }
    }
  }

  /// After `set reference on` budgets are spaced as published; otherwise they reach to the dearest model, as the area does.
  @Test func budgetsReachToTheDearestModel() throws {
    let folder = try TemporaryFolder()
    // By hand: a costs 1 with quality 0.2, b 2 with 0.8, c 10 with 0.6: the hull is a, b.
    let models: [(name: String, cost: Int, solved: Int)] = [("a", 1, 2), ("b", 2, 8), ("c", 10, 6)]
    var lines: [String] = []
    for query in 0..<10 {
      for model in models { lines.append("q\(query),\(model.name),\(query < model.solved ? 1 : 0),\(model.cost)") }
    }
    let path = try folder.write("query_id,model,quality,cost\n" + lines.joined(separator: "\n") + "\n", to: "t.csv")
    func budgets(_ setting: String) throws -> String {
      let interpreter = Interpreter()
      try interpreter.output("\(setting)load \(path)\nsplit --folds 3\nsweep mix --budgets 3\nset format csv")
      return try interpreter.output("sql SELECT budget FROM points ORDER BY budget;")
    }
    #expect(try budgets("") == "budget\n1.0\n1.5\n2.0\n6.0\n10.0\n")
    #expect(try budgets("set reference on\n") == "budget\n1.0\n1.5\n2.0\n")
  }
}
