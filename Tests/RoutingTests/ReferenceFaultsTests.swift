import Mathematics
import Routing
import Testing

@Suite struct ReferenceFaultsTests {
  struct Recorded: Decodable {
    struct Outcome: Decodable {
      var model: Int?
      var notRun: [Int]
    }
    struct Outcomes: Decodable {
      var cheapest: Outcome
      var mostExpensive: Outcome
    }
    struct Value: Decodable {
      var models: [Int]
      var quality: Double
      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        models = try list.decode([Int].self)
        quality = try list.decode(Double.self)
      }
    }
    var mode: String
    var q: [Double]
    var `var`: [Double]
    var cost: [Double]
    var run: [Int]
    var lambda: Double
    var maxDepth: Int?
    var out: Outcomes
    var nSupermodelsEvaluated: Int
    var supermodelQuality: [Value]

    var belief: Belief {
      Belief(quality: q, cost: cost, sigma: `var`.map { $0.squareRoot() }, answered: run)
    }

    func options(_ normals: NormalTable) -> SearchOptions {
      var options = SearchOptions(maxDepth: maxDepth)
      options.greedy = mode == "greedy"
      options.fixedOrder = mode == "force_order"
      options.noExpect = mode == "sigma_none"
      options.slow = mode == "no_speedup"
      options.reference = .all
      options.normals = normals
      return options
    }
  }

  static func normals() throws -> NormalTable {
    var table = NormalTable()
    for size in 2...11 {
      let name = "sobol_d\(size < 10 ? "0" : "")\(size).csv"
      table.set(try ReferenceData.lines(name).flatMap { $0.compactMap { Double($0) } }, size: size)
    }
    return table
  }

  @Test("All recorded decisions are repeated: what runs next, the plan, the sets evaluated, their E[max]")
  func decisions() throws {
    let recorded = try ReferenceData.decode([Recorded].self, from: "decisions.json")
    let normals = try Self.normals()
    #expect(recorded.count == 584)
    for (index, decision) in recorded.enumerated() {
      let options = decision.options(normals)
      for (rule, outcome) in [(TieRule.lowestCost, decision.out.cheapest), (.highestCost, decision.out.mostExpensive)] {
        let watched =
          decision.mode == "cascade"
          ? CascadePolicy(lambdas: [decision.lambda], options: options).watched(decision.belief, rule: rule)
          : CascadeRoutingPolicy(lambdas: [decision.lambda], options: options).watched(decision.belief, rule: rule)
        #expect(watched.next == outcome.model, "decision \(index), \(decision.mode), \(rule)")
        let plan = (watched.best?.models.models ?? []).filter { !decision.run.contains($0) }
        #expect(plan == outcome.notRun, "decision \(index), \(decision.mode), \(rule)")
        #expect(watched.evaluated.count == decision.nSupermodelsEvaluated, "decision \(index), \(decision.mode)")
        for (ours, theirs) in zip(watched.evaluated, decision.supermodelQuality) {
          #expect(ours.models == ModelSet(theirs.models), "decision \(index), \(decision.mode)")
          #expect(abs(ours.quality - theirs.quality) < 1e-9, "decision \(index), \(decision.mode)")
        }
      }
    }
  }

  @Test("Without the faults the recorded decisions differ often enough to tell the modes apart")
  func faultsMatter() throws {
    let recorded = try ReferenceData.decode([Recorded].self, from: "decisions.json").filter { $0.mode == "normal" }
    var different = 0
    for decision in recorded {
      let policy = CascadeRoutingPolicy(
        lambdas: [decision.lambda], options: SearchOptions(maxDepth: decision.maxDepth))
      if policy.decision(decision.belief) != decision.out.cheapest.model { different += 1 }
    }
    #expect(different > 0 && different < recorded.count / 2)
  }
}
