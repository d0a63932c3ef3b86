import CommandLanguage
import Display
import Input
import Traces
import Workbench

extension Commands {
  static let reprice = Command(
    "reprice", .data, "change what models cost: a factor, or a list of prices",
    arguments: [Argument("MODEL=FACTORx", .text, isOptional: true, isRepeated: true)],
    options: [
      Option("prices", .path, "FILE", "the prices of tokens, in USD per million: CSV, or JSON in LiteLLM's layout")
    ],
    details:
      "gpt-4=0.5x halves every cost of gpt-4. With --prices, costs are recomputed from the tokens of each answer; "
      + "the file has the columns model, input, output and, optionally, cached_read, cached_write, reasoning. "
      + "A model has the price listed under its name, or else under the longest name that it ends with (gpt-4 for "
      + "openai/gpt-4), or else under the shortest that ends with its own. "
      + "Splits and filters are kept, and estimators are applied to the new costs; results keep the costs that they were "
      + "made with.",
    examples: ["reprice gpt-4=0.5x", "reprice --prices prices.csv"]
  ) { context in
    var workspace = try context.workspace()
    let invocation = context.invocation
    let repricing: TraceOrigin.Repricing
    if let word = invocation.word("prices") {
      if let extra = invocation.arguments.first {
        throw LocatedError(.unexpectedArgument(extra.text, usage: invocation.command.usage), at: extra)
      }
      repricing = .list(try context.reading(word))
    } else {
      guard !invocation.arguments.isEmpty else {
        throw LocatedError(.missingArgument("MODEL=FACTORx", usage: invocation.command.usage), at: invocation.verb)
      }
      var factors: [String: Double] = [:]
      for word in invocation.arguments {
        let (model, factor) = try factor(word, of: workspace.traces.models, context)
        factors[model] = factor
      }
      repricing = .factors(factors)
    }
    let (traces, notes) = try context.at(invocation.word("prices") ?? invocation.arguments.first) {
      try repricing.applied(to: workspace.traces, task: context.task)
    }
    workspace.traces = traces
    workspace.identity = context.interpreter.makeIdentity()
    workspace.origin.repricings.append(repricing)
    context.session.workspace = workspace
    context.report.status("repriced \(repricing.models(of: traces).joined(separator: ", "))")
    for note in notes { context.report.note(note) }
    let results = context.session.results.map(\.name).filter { !NamedResult.hidden.contains($0) }
    if !context.session.results.isEmpty {
      context.report.note(
        "results from before keep the old costs: "
          + (results.isEmpty ? "run them again" : results.joined(separator: ", ")))
    }
    context.report.json = [.init("models", .strings(repricing.models(of: traces)))]
  }

  /// What `MODEL=0.5x` says.
  private static func factor(
    _ word: Word, of models: [String], _ context: CommandContext
  ) throws(LocatedError) -> (model: String, factor: Double) {
    guard let sign = word.text.lastIndex(of: "="), word.text.last == "x",
      let factor = Number.parse(String(word.text[word.text.index(after: sign)...].dropLast())), factor >= 0
    else {
      throw LocatedError(
        .invalidValue("MODEL=FACTORx", found: word.text, allowed: "a model and a factor, such as gpt-4=0.5x"), at: word)
    }
    return (try context.model(String(word.text[..<sign]), among: models, at: word), factor)
  }
}
