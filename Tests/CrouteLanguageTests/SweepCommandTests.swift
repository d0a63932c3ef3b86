import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Display
import Input
import Mathematics
import SessionTestSupport
import TestSupport
import Testing
import Traces

@Suite struct SweepCommandTests {
  private func misled() throws -> (Interpreter, TemporaryFolder) {
    let folder = try TemporaryFolder()
    return (try MisledTraces.interpreter(in: folder, isMendedByRunning: true), folder)
  }

  /// A column of chance tells nothing of 60 queries, so that mixing is ahead in some of the 6 folds: `run` counts them, and
  /// the share that the sweep names for the same budget is theirs, but for folds in which both are the same.
  @Test func fallingBackInSomeFoldsIsSaid() throws {
    let key = RandomKey(seed: 3, purpose: "folds")
    var csv = "query_id,model,quality,cost,x_chance\n"
    for query in 0..<60 {
      for model in 0..<3 {
        let draw = key.mixing(query).mixing(model).uniform
        csv +=
          "q\(query),m\(model),\(draw < [0.5, 0.6, 0.7][model] ? 1 : 0),\(model + 1),\(key.mixing(query).uniform)\n"
      }
    }
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output(
      "set width 400\nload \(folder.write(csv, to: "t.csv"))\nsplit --folds 6\nfit quality logistic")
    var partly = 0
    for budget in ["1.2", "1.5", "1.8", "2.1", "2.4", "2.7"] {
      let run = try interpreter.output("run routing --budget \(budget)")
      let sweep = try interpreter.output("sweep routing --budgets =\(budget)")
      let found = run.firstMatch(of: /in ([0-9]+|none) of the 6 folds measured here/)?.1
      let count = found.map { $0 == "none" ? 0 : Int($0)! } ?? (run.contains("so the mixture is used") ? 6 : 0)
      let isFallback =
        run.contains("so the mixture is used\n") || run.contains("so the mixture is used for new queries")
      let said = sweep.firstMatch(
        of: /routing at ([01]) of 1 budget for new queries and in ([0-9]+)% of the folds measured/)
      #expect((said?.1 ?? "0") == (isFallback ? "1" : "0"), "\(run)\n\(sweep)")
      let share = try #require(Int(said?.2 ?? "0"))
      // Where both are the same a fold is served by the mixture, though that is not ahead.
      let shares = [0, 17, 33, 50, 67, 83, 100]
      #expect(shares[...count].contains(share), "\(run)\n\(sweep)")
      if found != nil, share == shares[count] { partly += 1 }
    }
    #expect(partly > 0)
  }

  /// On the ten tuning queries that it sends to large routing gains nothing where mixing has .25 of all others.
  @Test func fallingBackIsSaid() throws {
    let (interpreter, _) = try misled()
    let text = try interpreter.output("run routing --budget 1.5")
    #expect(text.contains("quality 0.6250, cost 1.5 "))
    #expect(text.contains("routing does not beat mixing single models"))
    #expect(text.contains("-0.1250 in"))
    #expect(try interpreter.output("explain test0").contains("routing does not beat mixing single models"))
    #expect(try interpreter.output("run routing+always --budget 1.5").contains("quality 0.5000, cost 1.5 "))
    let sweep = try interpreter.output("sweep routing routing+always --budgets 1.5,1.6")
    #expect(sweep.contains("note: where mixing single models is ahead on the train and tune parts,"))
    let json = try JSONParser.parse(try interpreter.output("set format json\nrun routing --budget 1.5").trimmed)
    #expect(json["fallback"]?["gain"] == .number(-0.125))
  }

  @Test func theTableOfSingleModelsIsLeftOutOnDemand() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 200\npool mistral-7b,gpt-4")
    let (whole, brief) = (
      try interpreter.output("sweep mix --budgets 2"), try interpreter.output("sweep mix --budgets 2 --brief")
    )
    #expect(whole.hasPrefix(brief.split(separator: "note", maxSplits: 1)[0]) && whole.contains("\nsingle model "))
    #expect(!brief.contains("single model ") && brief.contains("linear baseline"))
  }

  /// Four columns and nothing more: knn has nothing to go by, and the others run.
  @Test func whatCannotRunIsLeftOutOfTheDefaultOnly() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost\n"
    for query in 0..<60 { traces += "q\(query),small,\(query % 3 == 0 ? 1 : 0),1\nq\(query),large,1,4\n" }
    let interpreter = Interpreter()
    try interpreter.output(
      "load \(try folder.write(traces, to: "t.csv"))\nfit quality noisy --ante 0.6 --post 0.3\nfit cost constant")
    let text = try interpreter.output("sweep --budgets 2,3")
    #expect(text.contains("note: knn is left out: the traces have no prompts"))
    #expect(text.contains("cascade-routing") && text.contains("oracle"))
    #expect(throws: Diagnostic.self) { try interpreter.output("sweep knn --budgets 2,3") }
  }

  /// With more models than a search of sets can hold `all` leaves these strategies out, and their own name is refused.
  @Test func searchesAreLeftOutOfLargePools() throws {
    let folder = try TemporaryFolder()
    let traces = ManyModels.traces(models: 257, queries: 16)
    let interpreter = Interpreter()
    try interpreter.output("load \(try folder.write(traces, to: "t.csv"))\nfit quality noisy --ante 0.6 --post 0.3")
    let text = try interpreter.output("sweep --budgets 2").replacing("\n      ", with: " ")
    let reason = "the pool has 257 models, but at most 256 can be searched"
    #expect(text.contains("cascade, cascade-routing are left out: \(reason)"))
    #expect(text.contains("index") && text.contains("oracle"))
    #expect(throws: Diagnostic.self) { try interpreter.output("sweep cascade --budgets 2") }
  }

  /// Without a fit, too: what needs estimates is left out, and no fit that reads the truth is proposed.
  @Test func aFileOfFourColumnsIsSwept() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost\n"
    for query in 0..<60 { traces += "q\(query),small,\(query % 3 == 0 ? 1 : 0),1\nq\(query),large,1,4\n" }
    let text = try Interpreter().output("load \(try folder.write(traces, to: "t.csv"))\nsweep --budgets 2,3")
      .split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      text.contains("routing, threshold, cascade, cascade-routing, index, pairs are left out: no quality"), "\(text)")
    #expect(
      text.contains("add prompts, groups or x_... columns (join FILE), or load the traces with a column confidence")
        && text.contains("mix"))
    #expect(!text.contains("noisy"))
  }

  /// One of several named strategies that cannot run is left out, aloud; one alone is an error.
  @Test func namedStrategiesThatCannotRunAreLeftOut() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost\n"
    for query in 0..<60 { traces += "q\(query),small,\(query % 3 == 0 ? 1 : 0),1\nq\(query),large,1,4\n" }
    let interpreter = Interpreter()
    try interpreter.output("load \(try folder.write(traces, to: "t.csv"))")
    let text = try interpreter.output("sweep knn mix --budgets 2").split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("knn is left out: ") && text.contains("mix"), "\(text)")
    let reason = try #require(text.firstMatch(of: /knn is left out: ([^;]+?)[;.]? ?(?:note|try|strategy|$)/)?.1)
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("sweep knn --budgets 2") }
    #expect(error?.message.contains(reason.prefix(20)) == true, "\(reason): \(error?.text ?? "")")
  }

  /// Where both models cost the same there is no range of costs, and that is said.
  @Test func equalCostsAreSaid() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost\n"
    for query in 0..<60 { traces += "q\(query),small,\(query % 3 == 0 ? 1 : 0),0.01\nq\(query),large,1,0.01\n" }
    let text = try Interpreter().output("load \(try folder.write(traces, to: "t.csv"))\nsweep mix")
    #expect(text.contains("note: all models cost the same: AUC is no area here"))
    #expect(text.contains("mix") && text.contains("100"))
  }

  /// Large costs 4 where prices are tuned and 3 where they are measured, 25% less; with 3.8 the difference is not told.
  @Test(arguments: [(3.0, true), (5.0, true), (3.8, false)]) func costsThatDifferAreTold(
    cost: Double, isTold: Bool
  ) throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split\n"
    for (part, large) in [("train", 4), ("tune", 4), ("test", cost)] {
      traces += "\(part),small,0,1,\(part)\n\(part),large,1,\(large),\(part)\n"
    }
    let text = try Interpreter().output(
      "load \(try folder.write(traces, to: "t.csv"))\nsplit --by split\nsweep mix")
    let word = cost < 4 ? "less" : "more"
    let note =
      "note: large costs 25% \(word) on the test part than on the tune part, where budgets are met, so spending is "
      + "\(cost < 4 ? "below" : "above") the budgets"
    #expect(text.replacing(/\n +/, with: " ").contains(note) == isTold)
  }

  @Test func intervalsHoldTheirEstimates() throws {
    let json = try JSONParser.parse(
      try Interpreter().output(
        """
        load sim:routerbench --queries 400
        pool mistral-7b,mixtral,gpt-4
        fit quality noisy --ante 0.6 --post 0.3
        set format json
        sweep routing mix --budgets 3 --bootstrap 60
        """
      ).split(separator: "\n").last.map(String.init) ?? "")
    guard case .array(let strategies)? = json["strategies"] else {
      Issue.record("no strategies")
      return
    }
    for strategy in strategies {
      guard case .number(let area)? = strategy["auc"], let own = strategy["auc_interval"],
        case .number(let low)? = own["low"], case .number(let high)? = own["high"]
      else {
        Issue.record("no interval")
        return
      }
      #expect(own["estimate"] == .number(area) && low < area && area < high && high - low < 30)
    }
    // Paired: routing is far over the line in every resample, though the areas themselves vary as much as that.
    #expect(try #require(strategies[0]["over_linear"]?["low"]?.double) > 0)
  }
}

extension String {
  fileprivate var trimmed: String { String(split(separator: "\n").last ?? "") }
}
