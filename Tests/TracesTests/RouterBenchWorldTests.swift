import Glibc
import Mathematics
import Testing
import Traces

/// The law of `sim:routerbench`, integrated numerically over family and difficulty, against what was published.
@Suite("RouterBenchWorld")
struct RouterBenchWorldTests {
  private let world = RouterBenchWorld(seed: 0)

  /// The expectation of a function of (family, difficulty): a sum over families of trapezoids of step 0.05 around the
  /// family's mean, exact to rounding for integrands this smooth.
  private func expectation(_ body: (Int, Double) -> Double) -> Double {
    var total = 0.0
    for (index, family) in world.population.families.enumerated() {
      for step in -160...160 {
        let t = Double(step) * 0.05
        let weight = 0.05 * exp(-t * t / 2) / (2 * Double.pi).squareRoot()
        total += family.share * weight * body(index, family.difficulty + t)
      }
    }
    return total
  }

  /// The chance of a right answer, written out again from the documentation.
  private func chance(_ model: Int, _ family: Int, _ difficulty: Double) -> Double {
    let curve = world.curves[model]
    let level = curve.ability + curve.strengths[family] - 1.2017 * difficulty
    return 0.0755 + 0.9245 * 0.5 * erfc(-level / 2.0.squareRoot())
  }

  @Test("expected accuracies are the published ones")
  func means() {
    for (model, entry) in RouterBenchWorld.table.enumerated() {
      #expect(abs(expectation { chance(model, $0, $1) } - entry.accuracy) < 1e-10, "\(entry.name)")
    }
  }

  @Test("models correlate by .30 on average, and 3.6% of queries are beyond all")
  func traits() {
    let accuracies = RouterBenchWorld.table.map(\.accuracy)
    var correlations: [Double] = []
    for i in accuracies.indices {
      for j in 0..<i {
        let both = expectation { chance(i, $0, $1) * chance(j, $0, $1) }
        let (p, q) = (accuracies[i], accuracies[j])
        correlations.append((both - p * q) / (p * (1 - p) * q * (1 - q)).squareRoot())
      }
    }
    let unsolved = expectation { family, difficulty in
      accuracies.indices.reduce(1) { $0 * (1 - chance($1, family, difficulty)) }
    }
    #expect(correlations.count == 55)
    #expect(abs(correlations.mean - 0.30) < 5e-4)
    #expect(abs(unsolved - 0.036) < 5e-5)
  }

  @Test("at the published size, accuracies, costs, correlation, unsolved share and variation are realised")
  func realised() throws {
    let count = 36_497
    let traces = try Simulator.traces(named: "sim:routerbench", queries: count)
    let width = traces.modelCount
    #expect(traces.models == RouterBenchWorld.table.map(\.name))
    func column(_ table: [Double], _ model: Int) -> [Double] { (0..<count).map { table[$0 * width + model] } }
    for (model, entry) in RouterBenchWorld.table.enumerated() {
      let accuracy = column(traces.quality, model).mean
      let error = (entry.accuracy * (1 - entry.accuracy) / Double(count)).squareRoot()
      #expect(abs(accuracy - entry.accuracy) < 4 * error, "\(entry.name)")
      let costs = column(traces.cost, model)
      #expect(abs(costs.mean / entry.cost - 1) < 0.02, "\(entry.name)")
      #expect(abs(costs.standardDeviation / costs.mean - 0.88) < 0.05, "\(entry.name)")
    }
    let columns = (0..<width).map { column(traces.quality, $0) }
    var correlations: [Double] = []
    for i in 0..<width { for j in 0..<i { correlations.append(correlation(columns[i], columns[j])) } }
    let unsolved = Double((0..<count).count { query in columns.allSatisfy { $0[query] == 0 } }) / Double(count)
    #expect(abs(correlations.mean - 0.30) < 0.01)
    #expect(abs(unsolved - 0.036) < 4 * (0.036 * 0.964 / Double(count)).squareRoot())
  }

  @Test("the features tell a little: length of the cost, complexity of the difficulty")
  func features() throws {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: 10_000)
    guard case .numbers(let lengths) = traces.queryColumn("x_length")?.values,
      case .numbers(let complexities) = traces.queryColumn("x_complexity")?.values
    else {
      Issue.record("features are numbers")
      return
    }
    let accuracies = (0..<10_000).map { traces.quality[$0 * 11..<($0 + 1) * 11].mean }
    let costs = (0..<10_000).map { log(traces.cost[$0 * 11..<($0 + 1) * 11].sum) }
    #expect((0.5..<0.95).contains(correlation(lengths.map { log($0) }, costs)))
    #expect((-0.6..<(-0.3)).contains(correlation(complexities, accuracies)))
    #expect((-0.3..<(-0.1)).contains(correlation(lengths.map { log($0) }, accuracies)))
  }

  private func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let (mx, my) = (x.mean, y.mean)
    return zip(x, y).map { ($0 - mx) * ($1 - my) }.mean / (x.standardDeviation * y.standardDeviation)
  }
}
