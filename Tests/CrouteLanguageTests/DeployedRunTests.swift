import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import TestSupport
import Testing

@Suite struct DeployedRunTests {
  /// A policy runs from its file as the run that it was written from, on complete traces and on a log, whether answers have
  /// confidences, which come too late for it, or none.
  @Test(arguments: [true, false], [true, false])
  func aPolicyFileRunsAsItsRunDid(isLog: Bool, hasConfidences: Bool) throws {
    let file = try LoggedTraceFile(complete: !isLog, confidences: hasConfidences)
    let interpreter = file.interpreter
    let policy = file.folder.path + "/policy.json"
    try interpreter.output(
      "split --train 30% --tune 20%\nfit quality logistic\nrun routing --budget 3 --as first\npolicy first \(policy)")
    let text = try interpreter.output("run policy:\(policy) --as second")
    #expect(text.contains("policy:\(policy)"))
    try interpreter.output("set format csv")
    #expect(
      try interpreter.output(
        "sql SELECT count(*) FROM first JOIN second USING (query_id) WHERE abs(first.quality - second.quality) > 1e-6")
        == "count(*)\n0\n")
    #expect(text.contains("agreeing") == isLog)
    #expect(
      file.failure("run policy:\(policy) --budget 2").contains(
        "--budget tunes a strategy, and the policy of a file is tuned already"))
    #expect(file.failure("run policy:\(policy).none").contains("policy.json.none"))
  }

  @Test func whatThePolicyDoesWithoutIsSaid() throws {
    let file = try LoggedTraceFile(complete: true)
    let policy = file.folder.path + "/policy.json"
    try file.interpreter.output("fit quality logistic\nrun routing --budget 3\npolicy _ \(policy)")
    let bare = try file.folder.write(
      "query_id,model,quality,cost,x_size\n"
        + (0..<9).map { "q\($0),small,1,1,0.\($0)\nq\($0),large,1,5,0.\($0)\n" }.joined(),
      to: "bare.csv")
    let note = "fitted on columns that these traces lack, and does without: group\n"
    #expect(try file.interpreter.output("load \(bare)\nrun policy:\(policy)").contains(note))
    #expect(try file.interpreter.output("measure \(policy) \(bare) --chunks 2").contains(note))
    #expect(try !file.interpreter.output("measure \(policy) \(file.folder.path)/log.csv").contains("these traces lack"))
  }

  /// A policy that was tuned on all queries was tuned in no fold.
  @Test func oneForAllQueriesIsNotOutOfFold() throws {
    let file = try LoggedTraceFile(complete: true)
    let policy = file.folder.path + "/policy.json"
    let own = try file.interpreter.output("split --folds 5\nfit quality logistic\nrun routing --budget 3")
    #expect(own.contains("out of fold"))
    let text = try file.interpreter.output("policy _ \(policy)\nrun policy:\(policy)")
    #expect(
      text.contains("queries\n") && !text.contains("out of fold") && text.contains("better here than on new ones"))
  }

  /// A file has what its policy can reach, and no more: the policy runs on queries with the outcomes of all models.
  @Test(arguments: [
    ("fit quality logistic", "pairs --budget 0.0001"), ("fit quality logistic", "index+max-depth=2 --budget 0.0005"),
    ("fit quality linear", "cascade-routing+max-depth=2+always --budget 0.0005"),
    ("fit quality constant\nfit cost regression", "pairs --budget 0.0002"),
  ])
  func whatAPolicyDoesNotReachIsNotAskedFor(_ fit: String, _ run: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/p.json"
    let interpreter = Interpreter()
    try interpreter.output("load sim:cascade --queries 400\n\(fit)\nrun \(run) --as first\npolicy first \(path)")
    try interpreter.output("run policy:\(path) --as second\nset format csv")
    #expect(
      try interpreter.output(
        "sql SELECT count(*) FROM first JOIN second USING (query_id) WHERE abs(first.quality - second.quality) > 1e-9 OR "
          + "abs(first.cost - second.cost) > 1e-9") == "count(*)\n0\n")
  }
}
