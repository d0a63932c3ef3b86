import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// Made-up traces whose frontiers are known.
enum LevelTraces {
  /// Two models: `small` for 1 is right on every other query, `large` for 5 on all. Estimates are the truth, so routing
  /// reaches (1, .5) and (3, 1). The parts are alike: 100 queries each.
  static func session(budgets: String = "1,3,5") throws -> Interpreter {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split,ante,post,cost_ante,cost_post\n"
    for part in ["train", "tune", "test"] {
      for query in 0..<100 {
        let quality = query % 2
        traces += "\(part)\(query),small,\(quality),1,\(part),\(quality),\(quality),1,1\n"
        traces += "\(part)\(query),large,1,5,\(part),1,1,5,5\n"
      }
    }
    let path = try folder.write(traces, to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output(
      "load \(path)\nsplit --by split\nfit table \(path) --unfused\nsweep routing mix --budgets \(budgets)")
    return interpreter
  }

  static func json(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }
}
