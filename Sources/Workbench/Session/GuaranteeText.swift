import Display
import Input
import Routing

/// A guarantee in words, as a table and as JSON.
extension Guarantee {
  /// What is certified of a strategy, in one sentence; where nothing is, why not and what it would take.
  package func sentence(_ strategy: String, unit: String) -> String {
    let count = Format.count(queryCount, "test query", "test queries")
    guard let certified else { return refusal(strategy, count: count, unit: unit) }
    let policy =
      "with \(percent(confidence)) confidence, \(strategy) at budget \(Format.significant(certified.budget)) \(unit) "
    switch promise {
    case .cost(let budget, let cap):
      let method =
        cap.map { ", and never more than \(Format.significant($0)) \(unit)" }
        ?? " (asymptotic: one-sided bootstrap-t)"
      return policy
        + "costs at most \(Format.significant(budget)) \(unit) per query on average\(method), on queries like "
        + "the \(count); there it costs \(Format.significant(certified.cost, 4)) \(unit) for quality "
        + "\(Format.fixed(certified.quality, 4))"
    case .loss(let reference, let level):
      return policy
        + "loses on average at most \(loss(level)) of quality to \(reference), on queries like the \(count); there it "
        + "has quality \(Format.fixed(certified.quality, 4)) for \(Format.significant(certified.cost, 4)) \(unit) per query"
    }
  }

  private func refusal(_ strategy: String, count: String, unit: String) -> String {
    let risk = tests.first?.risk ?? .nan
    let text: String
    let rest: String
    switch promise {
    case .cost(let budget, _):
      text =
        "nothing is certified: on \(count) the cheapest policy of \(strategy) cost \(Format.significant(risk, 4)) \(unit)"
      rest = risk < budget ? ", too close to the bound to be told from it" : ", which is no less than the bound"
    case .loss(let reference, _):
      text =
        "nothing is certified: on \(count) the most expensive of these policies lost \(loss(risk)) of quality to \(reference)"
      rest = ", which is no less than the bound"
    }
    return text
      + (queriesNeeded.map { "; certifying it would take about \(Format.count($0, "test query", "test queries"))" }
        ?? rest)
  }

  /// The tests, in order.
  package func table(unit: String) -> Table {
    var headings: [Table.Heading] = [
      .init("budget (\(unit))", key: "budget"), .init("quality"), .init("cost (\(unit))", key: "cost"),
    ]
    let isOfLoss = if case .loss = promise { true } else { false }
    if isOfLoss { headings.append(.init("loss")) }
    return Table(
      headings + [.init("p"), .init("verdict")],
      rows: tests.map { test in
        [
          .number(test.budget, digits: 4), .fixed(test.quality, decimals: 4), .number(test.cost, digits: 4),
        ] + (isOfLoss ? [.fixed(test.risk, decimals: 4)] : []) + [
          .number(test.p, digits: 2), .text(passes(test) ? "passed" : "failed: stop"),
        ]
      })
  }

  private func passes(_ test: Test) -> Bool { test.p <= 1 - confidence + 1e-12 }

  private func percent(_ share: Double) -> String { Format.significant(100 * share, 3) + "%" }

  /// A difference of qualities: no share of the reference's quality, so it is no percentage.
  private func loss(_ difference: Double) -> String { Format.significant(difference, 3) }

  // MARK: for machines and state files

  /// The guarantee as JSON.
  package var json: JSONValue {
    var members: [JSONValue.Member] =
      switch promise {
      case .cost(let budget, let cap):
        [.init("budget", .number(budget)), .init("cap", cap.map { .number($0) } ?? .null)]
      case .loss(let reference, let level): [.init("reference", .string(reference)), .init("loss", .number(level))]
      }
    members += [
      .init("confidence", .number(confidence)), .init("queries", .integer(queryCount)),
      .init("certified", certified.map { .number($0.budget) } ?? .null),
      .init("queries_needed", queriesNeeded.map { .integer($0) } ?? .null),
      .init(
        "tests",
        .array(
          tests.map {
            [
              "budget": .number($0.budget), "cost": .number($0.cost), "quality": .number($0.quality),
              "risk": .number($0.risk), "p": .number($0.p),
            ]
          })),
    ]
    return .object(members)
  }

  /// Reads what `json` has written.
  init(_ node: JSONNode) throws(JSONShapeError) {
    let promise: Promise
    if let reference = node["reference"].optional {
      promise = .loss(reference: try reference.string(), level: try node["loss"].number())
    } else {
      promise = .cost(budget: try node["budget"].number(), cap: try node["cap"].optional?.number())
    }
    var tests: [Test] = []
    for test in try node["tests"].elements() {
      tests.append(
        Test(
          budget: try test["budget"].number(), cost: try test["cost"].number(), quality: try test["quality"].number(),
          risk: try test["risk"].number(), p: try test["p"].number()))
    }
    self.init(
      promise, confidence: try node["confidence"].number(), queryCount: try node["queries"].integer(), tests: tests)
  }
}
