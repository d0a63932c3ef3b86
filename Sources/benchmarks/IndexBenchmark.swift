import Input
import Mathematics
import Routing
import Traces

/// Prints the time that the index policy takes to serve a query, beliefs and outcomes included, in pools of 11 to 200
/// models, and how many times as long the plain implementation takes; processor time.
///
/// First simulated RouterBench under medium noise. Then pools made up for the purpose, whose qualities are 0 or 1 and whose
/// costs spread over two powers of ten; estimates are as under medium noise.
func indexBenchmark() throws {
  print("index policy, mean over five prices")
  let routerBench = try RouterBenchData.fittedTraces(queries: 2000, split: .hashed(train: 0.5, tune: 0, seed: 0))
  let pools = try [11, 25, 50, 100, 200].map { ("made up", try poolBench(modelCount: $0)) }
  for (name, fitted) in [("RouterBench", routerBench)] + pools {
    let modelCount = fitted.data.modelCount
    let lambdas = [10.0, 30, 100, 300, 1000]
    let rows = fitted.data.test
    var depth = 0.0
    let time = medianProcessorTime {
      depth = 0
      for lambda in lambdas {
        depth += IndexPolicy(lambda: lambda).evaluate(rows[...], of: fitted, rule: .lowestCost, task: .unobserved).depth
      }
    }.median
    let plain = timePlain(fitted, Array(rows.prefix(50)), lambdas)
    let query = time / Double(lambdas.count * rows.count)
    let scale = Double(modelCount) * log2(modelCount)
    print(
      "  \(name), \(modelCount) models: \(Int(query)) ns a query, \(tenths(depth / Double(lambdas.count))) models run, "
        + "\(tenths(query / scale)) ns over k log k, plain: \(tenths(plain / query)) times as long")
  }
}

/// Queries and models made up for the purpose, with estimates as under medium noise.
func poolBench(modelCount: Int, queries: Int = 1000) throws -> FittedTraces {
  let key = RandomKey(seed: 0, purpose: "index benchmark")
  var (quality, cost) = ([Double](), [Double]())
  for query in 0..<queries {
    let difficulty = key.mixing(query).normal
    for model in 0..<modelCount {
      let own = key.mixing(query).mixing(model)
      let place = key.mixing("model").mixing(model).uniform
      quality.append(0.3 * own.normal + place - difficulty > 0 ? 1 : 0)
      // From 4e-5 to 4e-3, dearer the better.
      let level = 4e-5 * (1 + 99 * place * place * place)
      cost.append(level * (0.6 + 0.8 * own.mixing("cost").uniform))
    }
  }
  let traces = TraceSet(
    source: "benchmark", queryIDs: StringColumn((0..<queries).map { "q\($0)" }),
    models: (0..<modelCount).map { "m\($0)" }, quality: quality, cost: cost,
    // Something that tells of the difficulty, for knn.
    queryColumns: [
      Column(
        name: "x_ease",
        values: .numbers((0..<queries).map { key.mixing("ease").mixing($0).normal - key.mixing($0).normal }))
    ])
  let data = try Dataset(
    traces: traces, models: Array(0..<modelCount), queries: Array(0..<queries),
    split: .hashed(train: 0.5, tune: 0, seed: 0))
  return FittedTraces(
    data: data,
    estimates: Estimates(
      quality: try NoisyEstimator(exAnte: 1.6, postHoc: 0.8, fuses: true).fit(data, task: .unobserved),
      cost: try NoisyEstimator(exAnte: 4e-4, postHoc: 1e-4).fit(data, task: .unobserved)))
}

private func timePlain(_ fitted: FittedTraces, _ rows: [Int], _ lambdas: [Double]) -> Double {
  var elapsed = 0.0
  for lambda in lambdas {
    var runs: [Double] = []
    elapsed += processorTime {
      for row in rows {
        var belief = Belief(modelCount: fitted.data.modelCount)
        fitted.estimates.start(row, &belief)
        while let next = PlainSearch.indexNext(belief, lambda: lambda) {
          fitted.estimates.observe(next, row: row, &belief)
        }
        runs.append(belief.answered.sorted().reduce(0) { $0 + fitted.data.cost[row * belief.modelCount + $1] })
      }
    }
    let outcomes = IndexPolicy(lambda: lambda).evaluate(rows[...], of: fitted, rule: .lowestCost, task: .unobserved)
    precondition(outcomes.cost == runs, "the index policy and the plain implementation ran different models")
  }
  return elapsed / Double(rows.count * lambdas.count)
}

private func log2(_ count: Int) -> Double {
  var (power, rest) = (0.0, Double(count))
  while rest >= 2 {
    rest /= 2
    power += 1
  }
  return power + (rest - 1)
}

private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
