import Glibc
import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct LatentBeliefTests {
  /// Everything by hand from the fitted curves: prior of the group, likelihoods, weights.
  @Test func beliefsFollowFromBayes() throws {
    var traces = try Simulator.traces(named: "sim:agentic", queries: 400, seed: 2)
    traces.queryColumns.removeAll { $0.name != "group" }
    let data = try Dataset(
      traces: traces, models: [0, 3, 9, 15], queries: Array(0..<400), split: .hashed(train: 0.5, tune: 0.2, seed: 0))
    let fitted = try LatentDifficulty(data, task: .unobserved)
    let estimates = try IRTEstimator(isJudged: true).fit(data, task: .unobserved)
    let column = try #require(traces.queryColumn("group"))
    let nodes = LatentDifficulty.nodes
    let normal = nodes.map { exp(-$0 * $0 / 2) }
    var belief = Belief(modelCount: 4)
    for row in data.test.prefix(20) {
      let group = column.text(at: data.queryIndices[row])
      let members = data.train.indices.filter { column.text(at: data.queryIndices[data.train[$0]]) == group }
      var weights = nodes.indices.map { node in
        members.reduce(20 * normal[node] / normal.sum) { $0 + fitted.posteriors[$1][node] }
      }
      belief.forget()
      estimates.start(row, &belief)
      for model in [nil, 2, 0] {
        if let model {
          let right = data.quality[row * 4 + model] == 1
          for node in nodes.indices {
            let p = fitted.curves[model].value(at: nodes[node])
            weights[node] *= right ? p : 1 - p
          }
          belief.ran(model)
          estimates.observe(model, row: row, &belief)
          #expect(belief.quality[model] == (right ? 1 : 0) && belief.sigma[model] == 0)
        }
        for model in 0..<4 where !belief.hasRun(model) {
          let chance =
            nodes.indices.reduce(0) { $0 + weights[$1] * fitted.curves[model].value(at: nodes[$1]) } / weights.sum
          #expect(abs(belief.quality[model] - chance) < 1e-12)
          #expect(abs(belief.sigma[model] - (chance * (1 - chance)).squareRoot()) < 1e-12)
        }
      }
    }
  }
}
