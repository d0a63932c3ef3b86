import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport

/// Three models of which `good` is wrong on some of the queries and costs 1, `best` is always right and costs 10, `tiny` neither.
enum ThreeModels {
  /// A session with them, and the folder of their file.
  static func loaded(_ count: Int, faults: Int) throws -> (interpreter: Interpreter, folder: TemporaryFolder) {
    var csv = "query_id,model,quality,cost\n"
    for query in 0..<count {
      csv += "q\(query),tiny,0,0.5\nq\(query),good,\(query < faults ? 0 : 1),1\nq\(query),best,1,10\n"
    }
    let (interpreter, folder) = (Interpreter(), try TemporaryFolder())
    try interpreter.output("load \(folder.write(csv, to: "t.csv"))")
    return (interpreter, folder)
  }

  /// What a command says of them, in one line, and the policy that it leaves.
  static func advised(_ count: Int, faults: Int, _ command: String) throws -> (text: String, policy: String) {
    let (interpreter, folder) = try loaded(count, faults: faults)
    let text = try interpreter.output(command)
    try interpreter.output("policy _ \(folder.path)/p.json")
    return (
      text.split { $0.isWhitespace }.joined(separator: " "),
      try String(contentsOfFile: folder.path + "/p.json", encoding: .utf8)
    )
  }
}
