import CommandLanguage
import CrouteLanguage
import Foundation
import Input
import Mathematics
import Routing
import SessionTestSupport
import Testing
import Traces
import Workbench

/// The estimator of `docs/adding.md`: the mean quality of the train queries of the same group.
private struct GroupMeansEstimator: QualityEstimator {
  func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    let column = data.traces.queryColumn("group")
    var rows: [String: [Int]] = [:]
    for row in data.train { rows[column?.text(at: data.queryIndices[row]) ?? "", default: []].append(row) }
    let fitted = GroupMeans(
      byGroup: rows.mapValues { data.means(of: data.quality, over: $0) },
      overall: data.means(of: data.quality, over: data.train))
    return try RowEstimates(fitted, on: data, task: task)
  }
}

/// What it fits: it predicts for any query, and policy files hold it.
private struct GroupMeans: FittedEstimator {
  var byGroup: [String: [Double]]
  var overall: [Double]

  init(byGroup: [String: [Double]], overall: [Double]) {
    self.byGroup = byGroup
    self.overall = overall
  }

  func start(_ query: QueryState, _ belief: inout Belief) {
    belief.quality = byGroup[query.group ?? ""] ?? overall
    for model in overall.indices { belief.sigma[model] = 0 }
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) {}

  func json(models: [String]) -> JSONValue {
    let groups = byGroup.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .numbers($0.value)) }
    return ["estimator": "group-means", "groups": .object(groups), "overall": .numbers(overall)]
  }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    byGroup = [:]
    for (group, means) in try node["groups"].members() { byGroup[group] = try means.numbers(count: models.count) }
    overall = try node["overall"].numbers(count: models.count)
  }

  static func schemas(of target: EstimateTarget) -> [JSONValue] {
    [
      JSONSchema.estimator(
        "group-means", description: "the mean of each group",
        [
          .init("groups", ["type": "object", "additionalProperties": JSONSchema.numbers]),
          .init("overall", JSONSchema.numbers, "per model: for other groups"),
        ])
    ]
  }
}

/// The strategy of `docs/adding.md`: the cheapest model, or the best one where the cheapest is estimated below a level.
private struct EscalateStrategy: Strategy {
  func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    EscalateTuner(fitted: fitted)
  }

  func policy(_ parameters: PolicyParameters) -> (any Policy)? {
    parameters.thresholds.first.map { EscalatePolicy(level: $0) }
  }
}

private struct EscalatePolicy: Policy {
  var level: Double

  func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Void, observer: inout Observer
  ) -> Int? {
    if !belief.answered.isEmpty { return nil }
    let models = belief.quality.indices
    let cheapest = models.min { belief.cost[$0] < belief.cost[$1] }
    let best = models.max { belief.quality[$0] < belief.quality[$1] }
    return cheapest.map { belief.quality[$0] < level } == true ? best : cheapest
  }

  func reach(modelCount: Int) -> PolicyReach { .subsets(upTo: 1) }
}

/// The highest level within the budget.
private struct EscalateTuner: Tuner {
  let fitted: FittedTraces

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    var found = TunedPolicy(policy: EscalatePolicy(level: 0), budget: budget, thresholds: [0], isReachable: false)
    for level in [0, 0.25, 0.5, 0.75, 1] {
      let tuned = TunedPolicy(policy: EscalatePolicy(level: level), budget: budget, thresholds: [level])
      let cost = try tuned.outcomes(on: fitted.data.tuningRows, of: fitted, task: task).meanCost
      if cost <= budget ?? .infinity { found = tuned }
    }
    return found
  }
}

/// A method that is added takes one file and one line of a table: the rest is done by what is there.
@Suite struct AddedMethodsTests {
  private static let methods: Methods = {
    var methods = Methods.standard
    methods.quality = methods.quality.adding(
      EstimatorKind(name: "group-means", summary: "the mean of the query's group", fitted: GroupMeans.self) { _ in
        GroupMeansEstimator()
      })
    methods.strategies.append(
      StrategyKind("escalate", "the cheapest model, or the best where it is estimated too low") { _, _ in
        EscalateStrategy()
      })
    return methods
  }()

  /// In group h the cheap model s (cost 1) is wrong and the dear one d (cost 3) right; in group e both are right.
  private func fitted() throws -> FittedTraces {
    let groups = (0..<24).map { $0 % 2 == 0 ? "h" : "e" }
    let parts = (0..<24).map { Int32($0 / 8) }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(groups.indices.map { "q\($0)" }), models: ["s", "d"],
      quality: groups.flatMap { $0 == "h" ? [0.0, 1.0] : [1, 1] }, cost: groups.flatMap { _ in [1.0, 3.0] },
      queryColumns: [
        Column(name: "split", values: .categories(codes: parts, labels: ["train", "tune", "test"])),
        Column(name: "group", values: .categories(codes: groups.map { $0 == "h" ? 0 : 1 }, labels: ["h", "e"])),
      ])
    let data = try Dataset(traces: traces, models: [0, 1], queries: Array(0..<24), split: .column("split"))
    let quality = try Self.methods.quality.estimator(EstimatorArguments(estimator: "group-means"))
      .fit(data, task: .unobserved)
    let cost = try CostEstimators.estimator(EstimatorArguments(estimator: "constant")).fit(data, task: .unobserved)
    return FittedTraces(data: data, estimates: Estimates(quality: quality, cost: cost))
  }

  private func tuned(on fitted: FittedTraces) throws -> TunedPolicy {
    let specification = try StrategySpecification("escalate", in: Self.methods.strategies)
    let kind = try Strategies.kind("escalate", in: Self.methods.strategies)
    return try kind.make(specification, fitted.data.models).tuner(for: fitted, task: .unobserved)
      .policy(budget: 2, task: .unobserved)
  }

  @Test func theyAreMeasuredLikeAnyOther() throws {
    let fitted = try fitted()
    let outcomes = try tuned(on: fitted).outcomes(on: fitted.data.test, of: fitted, task: .unobserved)
    // Half of the queries go to d: (1 + 3) / 2 within the budget, all right.
    #expect(outcomes.meanCost == 2 && outcomes.meanQuality == 1)
  }

  @Test func aPolicyFileHoldsThem() throws {
    let fitted = try fitted()
    let written = try DeployedPolicy(
      "escalate", try tuned(on: fitted), of: fitted, seed: 0, methods: Self.methods, task: .unobserved)
    let text = written.json(program: "test").layout
    let policy = try DeployedPolicy(JSONNode(try JSONParser.parse(text)), methods: Self.methods)
    let stream = DecisionStream(policy)
    var output: [UInt8] = []
    let lines = #"{"id":1,"features":{"group":"h"}}"# + "\n" + #"{"id":2,"features":{"group":"e"}}"# + "\n"
    Array(lines.utf8).withUnsafeBufferPointer { stream.take($0, into: &output) }
    let answers = String(decoding: output, as: UTF8.self).split(separator: "\n").map { $0.prefix(17) }
    #expect(answers == [#"{"id":1,"run":"d""#, #"{"id":2,"run":"s""#])
    #expect(stream.failureCount == 0)
  }

  @Test func theSchemaKnowsThem() throws {
    let text = DeployedPolicy.schema(methods: Self.methods).layout
    #expect(text.contains("group-means") && !DeployedPolicy.schema().layout.contains("group-means"))
  }

  /// Every line of code in the document stands in this file, but for the imports, and for who may see what.
  @Test func theDocumentHoldsThisCode() throws {
    func lines(_ path: String) throws -> [String] {
      try String(contentsOf: URL(fileURLWithPath: path).standardized, encoding: .utf8)
        .replacing("public ", with: "").replacing("private ", with: "").split(separator: "\n").map(String.init)
    }
    let own = Set(try lines(#filePath))
    var (isCode, count) = (false, 0)
    // Blocks that begin at the margin; those of lists are fragments.
    for line in try lines(#filePath + "/../../../docs/adding.md") {
      if line.hasPrefix("```") {
        isCode = line == "```swift"
      } else if isCode, !line.hasPrefix("import "), !line.hasPrefix("///") {
        #expect(own.contains(line), "\(line)")
        count += 1
      }
    }
    #expect(count > 70)
  }
}
