import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import Testing

@Suite struct PolicyChoiceTests {
  @Test(
    "A price given is not tuned: small and large tie at (.8 - .5) / 3 = .1", arguments: [("0.09", 4.0), ("0.11", 1)])
  func price(lambda: String, cost: Double) throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    let text = try interpreter.output("run routing --lambda \(lambda)")
    #expect(text.contains("quality \(cost == 4 ? "1.0000" : "0.0000"), cost \(Int(cost)) "))
    #expect(text.contains("lambda \(lambda), gamma 0"))
    #expect(try interpreter.output("explain c").contains("query c, routing at lambda \(lambda)"))
  }

  @Test("Thresholds given: an estimate of .3 stops at .3 and goes on at .31", arguments: [("0.3", 1), ("0.31", 5)])
  func thresholds(threshold: String, cost: Int) throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    let text = try interpreter.output("run threshold --thresholds \(threshold)")
    #expect(text.contains("quality \(cost == 5 ? "1.0000" : "0.0000"), cost \(cost) "))
    #expect(text.contains("thresholds \(threshold)"))
  }

  @Test(arguments: [
    "routing --thresholds 0.3", "threshold --lambda 1", "threshold --thresholds 0.3,0.4", "threshold --thresholds x",
    "threshold --thresholds ''", "routing --lambda 1 --budget 2", "routing --lambda -1", "single:large --lambda 1",
  ])
  func mistakes(words: String) throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    #expect(throws: Diagnostic.self) { try interpreter.output("run \(words)") }
    #expect(throws: Diagnostic.self) { try interpreter.output("compare") }  // no result was kept
  }

  @Test func theLatestRunIsExplained() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    #expect(throws: Diagnostic.self) { try interpreter.output("explain c") }
    try interpreter.output("run routing --lambda 0")
    #expect(try interpreter.output("explain c").contains("query c, routing at lambda 0"))
  }

  /// A run keeps the estimates that it decided by, whatever is fitted after it.
  @Test func aRunIsExplainedByItsOwnEstimates() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    try interpreter.output("run routing --lambda 0")
    let before = try interpreter.output("explain c")
    let after = try interpreter.output("fit quality constant\nexplain c")
    #expect(after.contains(before), "\(after)")
    #expect(after.contains("stale"))
  }

  /// The run of a policy file is explained as that from which the file was written, and is not written again.
  @Test func aPolicyFileIsExplained() throws {
    let file = try LoggedTraceFile(complete: true)
    let interpreter = file.interpreter
    let policy = file.folder.path + "/policy.json"
    try interpreter.output("split --train 30% --tune 20%\nfit quality logistic\nrun routing --budget 3")
    try interpreter.output("set format csv")
    let query = try interpreter.output("sql SELECT query_id FROM _ LIMIT 1").split { $0.isNewline }[1]
    try interpreter.output("set format text")
    let decisions = try interpreter.output("explain \(query)").split { $0 == "\n" }.dropFirst()
    try interpreter.output("policy _ \(policy)\nrun policy:\(policy)\nfit quality constant")
    let deployed = try interpreter.output("explain \(query)").split { $0 == "\n" }.dropFirst()
    #expect(deployed == decisions)
    #expect(try interpreter.output("plot path").contains("policy:\(policy)"))
    #expect(file.failure("policy _ \(policy) --force").contains("need not be written again"))
  }
}
