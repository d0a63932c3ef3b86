import CommandLanguage
import Routing
import Traces
import Workbench

/// What is compared query by query is about the same queries.
extension CommandContext {
  /// Refuses results on different test queries, and on queries of one id with different prompts; says where only the ids tell
  /// that queries of two trace sets are the same.
  ///
  /// - Parameters:
  ///   - results: what was measured on what, the first being what others are compared with.
  ///   - advice: the command that gives results on the same queries; `nil` where there is no single one.
  mutating func requireSameQueries(_ results: [(workspace: Workspace, data: Dataset)], orElse advice: String?) throws {
    let first = results[0]
    for other in results.dropFirst() {
      let isSame =
        other.data.test.count == first.data.test.count
        && zip(other.data.test, first.data.test).allSatisfy { other.data.queryID($0) == first.data.queryID($1) }
      if !isSame {
        let reason = "the results are on different test queries"
        if let advice { throw CommandError.notYet(reason, advice: advice) }
        throw CommandError.refused("\(reason); run them on the same traces, with the same filter, pool and split")
      }
      if other.workspace.origin.source.place == first.workspace.origin.source.place { continue }
      guard let (one, two) = first.data.testPrompts.flatMap({ one in other.data.testPrompts.map { (one, $0) } }) else {
        report.note("the results are on traces from different places: queries of one id are taken for the same")
        continue
      }
      if let place = zip(one, two).enumerated().first(where: { $1.0 != $1.1 })?.offset {
        let id = first.data.queryID(first.data.test[place])
        throw CommandError.refused("the results are on different queries of the same ids: \(id) has two prompts")
      }
    }
  }
}

extension TraceOrigin.Source {
  /// Where the traces are from, however they were read.
  fileprivate var place: [String] {
    switch self {
    case .simulation(let name, let queries, let seed): [name, "\(queries)", "\(seed)"]
    case .files(let files, _, _): files.map(\.path)
    }
  }
}

extension Dataset {
  /// The prompts of the test part; `nil` where some are not recorded.
  fileprivate var testPrompts: [String]? {
    guard let prompts = traces.prompts else { return nil }
    var found: [String] = []
    for row in test {
      guard let prompt = prompts[queryIndices[row]] else { return nil }
      found.append(prompt)
    }
    return found
  }
}
