import CrouteTestSupport
import Routing
import SessionTestSupport
import Testing
import Workbench

@Suite struct ServedLogTests {
  private let file: LoggedTraceFile

  init() throws {
    file = try LoggedTraceFile(complete: true)
    try file.interpreter.output(
      "split --train 30% --tune 20%\nfit quality logistic\nrun routing --budget 3\npolicy _ \(file.folder.path)/p.json")
  }

  private func policy() throws -> DeployedPolicy { try PolicyFile.read(file.folder.path + "/p.json") }

  private func reply(_ stream: DecisionStream, _ line: String) -> String {
    var output: [UInt8] = []
    Array((line + "\n").utf8).withUnsafeBufferPointer { stream.take($0, into: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  /// A small query goes to the small model, whose chance is 0.5 + 0.5/2, and is logged when its outcome is reported.
  @Test func aLineIsWrittenOnceTheOutcomeIsKnown() throws {
    let policy = try policy()
    let exploration = Exploration(share: 0.5, seed: 0)
    let log = try ServedLog(policy, digest: "d1", exploring: 0.5, seed: 0)
    let stream = DecisionStream(policy, log: log)
    let id = (0...).first { exploration.model(for: "\($0)", of: 2) == nil }!
    let known = "\"id\":\(id),\"features\":{\"group\":\"even\",\"x_size\":0.1}"
    let decision = reply(stream, "{\(known)}")
    #expect(
      decision.hasPrefix("{\"id\":\(id),\"run\":\"small\"") && decision.contains("\"propensity\":0.75"), "\(decision)")
    #expect(log.takeLines().isEmpty)
    #expect(
      reply(stream, "{\(known),\"answers\":{\"small\":{\"quality\":1,\"cost\":0.5}}}").contains("\"answer\":\"small\""))
    #expect(
      String(decoding: log.takeLines(), as: UTF8.self)
        == "{\"query_id\":\(id),\"model\":\"small\",\"quality\":1.0,\"cost\":0.5,\"propensity\":0.75,\"policy\":\"d1\","
        + "\"group\":\"even\",\"x_size\":0.1}\n")
    log.finish()
    #expect(log.takeLines().isEmpty, "what was reported is not open")
  }

  @Test func whatIsNeverReportedIsLoggedAtTheEnd() throws {
    let policy = try policy()
    let log = try ServedLog(policy, digest: "d1", exploring: 0, seed: 0)
    let stream = DecisionStream(policy, log: log)
    _ = reply(stream, "{\"id\":\"b\",\"features\":{\"group\":\"odd\",\"x_size\":0.9}}")
    _ = reply(stream, "{\"id\":\"a\",\"features\":{\"group\":\"odd\",\"x_size\":0.1}}")
    log.finish()
    let lines = String(decoding: log.takeLines(), as: UTF8.self).split(separator: "\n")
    #expect(
      lines.count == 2 && lines[0].hasPrefix("{\"query_id\":\"b\",\"model\":\"large\",\"quality\":null,\"cost\":null"))
    #expect(lines[1].hasPrefix("{\"query_id\":\"a\",\"model\":\"small\""))
  }

  /// 500 queries served with exploration, their outcomes reported: the log loads, knows its propensities, and tells what the
  /// large model is worth (4/5) though the policy gives it the large queries only.
  @Test func theLogLoadsAndTells() throws {
    let policy = try policy()
    let log = try ServedLog(policy, digest: "d1", exploring: 0.3, seed: 1)
    let stream = DecisionStream(policy, log: log)
    var explored = 0
    for query in 0..<500 {
      let size = Double(query % 100) / 100
      let known = "\"id\":\"n\(query)\",\"features\":{\"group\":\"even\",\"x_size\":\(size)}"
      let decision = reply(stream, "{\(known)}")
      if decision.contains("\"explored\":true") { explored += 1 }
      let model = decision.contains("\"run\":\"small\"") ? "small" : "large"
      let isRight = model == "large" || size < 0.5 ? query / 100 != 3 : query / 100 == 3
      _ = reply(
        stream,
        "{\(known),\"answers\":{\"\(model)\":{\"quality\":\(isRight ? 1 : 0),\"cost\":\(model == "small" ? 1 : 5)}}}")
    }
    #expect(explored > 110 && explored < 190)
    let path = try file.folder.write(String(decoding: log.takeLines(), as: UTF8.self), to: "served.jsonl")
    try file.interpreter.output("load \(path) --as served")
    let text = try file.interpreter.output("describe")
    #expect(text.contains("a log: 500 of 500 queries") && text.contains("the propensities are recorded"))
    try file.interpreter.output("describe --as d\nset format csv")
    let large = try file.interpreter.output("sql SELECT adjusted_quality FROM d WHERE model = 'large'")
    #expect(abs((Double(large.split(separator: "\n").last ?? "") ?? 0) - 0.8) < 0.1)
  }

  /// The first report counts, whether it comes before or after the query is asked about again.
  @Test func anOutcomeReportedTwiceIsWrittenOnce() throws {
    let log = try ServedLog(try policy(), digest: "d1", exploring: 0, seed: 0)
    let stream = DecisionStream(try policy(), log: log)
    let known = "\"id\":1,\"features\":{\"group\":\"even\",\"x_size\":0.1}"
    let report = "{\(known),\"answers\":{\"small\":{\"quality\":1,\"cost\":0.5}}}"
    _ = reply(stream, "{\(known)}")
    let first = reply(stream, report)
    #expect(reply(stream, report) == first, "the answer is the same")
    _ = reply(stream, "{\(known)}")
    _ = reply(stream, report)
    log.finish()
    let lines = String(decoding: log.takeLines(), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 1 && lines[0].contains("\"quality\":1.0"), "\(lines)")
  }

  /// What the answer was and what it cost is known before anybody has judged it.
  @Test(arguments: [true, false]) func aLineWaitsForTheQuality(isJudged: Bool) throws {
    let log = try ServedLog(try policy(), digest: "d1", exploring: 0, seed: 0)
    let stream = DecisionStream(try policy(), log: log)
    _ = reply(stream, "{\"id\":1,\"features\":{\"group\":\"even\",\"x_size\":0.1,\"cost\":7}}")
    _ = reply(stream, "{\"id\":1,\"answers\":{\"small\":{\"text\":\"yes\",\"cost\":0.5}}}")
    #expect(log.takeLines().isEmpty)
    if isJudged {
      _ = reply(stream, "{\"id\":1,\"answers\":{\"small\":{\"text\":\"yes\",\"cost\":0.5,\"quality\":1}}}")
    } else {
      log.finish()
    }
    #expect(
      String(decoding: log.takeLines(), as: UTF8.self)
        == "{\"query_id\":1,\"model\":\"small\",\"quality\":\(isJudged ? "1.0" : "null"),\"cost\":0.5,\"propensity\":1.0,"
        + "\"policy\":\"d1\",\"group\":\"even\",\"x_size\":0.1}\n")
  }

  /// Small queries go to the small model, large ones to the large one; outcomes that are reported without their features
  /// belong to what was decided by them. Of an unknown query they are all that is known.
  @Test func theDecisionIsLoggedAsItWasMade() throws {
    let log = try ServedLog(try policy(), digest: "d1", exploring: 0.5, seed: 0)
    let stream = DecisionStream(try policy(), log: log)
    let exploration = Exploration(share: 0.5, seed: 0)
    let own = (0..<100).filter { exploration.model(for: "\($0)", of: 2) == nil }.prefix(2)
    for (id, (size, model)) in zip(own, [(0.1, "small"), (0.9, "large")]) {
      let known = "\"features\":{\"group\":\"even\",\"x_size\":\(size)}"
      #expect(reply(stream, "{\"id\":\(id),\(known)}").contains("\"run\":\"\(model)\""))
      _ = reply(stream, "{\"id\":\(id),\"answers\":{\"\(model)\":{\"quality\":1,\"cost\":2}}}")
      #expect(
        String(decoding: log.takeLines(), as: UTF8.self)
          == "{\"query_id\":\(id),\"model\":\"\(model)\",\"quality\":1.0,\"cost\":2.0,\"propensity\":0.75,\"policy\":\"d1\","
          + "\"group\":\"even\",\"x_size\":\(size)}\n")
    }
  }

  /// The policy gives small queries to the model small: whoever runs the large one has other reasons, with other chances. What
  /// is logged loads as a log.
  @Test(arguments: [0.0, 0.5]) func aModelThatWasNotChosenHasNoPropensity(share: Double) throws {
    let log = try ServedLog(try policy(), digest: "d1", exploring: share, seed: 0)
    let stream = DecisionStream(try policy(), log: log)
    var own: [String: String] = [:]
    for query in 0..<60 {
      let known = "\"id\":\"n\(query)\",\"features\":{\"group\":\"even\",\"x_size\":0.1}"
      let chosen = reply(stream, "{\(known)}").contains("\"run\":\"small\"") ? "small" : "large"
      let run = query % 3 == 0 ? (chosen == "small" ? "large" : "small") : chosen
      own["n\(query)"] = run == chosen ? (chosen == "small" ? "\(1 - share / 2)" : "\(share / 2)") : "null"
      _ = reply(stream, "{\(known),\"answers\":{\"\(run)\":{\"quality\":1,\"cost\":0.5}}}")
    }
    let text = String(decoding: log.takeLines(), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 60)
    for line in lines {
      let found = try #require(line.firstMatch(of: /"query_id":"(n\d+)".*"propensity":([^,]+),/))
      #expect(own[String(found.1)] == String(found.2), "\(line)")
    }
    try file.interpreter.output("load \(try file.folder.write(text, to: "served.jsonl")) --as served")
    #expect(try file.interpreter.output("describe").contains("a log: 60 of 60 queries"))
  }

  @Test func onlySingleChoicesAreExplored() throws {
    try file.interpreter.output("run index --budget 3\npolicy _ \(file.folder.path)/p.json --force")
    let policy = try policy()
    #expect(throws: RoutingError.self) {
      try ServedLog(policy, digest: "", exploring: 0.1, seed: 0)
    }
    _ = try ServedLog(policy, digest: "", exploring: 0, seed: 0)
  }
}
