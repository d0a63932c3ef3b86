import CommandLanguage
import Display
import Routing
import Traces

extension ResultValue {
  /// What has changed since the result was made, as in "split, quality fit"; `nil` where nothing has, or
  /// where nobody knows what it was made from.
  package func staleness(in session: Session) -> String? {
    switch self {
    case .run(let run): run.workspace.changes(in: session, apartFromMethod: run.isAdvice || run.isDeployed)
    case .sweep(let sweep): sweep.workspace.changes(in: session, apartFromMethod: false)
    case .table: nil
    }
  }
}

extension RunResult {
  /// Whether it would come out of the traces, split and fits that are in use.
  func followsFromUse(in session: Session) -> Bool {
    workspace.changes(in: session, apartFromMethod: false) == nil
  }
}

extension Workspace {
  /// What is said of results whose traces are no more.
  fileprivate static let droppedText = "its traces were dropped"
  /// The first of the things that may have changed, costs and outcomes.
  fileprivate static let traces = "traces"

  /// - Parameter apartFromMethod: whether split and fits are the result's own, as of advice.
  fileprivate func changes(in session: Session, apartFromMethod: Bool) -> String? {
    guard let now = session.workspaces.first(where: { $0.name == name }) else { return Self.droppedText }
    var changes: [String] = []
    if now.identity != identity { changes.append(Self.traces) }
    if now.filters != filters { changes.append("filters") }
    if now.pool != pool { changes.append("pool") }
    if !apartFromMethod {
      if now.splitInUse != splitInUse { changes.append("split") }
      if now.qualityFit != qualityFit { changes.append("quality fit") }
      if now.costFit != costFit { changes.append("cost fit") }
    }
    return changes.isEmpty ? nil : changes.joined(separator: ", ")
  }
}

extension SessionContext {
  /// Notes that a result does not follow from what is in use now.
  ///
  /// - Parameter onlyOfTraces: whether pool, filters, split and fits may differ, as those of results that are compared do
  ///   on purpose.
  package mutating func noteStaleness(of result: ResultValue, named name: String?, onlyOfTraces: Bool = false) {
    guard var changes = result.staleness(in: session) else { return }
    let isDropped = changes == Workspace.droppedText
    if onlyOfTraces, !isDropped {
      guard changes.hasPrefix(Workspace.traces) else { return }
      changes = Workspace.traces
    }
    report.note("\(name ?? "the result") is stale: \(isDropped ? "" : "changed since then: ")\(changes)")
  }

  /// Notes the same of the result that a word names, else of the latest of its kind; of neither where there is none.
  package mutating func noteStaleness(of word: Word?, orLatest latest: String) {
    let name = word?.text ?? latest
    guard let result = session.results.last(where: { $0.name == name }) else { return }
    noteStaleness(of: result.value, named: NamedResult.hidden.contains(name) ? nil : name)
  }
}

extension Split {
  /// In words.
  package var text: String {
    func share(_ value: Double) -> String { Format.significant(100 * value, 3) + "%" }
    return switch self {
    case .folds(let count, let repeats, let seed):
      "\(count) folds" + (repeats > 1 ? ", dealt \(repeats) times" : "") + ", seed \(seed)"
    case .hashed(let train, let tune, let seed):
      "\(share(train)) train, \(share(tune)) tune, \(share(1 - train - tune)) test, seed \(seed)"
    case .column(let name): "by column \(name)"
    case .held(let column, let test, _, _): "\(column) = \(test) is test"
    }
  }
}
