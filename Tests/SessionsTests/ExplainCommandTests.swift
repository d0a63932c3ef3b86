import Foundation
import Sessions
import TestSupport
import Testing

@Suite struct ExplainCommandTests {
  /// Two models with written estimates, so that every number of the explanation can be worked out by hand.
  private func session() throws -> (Interpreter, TemporaryFolder) {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split,ante,post,cost_ante,cost_post\n"
    for (id, part) in [("a", "train"), ("b", "tune"), ("c", "test")] {
      traces += "\(id),small,0,1,\(part),0.5,0.3,1,1\n\(id),large,1,4,\(part),0.8,0.9,4,4\n"
    }
    let path = try folder.write(traces, to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nsplit --by split\nfit table \(path) --sigma 0.2,0.3")
    return (interpreter, folder)
  }

  @Test func routingByHand() throws {
    // At lambda .05: small .5 - .05 = .45, large .8 - .2 = .6. Truth: small 0 - .05, large 1 - .2 = .8: no regret.
    let (interpreter, _) = try session()
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
    let (interpreter, _) = try session()
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
    let (interpreter, _) = try session()
    let text = try interpreter.output("explain c cascade+last-quality+last-answer --lambda 0.01")
    #expect(text.contains("last q^  cost     tau\n") && text.contains("small + large   0.8000     5  0.7500"))
    #expect(text.contains("choice: small + large; small runs first, as the order of the pool has it"))
    #expect(text.contains("answer: large's, the best estimate in hand (0.900)"))
    // The small model's .3 beats a threshold of .9 no more than the large one's answer is better.
    let thresholds = try interpreter.output("explain c threshold --thresholds 0.31")
    #expect(thresholds.contains("the last answer is estimated at 0.300, below the threshold 0.310: go on"))
  }

  @Test func stepAsksAndCounts() throws {
    let (interpreter, _) = try session()
    let text = try interpreter.output("step c routing --lambda 0.05 --quiz", answer: "lar")
    #expect(text.contains("so does the strategy") && text.contains("you: 1 of 1 as the strategy"))
    let alone = try interpreter.output("step c routing --lambda 0.05")
    #expect(alone == (try interpreter.output("explain c routing --lambda 0.05")))
  }

  @Test func theLatestRunIsExplained() throws {
    let (interpreter, _) = try session()
    #expect(throws: Diagnostic.self) { try interpreter.output("explain c") }
    try interpreter.output("run routing --budget 4")
    #expect(try interpreter.output("explain c").contains("query c, routing at lambda 0"))
  }
}
