/// All commands: one line each, in the order of help.
public enum Commands {
  /// In the order of help.
  public static let all: [Command] = [
    .load, .join, .reprice, .traces, .use, .drop, .describe, .show, .pool, .filter, .split, .fit, .report, .run, .sweep,
    .compare,
    .metrics, .experiment, .plot,
    .explain, .step, .lambda, .sql,
    .history, .record, .save, .rerun, .source, .set, .let, .write, .policy, .state, .echo, .undo, .reset, .cd, .pwd,
    .clear,
    .help,
    .version, .quit,
  ]

  /// The raw command that a statement calls, by its verb or an unambiguous abbreviation.
  static func raw(_ statement: some StringProtocol) -> Command? {
    let verb = statement.prefix { !$0.isWhitespace }
    guard let command = all.first(where: { $0.isRaw && $0.name.hasPrefix(verb) }), !verb.isEmpty else { return nil }
    return command.name == verb || all.count { $0.name.hasPrefix(verb) } == 1 ? command : nil
  }

  /// The command named by a word; at the prompt also by an unambiguous abbreviation.
  static func find(_ word: Word, abbreviated: Bool) throws(LocatedError) -> Command {
    if let command = all.first(where: { $0.name == word.text }) { return command }
    if abbreviated {
      let matches = all.filter { $0.name.hasPrefix(word.text) }
      if matches.count == 1 { return matches[0] }
      if matches.count > 1 {
        throw LocatedError(.ambiguous("command", word.text, candidates: matches.map(\.name)), at: word)
      }
    }
    throw LocatedError(.unknown("command", word.text, known: all.map(\.name)), at: word)
  }
}
