import CommandLanguage
import Display
import Input
import Routing
import Traces
import Workbench

extension CommandContext {
  /// Compares frontiers for `compare --at-quality` and `--at-cost`.
  ///
  /// - Parameter results: the names of the results that the frontiers are from.
  mutating func compareLevels(
    of frontiers: SweepCurves, on fitted: FittedTraces, from results: [String], _ bootstrap: Bootstrap
  ) throws {
    var levels: [(option: String, value: FrontierLevel.Value, level: FrontierLevel)] = []
    for option in ["at-quality", "at-cost"] {
      guard let word = invocation.word(option) else { continue }
      let value = try level(word, "--" + option, of: fitted.data, frontiers)
      levels.append((option, value, option == "at-quality" ? .quality(value) : .cost(value)))
    }
    let samples = try resamples(of: bootstrap, from: results) { bootstrap, task in
      try bootstrap.values(of: frontiers, on: fitted, at: levels.map(\.level), task: task)
    }
    guard let samples else { return }
    report.json = [.init("bootstrap", .integer(bootstrap.count))]
    var rows: [[Table.Cell]] = []
    for (place, (option, value, level)) in levels.enumerated() {
      let size = (samples.first?.count ?? 0) / levels.count
      let metric = LevelMetric(
        of: frontiers, at: level, samples: samples.map { Array($0[place * size..<(place + 1) * size]) })
      var model: Int?
      var margin = 0.0
      if case .model(let named, let share) = value { (model, margin) = (named, share) }
      let comparison = LevelComparison(
        metric: metric, model: model, margin: margin, frontiers: frontiers, data: fitted.data)
      if report.json.count > 1 { report.line("") }
      comparison.tell(&report)
      try noteAdjusted(fitted.data)
      report.json.append(.init(option.replacing("-", with: "_"), comparison.json))
      rows += comparison.rows
    }
    try keep(
      .table(
        Table(
          [.init("strategy"), .init("at"), .init("level"), .init("reference")] + Interval.headings("value")
            + Interval.headings("relative"), rows: rows)))
  }

  /// A level: a number, or a model by any unambiguous part of its name.
  private func level(
    _ word: Word, _ option: String, of data: Dataset, _ frontiers: SweepCurves
  ) throws -> FrontierLevel.Value {
    let share = "a share of quality from 0 to 50%, such as 1%"
    let margin = option == "--at-quality" ? try invocation.number("within", in: 0...0.5, allowed: share) ?? 0 : 0
    if word.text == "best", !data.models.contains("best") {
      let singles = frontiers.singles
      let best = singles.indices.max {
        (singles[$0].quality, -singles[$0].cost) < (singles[$1].quality, -singles[$1].cost)
      }!
      return .model(best, margin: margin)
    }
    if let number = Number.parse(word.text), !data.models.contains(word.text) {
      let isQuality = option == "--at-quality"
      guard number >= 0, !isQuality || number <= 1 else {
        let allowed = isQuality ? "a quality from 0 to 1, or a single model" : "a cost of at least 0, or a single model"
        throw LocatedError(.invalidValue(option, found: word.text, allowed: allowed), at: word)
      }
      return .number(number)
    }
    return .model(data.models.firstIndex(of: try model(word.text, among: data.models, at: word))!, margin: margin)
  }
}
