import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport

/// Two models, one of them dearer and right on every second query, and a table of estimates that says so of the others.
package enum MisledTraces {
  /// A session with these traces in `folder`, the table fitted as certain.
  ///
  /// - Parameter isMendedByRunning: whether the truth is known after a run, or the estimate stays wrong.
  package static func interpreter(in folder: TemporaryFolder, isMendedByRunning: Bool) throws -> Interpreter {
    var traces = "query_id,model,quality,cost,split,ante,post,cost_ante,cost_post\n"
    for (part, count) in [("train", 4), ("tune", 20), ("test", 20)] {
      for query in 0..<count {
        let (truth, wrong) = query % 2 == 0 ? (1, 0.5) : (0.5, 1)
        traces += "\(part)\(query),small,0.5,1,\(part),0.5,0.5,1,1\n"
        traces += "\(part)\(query),large,\(truth),2,\(part),\(wrong),\(isMendedByRunning ? truth : wrong),2,2\n"
      }
    }
    let path = try folder.write(traces, to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nsplit --by split\nfit table \(path) --sigma 0,0")
    return interpreter
  }
}
