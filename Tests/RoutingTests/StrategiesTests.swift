import Routing
import Testing

@Suite struct StrategiesTests {
  @Test func namesAreDifferent() {
    #expect(Set(Strategies.all.map(\.name)).count == Strategies.all.count)
    #expect(Strategies.sweepable.starts(with: ["mix", "routing"]))
  }

  /// A name may be followed by a model and options; of anything else nothing is known.
  @Test func whatASpellingNames() {
    #expect(Strategies.isNamed(by: "single:gpt-4") && Strategies.isNamed(by: "index+max-depth=2"))
    #expect(!Strategies.isNamed(by: "singles") && !Strategies.isNamed(by: ""))
    #expect(Strategies.runsOneModel("knn+k=3") && !Strategies.runsOneModel("pairs"))
    #expect(Strategies.needsEstimates("routing+always") && !Strategies.needsEstimates("mix"))
    #expect(throws: RoutingError.unknown("strategy", "rooting", known: Strategies.all.map(\.name))) {
      try Strategies.kind("rooting")
    }
  }

  /// Mixing is what others fall back on; a bound knows all folds.
  @Test(arguments: [
    ("routing", true, true), ("routing+always", false, true), ("mix", false, true), ("oracle", false, false),
  ]) func whatAStrategyIsWrappedIn(_ spelling: String, _ fallsBack: Bool, _ isFoldwise: Bool) throws {
    let strategy = try Strategies.strategy(StrategySpecification(spelling), models: ["a", "b"])
    #expect((strategy is FoldwiseStrategy) == isFoldwise)
    #expect("\(strategy)".contains("FallbackStrategy") == fallsBack)
  }
}
