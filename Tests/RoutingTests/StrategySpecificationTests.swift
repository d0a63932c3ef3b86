import Routing
import Testing

@Suite struct StrategySpecificationTests {
  @Test func modelsMayHoldPlusSigns() throws {
    let specification = try StrategySpecification("single:qwen-7b+rag")
    #expect(specification.argument == "qwen-7b+rag" && specification.options.isEmpty)
    #expect(specification.canonical == "single:qwen-7b+rag")
  }

  @Test func optionsStandInTheOrderOfTheTable() throws {
    let specification = try StrategySpecification("cascade+last-answer+last-quality")
    #expect(specification.canonical == "cascade+last-quality+last-answer")
    let made = try Strategies.kind("cascade").make(specification, ["a", "b"]) as? CascadeStrategy
    #expect(made?.options.lastQuality == true && made?.options.lastAnswer == true && made?.options.maxDepth == nil)
    let other = try Strategies.kind("cascade-routing").make(StrategySpecification("cascade-routing"), ["a", "b"])
    #expect((other as? CascadeRoutingStrategy)?.options.maxDepth == nil)
  }

  @Test func mistakesAreNamed() {
    #expect(throws: RoutingError.missingParameter("a model", of: "single", example: "single:gpt-4")) {
      try StrategySpecification("single")
    }
    #expect(throws: RoutingError.unknown("argument of routing", "gpt-4", known: [])) {
      try StrategySpecification("routing:gpt-4")
    }
    #expect(throws: RoutingError.self) { try StrategySpecification("routing+fast") }
    #expect(throws: RoutingError.self) { try StrategySpecification("") }
  }

  @Test("The depth of cascade routing follows the pool; the reference implementation's is 5") func depths() throws {
    func depth(_ spelling: String, _ modelCount: Int, _ reference: ReferenceFaults = []) throws -> Int? {
      var specification = try StrategySpecification(spelling)
      specification.reference = reference
      let made = try Strategies.kind("cascade-routing").make(specification, (0..<modelCount).map { "m\($0)" })
      return (made as? CascadeRoutingStrategy)?.options.maxDepth
    }
    // A pool of 15 has 32,767 sets.
    #expect(try depth("cascade-routing", 9) == nil && depth("cascade-routing", 15) == nil)
    // 20 + 190 + 1,140 + 4,845 + 15,504 sets of at most 5; of 24 models there would be 55,454.
    #expect(try depth("cascade-routing", 20) == 5 && depth("cascade-routing", 24) == 4)
    #expect(try depth("cascade-routing+max-depth=7", 24) == 7 && depth("cascade-routing", 9, .all) == 5)
    #expect(try depth("cascade-routing+greedy", 24) == nil && depth("cascade-routing+beam=9", 24) == nil)
    #expect(try StrategySpecification("cascade-routing+max-depth=5").canonical == "cascade-routing+max-depth=5")
  }
}
