import Display
import Input
import Mathematics
import Routing
import Traces

/// The log of decisions: for each query a line of JSON that `load` reads.
///
/// A line has the query's id, the model that served it, the chance that it had to (its propensity, of policies that run one
/// model), the digest of the policy, what was known of the query when that was decided, and its quality and cost. It is written
/// once the quality of the answer that is given is reported, or at the end with what has been reported; what is reported of a
/// query again is not written again. A model that the decision was not for has no known propensity: whoever ran it chose it by
/// other rules.
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

  /// A query whose quality has not been reported.
  private struct Entry {
    /// Its place in the order in which queries came.
    var place: Int
    /// Its id as written.
    var rawID: [UInt8]
    /// The model that was to serve it; `nil` for a policy that runs several models.
    var model: Int?
    /// How it came to its model.
    var choice: Choice
    /// Its group and features as members of a line.
    var known: [UInt8]
    /// What has been reported of answers to it.
    var answers: [(model: Int, quality: Double, cost: Double)] = []
  }

  private(set) var latest = Choice()
  private let policy: DeployedPolicy
  private let digest: String
  private let exploration: Exploration
  private var open: [String: Entry] = [:]
  private var entryCount = 0
  /// The queries whose quality has been reported, by the digests of their ids.
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

  /// Finishes the lines of queries whose quality was never reported.
  package func finish() {
    for entry in open.values.sorted(by: { $0.place < $1.place }) { write(entry) }
    open = [:]
  }

  /// The decision, with another model where that is to be explored; keeps it, or the outcomes that the query reports.
  func keep(
    _ decision: ServedDecision, _ query: QueryState, _ rawID: [UInt8], by server: any PolicyServing
  ) throws(ServingError) -> ServedDecision {
    var decision = decision
    latest = Choice()
    let digest = RandomKey.digest(of: query.id.utf8)
    if query.answered.isEmpty {
      var entry = try opened(decision, query, rawID, by: server)
      decision.next = entry.model ?? decision.next
      latest = entry.choice
      if reported.contains(digest) { return decision }
      entry.answers = open[query.id]?.answers ?? []
      open[query.id] = entry
    } else if !reported.contains(digest) {
      var entry: Entry
      if let decided = open[query.id] {
        entry = decided
      } else {
        // It was decided by another process, of what is known now.
        var asked = query
        asked.answered = []
        entry = try opened(try server.decide(asked), asked, rawID, by: server)
      }
      entry.answers = query.answered.map { ($0, query.answers[$0].quality, query.answers[$0].cost) }
      if decision.next == nil, let answer = decision.answer, !query.answers[answer].quality.isNaN {
        write(entry)
        reported.insert(digest)
        open[query.id] = nil
      } else {
        open[query.id] = entry
      }
    }
    return decision
  }

  /// A query before any answer, with the model that is to serve it.
  private func opened(
    _ decision: ServedDecision, _ query: QueryState, _ rawID: [UInt8], by server: any PolicyServing
  ) throws(ServingError) -> Entry {
    var known: [UInt8] = []
    if let group = query.group { known.append(",\"group\":" + JSONValue.string(group).text) }
    for (name, value) in query.features.sorted(by: { $0.key < $1.key }) where name.hasPrefix("x_") {
      known.append("," + JSONValue.string(name).text + ":", value)
    }
    entryCount += 1
    var entry = Entry(place: entryCount, rawID: rawID, choice: Choice(), known: known)
    if !policy.runsOneModel { return entry }
    let explored = exploration.model(for: query.id, of: policy.models.count)
    let chances = exploration.propensities(try server.chances(query))
    entry.model = explored ?? decision.next
    entry.choice = Choice(propensity: entry.model.map { chances[$0] }, isExplored: explored != nil)
    return entry
  }

  /// Adds the lines of a query: one for each answer, or one for the model that was to serve it.
  private func write(_ entry: Entry) {
    if entry.answers.isEmpty, let model = entry.model { write(entry, model, .nan, .nan) }
    for (model, quality, cost) in entry.answers { write(entry, model, quality, cost) }
  }

  private func write(_ entry: Entry, _ model: Int, _ quality: Double, _ cost: Double) {
    lines.append("{\"query_id\":")
    lines += entry.rawID
    lines.append(",\"model\":" + JSONValue.string(policy.models[model]).text)
    lines.append(",\"quality\":", quality)
    lines.append(",\"cost\":", cost)
    lines.append(",\"\(TraceSet.propensity)\":", model == entry.model ? entry.choice.propensity ?? .nan : .nan)
    lines.append(",\"policy\":\"\(digest)\"")
    lines += entry.known
    lines.append("}\n")
  }
}
