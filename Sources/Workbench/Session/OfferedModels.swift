import Display
import Glibc
import Mathematics
import Routing
import Traces

extension Dataset {
  /// How a strategy's figures are estimated; `nil` where all outcomes are recorded.
  package var estimateNote: String? {
    if recorded.isComplete { return nil }
    if log != nil {
      return
        "all figures are what models are worth on all queries, estimated from the choices that the log holds (doubly robust)"
    }
    return isValued
      ? "figures are estimated for \(estimatedQueries), by adjusted outcomes (doubly robust)"
      : "figures are estimated for \(estimatedQueries): where an outcome is missing, that of a similar query stands in"
  }

  /// Which queries estimated figures are about.
  private var estimatedQueries: String { leftOutCount == 0 ? "all queries" : "all queries that have an outcome" }

  /// How single models and strategies are measured together where outcomes are missing.
  ///
  /// - Parameter hasSingleChoices: whether strategies that run one model are measured as single models are.
  func adjustedNote(hasSingleChoices: Bool) -> String {
    if log != nil, let estimateNote { return estimateNote }
    let (also, others) = hasSingleChoices ? (" and strategies that run only one", "other ") : ("", "")
    return
      "all figures are estimated for \(estimatedQueries): single models\(also) by adjusted outcomes (doubly robust); for "
      + "\(others)strategies, where an outcome is missing, that of a similar query stands in"
  }

  /// How many queries lack an outcome of some model in use, those left out included.
  package var incompleteCount: Int {
    let recorded = self.recorded
    return leftOutCount
      + (recorded.isComplete
        ? 0 : (0..<count).count { row in !models.indices.allSatisfy { recorded.isOffered($0, on: row) } })
  }

  /// That the queries with an outcome of every model in use are unlike the others, by the model whose recorded quality differs most
  /// between the two, by more than four standard errors; `nil` where none does, or where either are too few to tell.
  ///
  /// In a cascade's own records those with several outcomes are the ones on which the first model failed.
  package var completeQueriesDiffer: String? {
    let recorded = self.recorded
    if recorded.isComplete { return nil }
    let all = Array(0..<count)
    let isWhole = all.map { row in models.indices.allSatisfy { recorded.isOffered($0, on: row) } }
    func qualities(of model: Int, _ rows: [Int]) -> [Double] {
      recorded.rows(of: model, among: rows).map { recorded.quality[$0 * modelCount + model] }
    }
    let differences = models.indices.compactMap { model -> (model: Int, size: Double)? in
      let (here, there) = (
        qualities(of: model, all.filter { isWhole[$0] }), qualities(of: model, all.filter { !isWhole[$0] })
      )
      if min(here.count, there.count) < AdviceEvidence.fewestQueries { return nil }
      func error(_ values: [Double]) -> Double { pow(values.standardDeviation, 2) / Double(values.count) }
      return (model, abs(here.mean - there.mean) / max((error(here) + error(there)).squareRoot(), 1e-12))
    }
    guard let most = differences.max(by: { $0.size < $1.size }), most.size > 4 else { return nil }
    func mean(_ rows: [Int]) -> String { Format.fixed(qualities(of: most.model, rows).mean, 3) }
    return
      "the \(Format.count(isWhole.count { $0 }, "query", "queries")) with an outcome of every model are unlike the others: the "
      + "quality of \(models[most.model]) is \(mean(all.filter { isWhole[$0] })) on them and \(mean(all)) on all"
  }

  /// What a query may lack of a model: an outcome, or where scores without a cost are recorded, one of the two.
  package var lackedWords: String { traces.uncostedCount == 0 ? "the outcome" : "score or cost" }

  /// What makes a model offered on a query.
  private var offerWords: String { traces.uncostedCount == 0 ? "an outcome" : "score and cost" }

  /// On how many queries how many models are offered, and which one is most often missing; `nil` where none is.
  package var offersNote: String? {
    if isLog { return logNote }
    let recorded = self.recorded
    if recorded.isComplete {
      if leftOutCount == 0 { return nil }
      let missing = traces.uncostedCount == 0 ? "outcomes" : "scores or costs"
      return "\(Format.count(leftOutCount, "query", "queries")) left out: \(missing) of pool models are missing"
    }
    let offered = (0..<count).map { row in models.indices.count { recorded.isOffered($0, on: row) } }
    let missing = models.indices.map { model in (0..<count).count { !recorded.isOffered(model, on: $0) } }
    let worst = models.indices.max { (missing[$0], $1) < (missing[$1], $0) }!
    let complete = offered.count { $0 == modelCount }
    let (least, most) = (offered.min() ?? 0, offered.filter { $0 < modelCount }.max() ?? 0)
    var text =
      "all \(Format.count(modelCount, "model")) are offered on \(Format.count(complete)) of "
      + "\(Format.count(count, "query", "queries"))"
    if count > complete {
      text += ", \(least == most ? "" : "\(least) to ")\(most) on the other \(Format.count(count - complete))"
    }
    text += "; \(models[worst]) is missing most often, on \(Format.count(missing[worst]))"
    if leftOutCount > 0 {
      text += "; \(Format.count(leftOutCount, "query", "queries")) without \(offerWords) of any of them left out"
    }
    return text
  }

  /// That these are a log, and by which chances its models are valued.
  private var logNote: String {
    let recorded = self.recorded
    let single = (0..<count).count { row in models.indices.count { recorded.isOffered($0, on: row) } <= 1 }
    let cells = (0..<count).flatMap { row in
      models.indices.filter { recorded.isOffered($0, on: row) }.map {
        queryIndices[row] * traces.modelCount + modelIndices[$0]
      }
    }
    let unknown = cells.count { traces.propensity(at: $0).isNaN }
    let assumption =
      "it is assumed that the log chose by chance, in the shares of models"
      + (traces.queryColumn("group") == nil ? "" : " within groups")
    let chances =
      unknown == 0
      ? "the propensities are recorded"
      : unknown == cells.count
        ? "no propensities are recorded: " + assumption
        : "\(Format.count(unknown, "propensity is", "propensities are")) not recorded: there " + assumption
    let leftOut =
      leftOutCount == 0 || traces.uncostedCount == 0
      ? "" : ", \(Format.count(leftOutCount, "more", "more")) have no score with a cost"
    return
      "a log: \(Format.count(single)) of \(Format.count(count, "query", "queries")) have the outcome of one model"
      + leftOut + "; " + chances
  }
}
