import Routing
import Testing

@Suite struct StrategyKindTests {
  private func refusal(_ name: String, _ modelCount: Int) throws -> RoutingError? {
    do throws(RoutingError) {
      _ = try Strategies.kind(name).make(StrategySpecification(name), (0..<modelCount).map { "m\($0)" })
      return nil
    } catch {
      return error
    }
  }

  /// A search through sets has the capacity of a small set as its limit, others none.
  @Test func poolsMayBeTooLargeToSearch() throws {
    let limit = try #require(Strategies.kind("cascade-routing").modelLimit)
    #expect(try refusal("cascade-routing", limit) == nil && refusal("index", limit + 1) == nil)
    let reason = "the pool has \(limit + 1) models, but at most \(limit) can be searched; try: pool hull"
    #expect(try refusal("cascade-routing", limit + 1) == .unsuitable("cascade-routing", reason: reason))
  }

  /// What can fall back on mixing can be told not to.
  @Test func optionsOfAKind() throws {
    #expect(try Strategies.kind("pairs").options.map(\.name) == ["always"])
    #expect(try Strategies.kind("index").options.map(\.name) == ["max-depth", "always"])
    #expect(try Strategies.kind("oracle").options.isEmpty)
  }

  @Test(arguments: [
    ("pairs+always=1", "+always", "1", "no value"), ("knn+k=0", "+k", "0", "a whole number of at least 1"),
    ("knn+k", "+k", "", "a whole number of at least 1"),
    ("index+max-depth=1.5", "+max-depth", "1.5", "a whole number of at least 1"),
  ]) func valuesOfOptions(_ spelling: String, _ name: String, _ found: String, _ allowed: String) {
    #expect(throws: RoutingError.invalidParameter(name, found: found, allowed: allowed)) {
      try StrategySpecification(spelling)
    }
  }
}
