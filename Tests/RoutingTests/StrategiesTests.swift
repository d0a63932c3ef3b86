import Routing
import Testing

@Suite struct StrategiesTests {
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
    #expect((other as? CascadeRoutingStrategy)?.options.maxDepth == 5)
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

  @Test func namesAreDifferent() {
    #expect(Set(Strategies.all.map(\.name)).count == Strategies.all.count)
    #expect(Strategies.sweepable(modelCount: 5) == Strategies.sweepable)
    // 11 models have 2,047 sets; 33 have 284,273 of at most 5 and 1.4 million of at most 6.
    #expect(Strategies.sweepable(modelCount: 11).contains("cascade-routing+max-depth=11"))
    // 33 + 528 + 5,456 sets of at most 3 models; with 4 there would be 46,937.
    #expect(Strategies.sweepable(modelCount: 33).contains("cascade-routing+max-depth=3"))
    // 20 + 190 + 1,140 + 4,845 + 15,504 sets of at most 5; the standard depth is not spelled.
    #expect(Strategies.sweepable(modelCount: 20) == Strategies.sweepable)
    #expect(Strategies.sweepable.starts(with: ["mix", "routing"]))
  }
}
