import Routing
import Testing

@Suite struct ExperimentTests {
  @Test func everyExperimentIsNamedAndDescribed() {
    let names = Experiments.all.map(\.name)
    #expect(names == ["table1", "ablation", "noise-map", "runtime", "agentic", "coverage", "guarantees"])
    for experiment in Experiments.all {
      #expect(!experiment.summary.isEmpty && !experiment.summary.hasSuffix("."))
      #expect((experiment.simulation != nil) == experiment.options.contains(.queries), "\(experiment.name)")
    }
  }

  @Test func differencesBecomeThreeNumbers() {
    let interval = Interval(estimate: 1, resampled: [0, 2])
    let table = ExperimentTable(
      key: "k", [.init("name"), .init("less that", key: "difference"), .init("last")],
      rows: [[.text("a"), .difference(interval, 1), .count(3)], [.text("b"), .missing, .count(4)]]
    ).numeric
    #expect(table.columns.map(\.key) == ["name", "difference", "difference_low", "difference_high", "last"])
    // Percentiles of [0, 2]: 2.5% and 97.5% of the way.
    #expect(table.rows[0] == [.text("a"), .fixed(1, 1), .fixed(0.05, 1), .fixed(1.95, 1), .count(3)])
    #expect(table.rows[1] == [.text("b"), .missing, .missing, .missing, .count(4)])
  }
}
