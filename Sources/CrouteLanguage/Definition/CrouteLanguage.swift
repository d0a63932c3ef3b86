import CommandLanguage
import Display
import Input
import Routing
import Traces
import Workbench

extension Croute: LanguageDefinition {
  package static var commands: CommandTable<Croute> { Commands.table }
  package static var settings: [Setting<Session>] { Settings.table }
  package static var topics: [HelpTopic] { HelpTopics.all }
  package static var subjects: [String] {
    Strategies.all.map(\.name) + QualityEstimators.all.map(\.name) + CostEstimators.all.map(\.name)
  }

  package static func makeServices() -> Services { Services() }

  package static func statement(valuing expression: String) -> String? { "sql \(expression);" }

  /// Refuses a name under which no result can be kept, before there is one.
  package static func check(_ invocation: Invocation) throws(LocatedError) {
    if invocation.command.options.contains(.resultName) { _ = try invocation.resultName() }
  }

  /// Ends a command that asked for texts of a file that has changed since it was loaded: nothing is kept of it.
  ///
  /// - Throws: `InputError.changed`.
  package static func check(_ session: Session, _ services: Services) throws {
    guard let path = session.workspaces.reduce(nil, { $1.traces.takeChangedPath() ?? $0 }) else { return }
    services.forget()
    throw InputError.changed(path: path)
  }

  package static func page(about name: String) -> String? { strategyPage(name) ?? estimatorPage(name) }

  package static func page(about word: String, after verb: String) -> String? {
    verb == "fit" ? estimatorPage(word) : strategyPage(word)
  }

  /// The page about a strategy, which may be spelled with its model and options.
  private static func strategyPage(_ spelling: String) -> String? {
    let name = spelling.prefix { $0 != ":" && $0 != "+" }
    return Strategies.all.first { $0.name == name }.map { HelpTopics.lines(of: $0).joined(separator: "\n") }
  }

  /// The page about an estimator of quality or cost.
  private static func estimatorPage(_ name: String) -> String? {
    var lines: [String] = []
    if let kind = QualityEstimators.all.first(where: { $0.name == name }) {
      lines += ["fit quality NAME"] + HelpTopics.lines(kind.name, kind.summary, kind.parameters)
    }
    if let kind = CostEstimators.all.first(where: { $0.name == name }) {
      lines += ["fit cost NAME"] + HelpTopics.lines(kind.name, kind.summary, kind.parameters)
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}

/// Executes croute's commands.
package typealias Interpreter = CommandInterpreter<Croute>

extension CommandInterpreter where L == Croute {
  /// An interpreter with an empty session.
  package convenience init(settings: Settings) { self.init(session: Session(settings: settings)) }
}
