import CommandLanguage
import Display
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Traces
import Workbench

@Suite struct DecisionStreamTests {
  /// 60 queries a part and three models, with estimates that tell something; what `run --draw` counts is what a program
  /// counts that asks `decide` step by step.
  private struct Served {
    let folder: TemporaryFolder
    let interpreter = Interpreter()
    let models = ["small", "middle", "large"]
    /// By query id and model: quality, cost and the estimates before and after.
    var outcomes: [String: [[Double]]] = [:]
    var test: [String] = []

    init() throws {
      folder = try TemporaryFolder()
      var traces = "query_id,model,quality,cost,split,ante,post,cost_ante,cost_post\n"
      for part in ["train", "tune", "test"] {
        for query in 0..<60 {
          let id = "\(part)-\(query)"
          var rows: [[Double]] = []
          for model in 0..<3 {
            let quality = Double((query * 7 + model * 5 + query / (model + 2)) % 5 < model + 2 ? 1 : 0)
            let hint = Double((query * 13 + model * 3) % 10) / 10
            let cost = [1.0, 3, 8][model] + Double(query % 4) / 4
            rows.append([
              quality, cost, 0.5 * quality + 0.4 * hint, 0.8 * quality + 0.1 * hint, [1.2, 3.4, 8.3][model], cost,
            ])
            traces += "\(id),\(models[model]),\(quality),\(cost),\(part),"
            traces += rows[model][2...].map { "\($0)" }.joined(separator: ",") + "\n"
          }
          outcomes[id] = rows
          if part == "test" { test.append(id) }
        }
      }
      let path = try folder.write(traces, to: "t.csv")
      try interpreter.output("load \(path)\nsplit --by split\nfit table \(path) --fuse\nset seed 4")
    }

    /// The line that a program writes once some models have run.
    func line(_ id: String, _ answered: [Int]) -> String {
      let rows = outcomes[id]!
      let estimates = models.indices.map { model in
        let row = rows[model]
        let postHoc = answered.contains(model) ? ",\"post\":\(row[3]),\"cost_post\":\(row[5])" : ""
        return "\"\(models[model])\":{\"ante\":\(row[2]),\"cost_ante\":\(row[4])\(postHoc)}"
      }
      let answers = answered.map { "\"\(models[$0])\":{}" }
      return
        "{\"id\":\"\(id)\",\"estimates\":{\(estimates.joined(separator: ","))},\"answers\":{\(answers.joined(separator: ","))}}"
    }

    func stream() throws -> DecisionStream { DecisionStream(try PolicyFile.read(folder.path + "/p.json")) }
  }

  private func reply(_ stream: DecisionStream, _ text: String) -> String {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { stream.take($0, into: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test(arguments: ["index", "cascade-routing", "cascade", "threshold", "routing", "mix", "pairs", "single:middle"])
  func decidesWhatRunDoes(strategy: String) throws {
    let served = try Served()
    try served.interpreter.output("set format json")
    let run = try object(served.interpreter.output("run \(strategy) --budget 4 --draw"))
    try served.interpreter.output("policy _ \(served.folder.path)/p.json")
    let stream = try served.stream()
    var ran: [String: Double] = [:]
    var answered: [String: Double] = [:]
    var quality = 0.0
    for id in served.test {
      var models: [Int] = []
      while true {
        let decision = try object(reply(stream, served.line(id, models) + "\n"))
        #expect(decision["id"] as? String == id)
        if let next = decision["run"] as? String {
          ran[next, default: 0] += 1
          models.append(try #require(served.models.firstIndex(of: next)))
        } else {
          let answer = try #require(decision["answer"] as? String)
          answered[answer, default: 0] += 1
          quality += served.outcomes[id]![served.models.firstIndex(of: answer)!][0] / 60
          break
        }
        if models.count > 3 { break }
      }
    }
    #expect((run["ran"] as? [String: Double])?.filter { $0.value > 0 } == ran)
    #expect((run["answered"] as? [String: Double])?.filter { $0.value > 0 } == answered)
    #expect(abs(try #require(run["quality"] as? Double) - quality) < 1e-12)
    #expect(stream.failureCount == 0)
  }

  @Test func malformedLinesAreAnsweredAndTheRestGoesOn() throws {
    let served = try Served()
    try served.interpreter.output("run index --budget 4\npolicy _ \(served.folder.path)/p.json")
    let stream = try served.stream()
    let good = served.line("test-3", [])
    let faults: [(line: String, says: String)] = [
      ("{\"id\": 1, ", "column 11"), ("[1]", "the line: found a list, expected an object"), ("{}", "id is missing"),
      ("{\"id\": true}", "id: found true or false"), ("{\"id\": 5}", "estimates.small.ante is missing"),
      ("{\"id\": 6, \"estimates\": {\"small\": {\"ante\": \"x\"}}}", "estimates.small.ante: found a text"),
      ("{\"id\": 4, \"estimates\": {\"small\": {\"ante\": 1e308}}}", "ante is 1e+308, expected a number from -1e100"),
      ("{\"id\": 7, \"answers\": {\"nobody\": {}}}", "'nobody' is not a model of the policy"),
      ("{\"id\": 8, \"answers\": {\"small\": {\"quality\": 2}}}", "answers.small.quality is 2.0"),
      ("{\"id\": 9, \"answers\": {\"small\": {}, \"small\": {}}}", "the key \"small\" is there twice"),
      ("{\"id\": 1, \"features\": {\"x_a\": 1e999}}", "features.x_a: found a number outside"), ("\u{1}", "column 1"),
      ("{\"id\": \"x\"} {}", "expected the end of the line"),
    ]
    for (number, fault) in faults.enumerated() {
      let output = reply(stream, fault.line + "\n")
      #expect(output.split(separator: "\n").count == 1)
      let error = try object(output)
      #expect((error["error"] as? String)?.contains(fault.says) == true, "\(output)")
      #expect(error["line"] as? Int == number + 1)
    }
    #expect(stream.failureCount == faults.count)
    #expect(try object(reply(stream, good + "\n"))["run"] != nil)
    var output: [UInt8] = []
    [UInt8](repeating: 0xFF, count: 3).withUnsafeBufferPointer { stream.take($0, into: &output) }
    stream.finish(into: &output)
    #expect(String(decoding: output, as: UTF8.self).contains("\"error\""))
  }

  @Test func linesMayArriveInPieces() throws {
    let served = try Served()
    try served.interpreter.output("run index --budget 4\npolicy _ \(served.folder.path)/p.json")
    let text = served.test.map { served.line($0, []) + "\r\n" }.joined() + "\n" + served.line("test-3", [0])
    let whole = try served.stream()
    var expected: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { whole.take($0, into: &expected) }
    whole.finish(into: &expected)
    #expect(expected.count { $0 == 0x0A } == 61 && whole.failureCount == 0)
    let pieces = try served.stream()
    var output: [UInt8] = []
    for start in stride(from: 0, to: text.utf8.count, by: 37) {
      Array(text.utf8.dropFirst(start).prefix(37)).withUnsafeBufferPointer { pieces.take($0, into: &output) }
    }
    pieces.finish(into: &output)
    #expect(output == expected)
  }

  @Test func idsComeBackAsTheyWere() throws {
    let served = try Served()
    try served.interpreter.output("run single:small\npolicy _ \(served.folder.path)/p.json")
    let stream = try served.stream()
    let line = served.line("test-3", [])
    for id in ["17", "-2.5e3", "\"é \\u00e9 \\\"\""] {
      #expect(reply(stream, line.replacing("\"test-3\"", with: id) + "\n").hasPrefix("{\"id\":\(id),\"run\":\"small\""))
    }
  }
}
