import Input
import Mathematics
import Routing
import Testing

@Suite struct DeployedPolicyTests {
  @Test func whatNeedsTheTracesIsRefused() throws {
    let served = try ServedQueries("constant constant")
    var fitted = served.fitted
    func policy(_ name: String) throws {
      _ = try DeployedPolicy(
        name, TunedPolicy(policy: RoutingPolicy(lambda: 1), budget: nil, lambdas: [1]), of: fitted, seed: 0,
        task: .unobserved)
    }
    #expect(throws: RoutingError.self) { try policy("oracle") }
    #expect(throws: RoutingError.self) { try policy("knn") }
    #expect(throws: Never.self) { try policy("routing") }
    fitted.estimates.quality = try KNNEstimator().fit(fitted.data, task: .unobserved)
    #expect(throws: RoutingError.self) { try policy("routing") }
  }

  /// The depth that follows the pool is written, so that no other program has to know how; files without are from when it
  /// was 5.
  @Test func filesNameTheDepth() throws {
    let data = try EvidenceTraces.simulated(models: 9)
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try ConstantEstimator().fit(data, task: .unobserved),
        cost: try ConstantEstimator().fit(data, task: .unobserved)))
    func written(_ strategy: String, _ options: SearchOptions) throws -> DeployedPolicy {
      let tuned = TunedPolicy(
        policy: CascadeRoutingPolicy(lambdas: [1], options: options), budget: nil, lambdas: [1])
      let policy = try DeployedPolicy(strategy, tuned, of: fitted, seed: 0, task: .unobserved)
      return try DeployedPolicy(JSONNode(policy.json(program: "test")))
    }
    let whole = try written("cascade-routing", SearchOptions())
    #expect(whole.strategy == "cascade-routing+max-depth=9" && whole.reach == .subsets(upTo: 9))
    let limited = try written("cascade-routing+max-depth=3", SearchOptions(maxDepth: 3))
    #expect(limited.strategy == "cascade-routing+max-depth=3" && limited.reach == .subsets(upTo: 3))
    guard case .object(var members) = whole.json(program: "test") else {
      Issue.record("no object")
      return
    }
    members[members.firstIndex { $0.key == "strategy" }!].value = "cascade-routing"
    let old = try DeployedPolicy(JSONNode(.object(members)))
    #expect(old.strategy == "cascade-routing" && old.reach == .subsets(upTo: 5))
  }

  @Test func faultyFilesAreRefused() throws {
    let served = try ServedQueries("irt constant")
    let tuned = TunedPolicy(policy: IndexPolicy(lambda: 1), budget: nil, lambdas: [1])
    let good = try DeployedPolicy("index", tuned, of: served.fitted, seed: 0, task: .unobserved).json(program: "test")
    func path(_ change: (inout [JSONValue.Member]) -> Void) -> String? {
      guard case .object(var members) = good else { return nil }
      change(&members)
      do {
        _ = try DeployedPolicy(JSONNode(.object(members)))
        return nil
      } catch { return error.path }
    }
    func set(_ key: String, _ value: JSONValue) -> String? {
      path { members in members[members.firstIndex { $0.key == key }!].value = value }
    }
    #expect(path { _ in } == nil)
    #expect(set("version", 3) == "version" && set("format", "other") == "format" && set("gamma", 1.5) == "gamma")
    #expect(set("models", ["a"]) == "quality.curves" && set("strategy", "indx") == "strategy")
    #expect(set("strategy", "threshold") == "strategy" && set("lambdas", ["x"]) == "lambdas[0]")
    #expect(set("quality", ["estimator": "magic"]) == "quality.estimator")
    #expect(path { $0.removeAll { $0.key == "cost" } } == "cost.estimator")
  }
}
