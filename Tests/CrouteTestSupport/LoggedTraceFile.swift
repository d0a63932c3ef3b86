import CommandLanguage
import CrouteLanguage
import Mathematics
import SessionTestSupport
import TestSupport

/// A log of 600 queries by a router that gives the hard ones to the model large, and the session that has loaded it.
package final class LoggedTraceFile {
  package let folder: TemporaryFolder
  package let interpreter = Interpreter()

  /// Model small is right where x_size is below 0.5 in 4 of 5 cases, else in 1 of 5; large in 4 of 5 cases.
  ///
  /// - Parameters:
  ///   - propensities: whether the log holds them.
  ///   - complete: whether the log chose nothing: every model runs on every query.
  ///   - confidences: whether answers have confidences.
  package init(propensities: Bool = true, complete: Bool = false, confidences: Bool = false) throws {
    folder = try TemporaryFolder()
    let key = RandomKey(seed: 4, purpose: "logged file")
    var lines =
      "query_id,model,quality,cost,x_size,group" + (propensities ? ",propensity" : "")
      + (confidences ? ",confidence" : "") + "\n"
    for index in 0..<600 {
      let own = key.mixing(index)
      let (size, draw) = (own.mixing("size").uniform, own.mixing("right").uniform)
      let chance = size < 0.5 ? 0.2 : 0.8
      let isLarge = own.mixing("choice").uniform < chance
      func line(_ name: String, _ right: Double, _ cost: Double, _ chance: Double) -> String {
        "q\(index),\(name),\(draw < right ? 1 : 0),\(cost),\(size),\(index % 2 == 0 ? "even" : "odd")"
          + (propensities ? ",\(chance)" : "") + (confidences ? ",\(right + draw / 10)" : "") + "\n"
      }
      if complete || !isLarge { lines += line("small", size < 0.5 ? 0.8 : 0.2, 1, 1 - chance) }
      if complete || isLarge { lines += line("large", 0.8, 5, chance) }
    }
    try interpreter.output("load \(try folder.write(lines, to: "log.csv")) --as log\nset width 200")
  }

  /// What a command that fails says; "" where it does not fail.
  package func failure(_ commands: String) -> String {
    thrown { () throws(Diagnostic) in try interpreter.output(commands) }?.message ?? ""
  }
}
