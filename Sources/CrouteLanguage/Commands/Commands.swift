import CommandLanguage
import SessionFiles
import Workbench

/// The commands of croute, each in a file of its own.
enum Commands {
  /// In the order of help.
  static let table = CommandTable<Croute>(
    Command.lessons(.croute, group: .learn, examples: ["learn"]) + [
      load, join, reprice, status, traces, use, drop, describe, show, pool, filter, split, fit, report, advise, run,
      sweep, compare, guarantee, measure,
      metrics,
      experiment, merge, plot, explain, step, lambda, sql, .history(), .record(), .save(), .rerun(), .source(),
      .set(examples: ["set", "set seed 7", "set format json"]), .let(), write, policy, state, .echo(), .undo(),
      .reset(),
      .cd(), .pwd(), .clear(), .help(examples: ["help", "help load", "help strategies"]), .version(), .quit(),
      .quit(named: "exit"),
    ])
}

/// What a running command of croute works with.
typealias CommandContext = CommandLanguage.CommandContext<Croute>

extension CommandLanguage.CommandContext: SessionContext where L == Croute {
  package var fileAccess: FileAccess { interpreter.fileAccess }
  package func makeIdentity() -> Int { interpreter.makeIdentity() }
}

/// A command of croute.
typealias Command = CommandLanguage.Command<Croute>

extension CommandGroup {
  static let data: CommandGroup = "data"
  static let fit: CommandGroup = "fit"
  static let run: CommandGroup = "run"
  static let look: CommandGroup = "look"
  static let learn: CommandGroup = "learn"
  static let ask: CommandGroup = "ask"
}

extension Option {
  /// The option that names the result of a command.
  static let resultName = Option("as", .text, "NAME", "the name of the result")
}
