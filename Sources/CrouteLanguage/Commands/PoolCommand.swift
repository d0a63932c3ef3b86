import CommandLanguage
import Display
import Mathematics
import Routing
import Traces
import Workbench

extension Commands {
  static let pool = Command(
    "pool", .data, "choose the models in use",
    arguments: [Argument("MODELS", .models, isOptional: true, isRepeated: true)],
    options: [Option("complete", nil, "", "use only queries with an outcome of every model in use")],
    details: """
      `all` is every model, `hull` those not dominated by a mixture of others on the train part. A model is offered on a query \
      only where its outcome is known; without --complete, prices are chosen and strategies measured on every query with an \
      outcome. They choose among all models: for one that runs where its outcome is not known, it is estimated, or that of a \
      similar query stands in.
      """,
    examples: ["pool gpt-4,gpt-3.5,mixtral", "pool hull", "pool all --complete"]
  ) { context in
    var workspace = try context.workspace()
    let words = context.invocation.arguments
    let needsAll = context.invocation.has("complete")
    if !words.isEmpty || needsAll { workspace.needsAll = needsAll }
    if words.isEmpty && needsAll {
      _ = try context.at(context.invocation.verb) { try context.dataset(workspace) }
      context.session.workspace = workspace
    }
    if let first = words.first {
      let models = workspace.traces.models
      let names = try words.flatMap { try Invocation.list($0) }
      if names == ["all"] {
        workspace.pool = nil
      } else if names == ["hull"] {
        var all = workspace
        all.pool = nil
        let data = try context.at(first) { try context.valuedDataset(all) }
        let means = SingleModels(data, on: data.train).means
        let hull = UpperHull(cost: means.map(\.cost), quality: means.map(\.quality))
        workspace.pool = hull.indices.map { data.models[$0] }
      } else {
        var pool: [String] = []
        for word in words {
          for name in try Invocation.list(word) {
            let model = try context.model(name, among: models, at: word)
            if !pool.contains(model) { pool.append(model) }
          }
        }
        workspace.pool = pool
      }
      _ = try context.at(first) { try context.dataset(workspace) }
      context.session.workspace = workspace
    }
    let data = try context.dataset(workspace)
    context.report.paragraph(
      "pool of \(Format.count(data.modelCount, "model")): \(data.models.joined(separator: ", "))")
    if let note = data.offersNote { context.report.note(note) }
    context.report.json = [
      .init("models", .array(data.models.map { .string($0) })), .init("incomplete", .integer(data.incompleteCount)),
      .init("left_out", .integer(data.leftOutCount)),
    ]
  }
}
