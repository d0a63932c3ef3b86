import Display
import Mathematics
import Routing
import Traces
import Workbench

/// The tables of advice, and its figure.
extension AdviceText {
  /// The trials that are of interest: all but single models that were never chosen.
  private var shown: [Advisor.Trial] {
    advice.trials.enumerated().filter { index, trial in
      trial.outcomes != nil
        && (!trial.candidate.isSingle || trial.chosenCount > 0 || index == advice.reference
          || index == advice.choice)
    }.map(\.element)
  }

  /// What was tried, out of fold.
  var tried: Table {
    let reference = advice.reference.map { singles[$0].cost } ?? .nan
    return Table(
      [
        .init("strategy"), .init("estimates"), .init("quality"), .init("cost (\(unit))", key: "cost"),
        .init("of its cost", key: "cost_share"), .init("chosen"),
      ],
      rows: shown.map { trial in
        let outcomes = trial.outcomes!
        return [
          .text(trial.candidate.strategy), .text(names[trial.candidate.estimator]),
          .fixed(outcomes.meanQuality, decimals: 4),
          .number(outcomes.meanCost, digits: 4),
          reference > 0 ? .percent(outcomes.meanCost / reference) : .missing,
          .text("\(trial.chosenCount) of \(advice.foldCount)"),
        ]
      })
  }

  /// How often each model runs and answers by the advice.
  var models: Table {
    let total = Double(outcomes.count)
    return Table(
      [.init("model"), .init("quality"), .init("cost (\(unit))", key: "cost"), .init("ran"), .init("answered")],
      rows: data.models.indices.map { model in
        [
          .text(data.models[model]), .fixed(singles[model].quality, decimals: 4),
          .number(singles[model].cost, digits: 4), .percent(outcomes.ran[model] / total),
          .percent(outcomes.answered[model] / total),
        ]
      })
  }

  /// What was tried among the single models and their hull.
  var figure: Figure {
    let hull = UpperHull(cost: singles.map(\.cost), quality: singles.map(\.quality)).indices
    let own = advice.trials.filter { $0.outcomes != nil && !$0.candidate.isSingle }
    var figure = FrontierPlot(
      title: "Quality against cost, out of fold", curves: [],
      singles: data.models.indices.map {
        FrontierPlot.Single(data.models[$0], cost: singles[$0].cost, quality: singles[$0].quality)
      },
      hull: hull.map { .init(cost: singles[$0].cost, quality: singles[$0].quality) }, costUnit: "\(unit) per query"
    ).figure
    figure.series.append(
      Figure.Series(
        "what was tried",
        .points(own.map { Figure.Point($0.outcomes!.meanCost, $0.outcomes!.meanQuality) })))
    figure.series.append(
      Figure.Series("advice", .points([Figure.Point(outcomes.meanCost, outcomes.meanQuality, label: "advice")])))
    return figure
  }

  /// The largest groups, where there are groups.
  var groups: Table? {
    guard let column = data.traces.queryColumn("group"), let reference = advice.reference else { return nil }
    var places: [String: [Int]] = [:]
    for (place, row) in data.test.enumerated() {
      places[column.text(at: data.queryIndices[row]) ?? "(none)", default: []].append(place)
    }
    guard places.count > 1 else { return nil }
    let largest = places.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(12)
    func mean(_ table: [Double], _ places: [Int]) -> Double {
      places.map { table[data.test[$0] * data.modelCount + reference] }.mean
    }
    return Table(
      [
        .init("group"), .init("queries"), .init("quality"),
        .init("of \(data.models[reference])", key: "reference_quality"),
        .init("of its cost", key: "cost_share"),
      ],
      rows: largest.map { group, places in
        let cost = mean(data.cost, places)
        return [
          .text(group), .integer(places.count), .fixed(places.map { outcomes.quality[$0] }.mean, decimals: 4),
          .fixed(mean(data.quality, places), decimals: 4),
          cost > 0 ? .percent(places.map { outcomes.cost[$0] }.mean / cost) : .missing,
        ]
      })
  }
}
