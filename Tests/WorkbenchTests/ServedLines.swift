import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

/// 60 queries a part and three models, with estimates that tell something; what `run --draw` counts is what a program
/// counts that asks `decide` step by step.
struct ServedLines {
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

  static func reply(_ stream: DecisionStream, _ text: String) -> String {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { stream.take($0, into: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  static func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }
}
