import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport

/// Two models with written estimates, so that every number can be worked out by hand.
package enum TwoModelTraces {
  /// A session with one query in each part, a, b, c: small (quality 0 for 1) is estimated at 0.5 before and 0.3 after its
  /// run, large (1 for 4) at 0.8 and 0.9; costs are known.
  ///
  /// - Parameter sigma: the deviations of the two estimates, as `fit table` takes them.
  package static func interpreter(sigma: String) throws -> Interpreter {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split,ante,post,cost_ante,cost_post\n"
    for (id, part) in [("a", "train"), ("b", "tune"), ("c", "test")] {
      traces += "\(id),small,0,1,\(part),0.5,0.3,1,1\n\(id),large,1,4,\(part),0.8,0.9,4,4\n"
    }
    let path = try folder.write(traces, to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nsplit --by split\nfit table \(path) --sigma \(sigma)")
    return interpreter
  }
}
