import CommandLanguage
import Foundation
import Routing
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct ExplainCommandTests {
  @Test func routingByHand() throws {
    // At lambda .05: small .5 - .05 = .45, large .8 - .2 = .6. Truth: small 0 - .05, large 1 - .2 = .8: no regret.
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("explain c routing --lambda 0.05")
    #expect(text.contains("small  0.500   1  0.200  0.4500"))
    #expect(text.contains("large  0.800   4  0.300  0.6000"))
    #expect(text.contains("choice: run large"))
    #expect(text.contains("estimate goes from 0.800 to 0.900 (the truth, unseen: 1.000)"))
    #expect(text.contains("regret at this price 0.0000"))
  }

  @Test func cascadeRoutingAsJSON() throws {
    // E[max] of both by Clark: theta = sqrt(.13) = .36056, alpha = -.3/theta = -.83205, Phi = .20269, phi = .28219:
    // .5 * .20269 + .8 * .79731 + .36056 * .28219 = .84094; at lambda .01 tau = .84094 - .05 = .79094 > .76, .49.
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    try interpreter.output("set format json")
    let line = try interpreter.output("explain c cascade-routing --lambda 0.01")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let steps = try #require(object["steps"] as? [[String: Any]])
    let best = try #require(steps[0]["best"] as? [String: Any])
    #expect(best["models"] as? [String] == ["small", "large"])
    #expect(abs(try #require(best["quality"] as? Double) - 0.84094) < 1e-4)
    #expect(abs(try #require(best["trade_off"] as? Double) - 0.79094) < 1e-4)
    #expect(object["answer"] as? String == "large")
  }

  @Test func cascadesRunInOrderWhateverTheModelsAreWorth() throws {
    // By the last model: small alone .5 - .01, both .8 - .05. Then .3 is in hand, so large runs, and answers with .9.
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("explain c cascade+last-quality+last-answer --lambda 0.01")
    #expect(text.contains("last q^  cost     tau\n") && text.contains("small + large   0.8000     5  0.7500"))
    #expect(text.contains("choice: small + large; small runs first, in pool order"))
    #expect(text.contains("answer: large's, the best estimate in hand (0.900)"))
    // The small model's .3 beats a threshold of .9 no more than the large one's answer is better.
    let thresholds = try interpreter.output("explain c threshold --thresholds 0.31")
    #expect(thresholds.contains("the last answer is estimated at 0.300, below the threshold 0.310: continue"))
  }

  @Test func stepAsksAndCounts() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("step c routing --lambda 0.05 --quiz", answer: "lar")
    #expect(text.contains("so does the strategy") && text.contains("you agreed with the strategy in 1 of 1 decisions"))
    let alone = try interpreter.output("step c routing --lambda 0.05")
    #expect(alone == (try interpreter.output("explain c routing --lambda 0.05")))
  }

  @Test func theLatestRunIsExplained() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    #expect(throws: Diagnostic.self) { try interpreter.output("explain c") }
    try interpreter.output("run routing --budget 4")
    #expect(try interpreter.output("explain c").contains("query c, routing at lambda 0"))
  }

  /// Every strategy there is, its options among them.
  static let spellings =
    Strategies.all.flatMap { kind -> [String] in
      let name = kind.takesModel ? kind.name + ":Yi-34B" : kind.name
      return [name] + kind.options.map { "\(name)+\($0.name)\($0.placeholder == nil ? "" : "=2")" }
    } + ["cascade-routing+greedy+no-expect+max-depth=3"]

  /// What `explain` shows of each query is what `run --draw` did with it: models run, answer, cost and quality, the draws
  /// between the tie rules included.
  @Test(arguments: spellings)
  func whatExplainShowsIsWhatRunDid(spelling: String) throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 120 --seed 3\npool gpt-4,mixtral,mistral-7b,Yi\nset format json")
    try interpreter.output("fit quality noisy --ante 0.6 --post 0.3")
    func object(_ command: String) throws -> [String: Any] {
      let line = try interpreter.output(command)
      return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let run = try object("run \(spelling) --budget 0.0009 --draw")
    let folder = try TemporaryFolder()
    try interpreter.output("write _ \(folder.path)/run.csv")
    let rows = try String(contentsOfFile: folder.path + "/run.csv", encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(rows.count > 50)
    var (ran, answered): ([String: Double], [String: Double]) = ([:], [:])
    for row in rows {
      let fields = row.split(separator: ",")
      let told = try object("explain \(fields[0])")
      #expect(told["strategy"] as? String == run["strategy"] as? String)
      #expect(abs(try #require(told["cost"] as? Double) - Double(fields[1])!) < 1e-15)
      #expect(told["quality"] as? Double == Double(fields[2]))
      let steps = try #require(told["steps"] as? [[String: Any]])
      let runs = steps.compactMap { $0["run"] as? String }
      #expect(runs == told["ran"] as? [String])
      for model in runs { ran[model, default: 0] += 1 }
      answered[try #require(told["answer"] as? String), default: 0] += 1
    }
    #expect((run["ran"] as? [String: Double])?.filter { $0.value > 0 } == ran)
    #expect((run["answered"] as? [String: Double])?.filter { $0.value > 0 } == answered)
  }

  /// The small and the large model tie at lambda 0.1: (0.8 - 0.5)/(4 - 1). What the draw does, and what the other rule would.
  @Test func theDrawBetweenTies() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    try interpreter.output("run routing --budget 2")
    let text = try interpreter.output("explain c").split { $0.isWhitespace }.joined(separator: " ")
    let isDear = text.contains("below it: the high-cost rule serves it, the low-cost rule would run small")
    let isCheap = text.contains("not below it: the low-cost rule serves it, the high-cost rule would run large")
    #expect(text.contains("gamma is 0.333") && isDear != isCheap, "\(text)")
    #expect(text.contains("tie: \(isDear ? "large and small" : "small and large"); the"))
  }

  /// Without a price the regret is in quality: the small model's answer is worth 0, the large one's 1.
  @Test func regretWithoutAPrice() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("explain c single:small").split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      text.contains("in hindsight large alone would have been best (quality 1.000 for 4 USD); regret in quality 1.0000")
    )
  }

  /// At lambda 0.5: adding large (0.8 at cost 4) to small lowers tau by about 1.9, which lemma 1 says of the set.
  @Test func whatWasDroppedAndBy() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("explain c cascade-routing+slow --lambda 0.5")
    #expect(text.contains("small + large  0.8409     5  -1.6591"), "\(text)")
    let pruned = try interpreter.output("explain c cascade-routing+beam=9 --lambda 0.05").split { $0.isWhitespace }
      .joined(separator: " ")
    // 0.84094 - 0.05 x 5 = 0.5909, large alone 0.6: small is worth less than it costs.
    #expect(pruned.contains("lemma 1 dropped 1 set and all that contain it: small + large"), "\(pruned)")
    #expect(pruned.contains("only the 9 best sets of each size were extended"))
  }

  /// An answer that moves what is believed of others is shown to do so, and a large pool is cut.
  @Test func beliefsMove() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:agentic\nfit quality irt --judge")
    let text = try interpreter.output("explain sim.00003 index --lambda 0.1")
    #expect(text.contains("it also changes the estimates of other models:"))
    #expect(text.contains("q^ before  after  sigma before  after"))
    #expect(text.contains("12 models with lower trade-offs left out") && text.contains("more changed less"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
