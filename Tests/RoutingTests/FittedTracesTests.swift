import Routing
import Testing
import Traces

@Suite struct FittedTracesTests {
  @Test func aSampleIsTunedOnAndMeasuredOnAllTestRows() throws {
    let fitted = try SimulatedBench.routerBench(queries: 2000, seed: 3)
    let sample = fitted.sampled(atMost: 100, seed: 0)
    #expect(sample.data.train.count == 100 && sample.data.tune.count == 100 && sample.data.test == fitted.data.test)
    let curves = try Sweep.frontiers(
      of: [("mix", MixStrategy())], on: fitted, tuneRows: (limit: 100, seed: 0), budgets: .perGap(3), task: .unobserved)
    // The shares of the mixture meet the budget on the hundred rows, not on all.
    let means = [sample, fitted].map { traces in
      curves.curves[0].points.map { point in
        let tuned = try? point.tuned.outcomes(on: traces.data.tune, of: traces, task: .unobserved)
        return abs((tuned?.meanCost ?? .infinity) / (point.tuned.budget ?? 1) - 1)
      }
    }
    let inner = 1..<means[0].count - 1
    #expect(means[0][inner].allSatisfy { $0 < 1e-9 } && means[1][inner].contains { $0 > 1e-3 })
  }

  @Test func everyFoldHasASampleOfItsOwn() throws {
    let fitted = try FoldTraces.fitted(FoldTraces.data(count: 300, folds: 3))
    let sample = fitted.sampled(atMost: 50, seed: 0)
    #expect(sample.folds.count == fitted.folds.count && !sample.folds.isEmpty)
    for (own, whole) in zip(sample.folds, fitted.folds) {
      #expect(own.data.train.count == 50 && Set(own.data.train).isSubset(of: whole.data.train))
      #expect(own.data.test == whole.data.test)
    }
  }
}
