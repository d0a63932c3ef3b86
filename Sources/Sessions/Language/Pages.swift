import Display
import Routing

/// All help pages, by name.
enum Pages {
  /// The names, commands first.
  static var names: [String] {
    Commands.all.map(\.name) + HelpTopics.all.map(\.name) + Strategies.all.map(\.name) + Setting.all.map(\.name)
      + QualityEstimators.all.map(\.name) + CostEstimators.all.map(\.name)
  }

  /// The page about a name, the first of: a command, a topic, a strategy, an estimator, a setting.
  static func page(named name: String, in session: Session) -> String? {
    if let command = Commands.all.first(where: { $0.name == name }) { return HelpTopics.page(command) }
    if let topic = HelpTopics.all.first(where: { $0.name == name }) { return topic.text() }
    return strategy(name) ?? estimator(name) ?? setting(name, in: session)
  }

  /// The page about a strategy, which may be spelled with its model and options.
  static func strategy(_ spelling: String) -> String? {
    let name = spelling.prefix { $0 != ":" && $0 != "+" }
    return Strategies.all.first { $0.name == name }.map { HelpTopics.lines(of: $0).joined(separator: "\n") }
  }

  /// The page about an estimator of quality or cost.
  static func estimator(_ name: String) -> String? {
    var lines: [String] = []
    if let kind = QualityEstimators.all.first(where: { $0.name == name }) {
      lines += ["fit quality NAME"] + HelpTopics.lines(kind.name, kind.summary, kind.parameters)
    }
    if let kind = CostEstimators.all.first(where: { $0.name == name }) {
      lines += ["fit cost NAME"] + HelpTopics.lines(kind.name, kind.summary, kind.parameters)
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// The allowed values and the value of a setting.
  static func setting(_ name: String, in session: Session) -> String? {
    Setting.all.first { $0.name == name }.map {
      "set \($0.name) VALUE: \($0.allowed)\nnow: \($0.read(session.settings))"
    }
  }
}
