import Display
import Input
import Mathematics
import Routing
import Traces

/// The log of decisions: for each query a line of JSON that `load` reads.
///
/// A line has the query's id, the model that served it, the chance that it had to (its propensity, of policies that run one
/// model), the digest of the policy, what was known of the query, and its quality and cost. It is written once the outcome is
/// reported, at the end without an outcome; what is reported of a query again is not written again. A model that the decision
/// was not for has no known propensity: whoever ran it chose it by other rules.
package final class ServedLog {
  /// How the latest query came to its model.
  package struct Choice {
    /// The chance that the model had; `nil` for a policy that runs several models.
    var propensity: Double?
    /// Whether it was drawn instead of being left to the policy.
    var isExplored = false

    /// Adds it to the reasons of a decision.
    func write(to output: inout [UInt8]) {
      if isExplored { output.append(",\"explored\":true") }
      if let propensity { output.append(",\"propensity\":", propensity) }
    }
  }

  private(set) var latest = Choice()
  private let policy: DeployedPolicy
  private let digest: String
  private let exploration: Exploration
  /// The lines of queries whose outcomes have not been reported, by id, in the order in which they came.
  private var open: [String: (place: Int, line: [UInt8])] = [:]
  private var decisionCount = 0
  /// The queries whose outcomes have been reported, by the digests of their ids.
  private var reported: Set<UInt64> = []
  private var lines: [UInt8] = []

  /// A log of a policy's decisions.
  ///
  /// - Parameters:
  ///   - digest: the digest of the policy file.
  ///   - share: the share of queries that any model may serve, from 0 to 1.
  ///   - seed: the seed of the draws of these queries and their models.
  /// - Throws: `RoutingError.unsuitable` where a policy that runs several models is to be explored.
  package init(_ policy: DeployedPolicy, digest: String, exploring share: Double, seed: UInt64) throws(RoutingError) {
    if share > 0, !policy.runsOneModel {
      throw .unsuitable(
        policy.strategy,
        reason:
          "it may run several models on a query, and only single choices can be explored, as those of routing and mix")
    }
    self.policy = policy
    self.digest = digest
    exploration = Exploration(share: share, seed: seed)
  }

  /// The lines that have been finished since the last call.
  package func takeLines() -> [UInt8] {
    defer { lines = [] }
    return lines
  }

  /// Finishes the lines of queries whose outcomes were never reported.
  package func finish() {
    for entry in open.values.sorted(by: { $0.place < $1.place }) { lines += entry.line }
    open = [:]
  }

  /// The decision, with another model where that is to be explored; keeps it, or the outcomes that the query reports.
  func keep(
    _ decision: ServedDecision, _ query: QueryState, _ rawID: [UInt8], by server: any PolicyServing
  ) throws(ServingError) -> ServedDecision {
    var decision = decision
    latest = Choice()
    let chances = policy.runsOneModel ? exploration.propensities(try server.chances(query)) : nil
    let explored = exploration.model(for: query.id, of: policy.models.count)
    let digest = RandomKey.digest(of: query.id.utf8)
    if query.answered.isEmpty {
      if let explored {
        decision.next = explored
        latest.isExplored = true
      }
      latest.propensity = decision.next.flatMap { chances?[$0] }
      if let model = decision.next, policy.runsOneModel, !reported.contains(digest) {
        open[query.id] = (decisionCount, line(query, rawID, model, chances, nil))
        decisionCount += 1
      }
    } else if decision.next == nil, reported.insert(digest).inserted {
      open[query.id] = nil
      var chosen = explored
      if policy.runsOneModel, chosen == nil {
        var asked = query
        asked.answered = []
        chosen = try server.decide(asked).next
      }
      for model in query.answered {
        lines += line(query, rawID, model, model == chosen ? chances : nil, query.answers[model])
      }
    }
    return decision
  }

  private func line(
    _ query: QueryState, _ rawID: [UInt8], _ model: Int, _ chances: [Double]?, _ answer: QueryState.Answer?
  ) -> [UInt8] {
    var line: [UInt8] = []
    line.append("{\"query_id\":")
    line += rawID
    line.append(",\"model\":" + JSONValue.string(policy.models[model]).text)
    func number(_ name: String, _ value: Double?) {
      guard let value, value.isFinite else { return line.append(",\"\(name)\":null") }
      line.append(",\"\(name)\":", value)
    }
    number("quality", answer?.quality)
    number("cost", answer?.cost)
    number(TraceSet.propensity, chances?[model])
    line.append(",\"policy\":\"\(digest)\"")
    if let group = query.group { line.append(",\"group\":" + JSONValue.string(group).text) }
    for (name, value) in query.features.sorted(by: { $0.key < $1.key }) {
      line.append("," + JSONValue.string(name).text + ":", value)
    }
    line.append("}\n")
    return line
  }
}
