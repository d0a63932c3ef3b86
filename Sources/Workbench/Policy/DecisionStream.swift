import Glibc
import Input
import Routing
import Traces

/// Applies a policy to lines of JSON: for each line one line with a decision or an error.
///
///     {"id": 7, "estimates": {"a": {"ante": 0.4}, "b": {"ante": 0.7}}}
///     {"id":7,"run":"b","why":{"rule":"cheap","draw":0.31,…}}
package final class DecisionStream {
  /// The number of lines answered with an error.
  package private(set) var failureCount = 0
  private let policy: DeployedPolicy
  private let server: any PolicyServing
  private let reader: QueryReader
  /// The models' names as JSON.
  private let names: [[UInt8]]
  /// What keeps the decisions and their outcomes; `nil` for nothing.
  private let log: ServedLog?
  /// The beginning of an incomplete line.
  private var rest: [UInt8] = []
  private var lineNumber = 0

  /// A stream of decisions by a policy.
  ///
  /// - Parameter log: what keeps the decisions, and gives other models a chance.
  package init(_ policy: DeployedPolicy, log: ServedLog? = nil) {
    self.policy = policy
    self.log = log
    server = policy.server()
    reader = QueryReader(models: policy.models, confidenceScale: policy.confidenceScale)
    names = policy.models.map { Array(JSONValue.string($0).text.utf8) }
  }

  /// Reads bytes and appends the answers to all lines that they complete.
  package func take(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
    var start = 0
    while start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    {
      let end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if rest.isEmpty {
        answer(line, &output)
      } else {
        rest += line
        rest.withUnsafeBufferPointer { answer($0, &output) }
        rest.removeAll(keepingCapacity: true)
      }
      start = end + 1
    }
    rest += bytes[start...]
  }

  /// Answers a last line without a line end.
  package func finish(into output: inout [UInt8]) {
    if rest.isEmpty { return }
    rest.withUnsafeBufferPointer { answer($0, &output) }
    rest = []
  }

  private func answer(_ line: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
    lineNumber += 1
    let isMarked = lineNumber == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
    let line = isMarked ? UnsafeBufferPointer(rebasing: line[3...]) : line
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
    do {
      try write(decision(on: line), &output)
    } catch {
      failureCount += 1
      begin(&output)
      output.append("\"line\":\(lineNumber),\"error\":\(JSONValue.string(error.message).text)}\n")
    }
  }

  private func decision(on line: UnsafeBufferPointer<UInt8>) throws(QueryReader.Fault) -> ServedDecision {
    try reader.read(line)
    do {
      let decision = try server.decide(reader.query)
      return try log?.keep(decision, reader.query, reader.rawID, by: server) ?? decision
    } catch {
      throw QueryReader.Fault(message: words(error))
    }
  }

  private func begin(_ output: inout [UInt8]) {
    output.append("{")
    if reader.rawID.isEmpty { return }
    output.append("\"id\":")
    output += reader.rawID
    output.append(",")
  }

  private func write(_ decision: ServedDecision, _ output: inout [UInt8]) {
    begin(&output)
    output.append(decision.next == nil ? "\"answer\":" : "\"run\":")
    output += names[decision.next ?? decision.answer ?? 0]
    if let limit = decision.limit { output.append(",\"limit\":", limit) }
    if let otherwise = decision.otherwise {
      output.append(",\"otherwise\":")
      output += names[otherwise]
    }
    output.append(decision.rule == .highestCost ? ",\"why\":{\"rule\":\"dear\"" : ",\"why\":{\"rule\":\"cheap\"")
    output.append(",\"draw\":", decision.draw)
    if let log, decision.next != nil { log.latest.write(to: &output) }
    if log?.latest.isExplored ?? false {
      output.append("}}\n")
      return
    }
    if !decision.lambda.isNaN { output.append(",\"lambda\":", decision.lambda) }
    if let threshold = decision.threshold, threshold.isFinite { output.append(",\"threshold\":", threshold) }
    if let inHand = decision.inHand { output.append(",\"in_hand\":", inHand) }
    if let best = decision.best, !decision.lambda.isNaN {
      output.append(",\"models\":[")
      for (place, model) in best.models.models.enumerated() {
        if place > 0 { output.append(",") }
        output += names[model]
      }
      output.append("],\"quality\":", best.quality)
      output.append(",\"cost\":", best.cost)
      output.append(",\"trade_off\":", best.tradeOff)
    }
    output.append("}}\n")
  }

  private func words(_ error: ServingError) -> String {
    switch error {
    case .missing(let part, let field, let model): return "\(part.rawValue).\(policy.models[model]).\(field) is missing"
    case .unreachable(let models):
      let names = models.map { policy.models[$0] }.joined(separator: ", ")
      return "answers: \(policy.strategy) never runs these models in this order: \(names)"
    }
  }
}

extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  mutating func append(_ text: String, _ number: Double) {
    append(contentsOf: text.utf8)
    append(contentsOf: (number.isFinite ? number.description : "null").utf8)
  }
}
