import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct QueryReaderTests {
  /// A policy that was fitted on chances from 0 to 1, and one on log-probabilities; one that runs a single model reads none.
  @Test(arguments: [
    ("index", "0.9", "85", "expected a number from 0 to 1"), ("index", "0.9", "-5", "expected a number from 0 to 1"),
    ("index", "-0.1", "0.5", "expected a number of at most 0"), ("index", "7", "85", nil),
    ("routing", "0.9", "85", nil),
  ]) func confidencesOnAnotherScaleAreRefused(strategy: String, fitted: String, found: String, says: String?) throws {
    let folder = try TemporaryFolder()
    var lines = "query_id,model,quality,cost,confidence\n"
    for query in 0..<60 {
      let isRight = query % 3 > 0
      lines +=
        "q\(query),small,\(isRight ? 1 : 0),1,\(isRight ? fitted : fitted == "-0.1" ? "-2" : "0.2")\nq\(query),large,1,5,\n"
    }
    let path = "\(folder.path)/p.json"
    try Interpreter().output(
      "load \(folder.write(lines, to: "t.csv"))\nfit quality logistic\nrun \(strategy) --budget 2\npolicy _ \(path)")
    let stream = DecisionStream(try PolicyFile.read(path))
    let line = "{\"id\": 1, \"answers\": {\"small\": {\"cost\": 1, \"confidence\": \(found)}}}\n"
    let reply = ServedLines.reply(stream, line)
    if let says {
      #expect(reply.contains("answers.small.confidence is \(Double(found)!), \(says)"), "\(reply)")
    } else {
      #expect(!reply.contains("error"), "\(reply)")
    }
  }

  @Test func malformedLinesAreAnsweredAndTheRestGoesOn() throws {
    let served = try ServedLines()
    try served.interpreter.output("run index --budget 4\npolicy _ \(served.folder.path)/p.json")
    let stream = try served.stream()
    let good = served.line("test-3", [])
    let faults: [(line: String, says: String)] = [
      ("{\"id\": 1, ", "column 11"), ("[1]", "the line: found a list, expected an object"), ("{}", "id is missing"),
      ("{\"id\": true}", "id: found true or false"), ("foo", "column 2: found o, expected false"),
      ("{\"id\": 5}", "estimates.small.ante is missing"),
      ("{\"id\": 6, \"estimates\": {\"small\": {\"ante\": \"x\"}}}", "estimates.small.ante: found a string"),
      ("{\"id\": 4, \"estimates\": {\"small\": {\"ante\": 1e308}}}", "ante is 1e+308, expected a number from -1e100"),
      ("{\"id\": 7, \"answers\": {\"nobody\": {}}}", "'nobody' is not a model of the policy"),
      ("{\"id\": 8, \"answers\": {\"small\": {\"quality\": 2}}}", "answers.small.quality is 2.0"),
      ("{\"id\": 9, \"answers\": {\"small\": {}, \"small\": {}}}", "the key \"small\" is there twice"),
      ("{\"id\": 7, \"id\": 9}", "the key \"id\" is there twice"),
      ("{\"id\": 1, \"features\": {\"x_a\": 1e999}}", "features.x_a: found a number outside"), ("\u{1}", "column 1"),
      ("{\"id\": \"x\"} {}", "expected the end of the line"),
    ]
    for (number, fault) in faults.enumerated() {
      let output = ServedLines.reply(stream, fault.line + "\n")
      #expect(output.split(separator: "\n").count == 1)
      let error = try ServedLines.object(output)
      #expect((error["error"] as? String)?.contains(fault.says) == true, "\(output)")
      #expect(error["line"] as? Int == number + 1)
    }
    #expect(stream.failureCount == faults.count)
    #expect(try ServedLines.object(ServedLines.reply(stream, good + "\n"))["run"] != nil)
    var output: [UInt8] = []
    [UInt8](repeating: 0xFF, count: 3).withUnsafeBufferPointer { stream.take($0, into: &output) }
    stream.finish(into: &output)
    #expect(String(decoding: output, as: UTF8.self).contains("\"error\""))
  }

  @Test func idsComeBackAsTheyWere() throws {
    let served = try ServedLines()
    try served.interpreter.output("run single:small\npolicy _ \(served.folder.path)/p.json")
    let stream = try served.stream()
    let line = served.line("test-3", [])
    for id in ["17", "-2.5e3", "\"é \\u00e9 \\\"\""] {
      #expect(
        ServedLines.reply(stream, line.replacing("\"test-3\"", with: id) + "\n").hasPrefix(
          "{\"id\":\(id),\"run\":\"small\""))
    }
  }
}
