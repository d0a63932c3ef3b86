import CommandLanguage
import Display
import Input
import Routing
import Traces
import Workbench

extension Commands {
  static let status = Command(
    "status", .data, "show the traces, pool, split and fits in use, and which results are stale",
    details: """
      A result is stale where the traces, the filters, the pool, the split or a fit it was made with are no longer those \
      in use. It is kept as it was; `compare`, `metrics` and `policy` say so.
      """,
    examples: ["status"]
  ) { context in
    guard let workspace = context.session.workspace else {
      context.report.line("no traces are loaded")
      context.report.json = [.init("traces", .null)]
      return
    }
    let traces = workspace.traces
    let pool = context.pool(of: workspace).count
    var rows: [(title: String, key: String, text: String)] = [
      (
        "traces", "traces",
        "\(workspace.name): \(Format.count(traces.queryCount, "query", "queries")) x \(Format.count(traces.modelCount, "model"))"
          + ", costs in \(traces.costUnit.label)" + (traces.isSimulated ? " (simulated)" : "")
      ),
      (
        "filters", "filters",
        workspace.filters.isEmpty ? "none" : workspace.filters.map(\.text).joined(separator: ", ")
      ),
      ("pool", "pool", workspace.pool == nil ? "all \(pool) models" : Format.count(pool, "model")),
      ("split", "split", workspace.split?.text ?? "none yet: the default is \(workspace.splitInUse.text)"),
      ("quality", "quality", workspace.qualityFit?.specification.text ?? "not fitted"),
      ("cost", "cost", workspace.costFit?.specification.text ?? "train means"),
    ]
    if let data = try? context.dataset(workspace) {
      if data.incompleteCount > 0 {
        let text = Format.count(
          data.incompleteCount, "query that lacks \(data.lackedWords) of some model",
          "queries that lack \(data.lackedWords) of some model")
        rows.append(("incomplete", "incomplete", text))
      }
      let limit = FittedTraces.tuneRowLimit
      if data.exceeds(limit) {
        rows.append(("prices", "prices", "chosen on \(data.share(atMost: limit)), unless --tune-rows says otherwise"))
      }
    }
    context.report.show(Table([.init("what"), .init("is")], rows: rows.map { [.text($0.title), .text($0.text)] }))
    for caveat in workspace.caveats { context.report.note(caveat) }
    let results = context.distinctResults
    let table = Table(
      [.init("result"), .init("what"), .init("stale")],
      rows: results.map { result in
        [
          .text(NamedResult.hidden.contains(result.name) ? "(latest)" : result.name), .text(result.value.summary),
          .text(result.value.staleness(in: context.session) ?? ""),
        ]
      })
    if !results.isEmpty {
      context.report.line("")
      context.report.show(table)
    }
    context.report.json =
      rows.map { JSONValue.Member($0.key, .string($0.text)) }
      + [
        .init(
          "results",
          .array(
            results.map { result in
              [
                "name": .string(result.name), "summary": .string(result.value.summary),
                "stale": result.value.staleness(in: context.session).map { .string($0) } ?? .null,
              ]
            }))
      ]
  }
}
