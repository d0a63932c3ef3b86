import Display
import Input

extension Command {
  /// `let [NAME VALUE]`
  public static func `let`() -> Command {
    Command(
      "let", .session, "define a variable, or list them",
      arguments: [Argument("NAME", .variable, isOptional: true), Argument("VALUE", .text, isOptional: true)],
      details: """
        $NAME is replaced by its value everywhere outside single quotes. `\(L.name) --let NAME=VALUE` sets a variable from \
        the command line; in a session file it must be one that its parameters cell defines (see: help session-files).
        """,
      examples: ["let budget 0.001", "echo $budget"]
    ) { context in
      let words = context.invocation.arguments
      if words.isEmpty {
        let variables = context.session.variables.sorted { $0.key < $1.key }
        for (name, value) in variables { context.report.line("\(name) = \(value)") }
        context.report.json = variables.map { .init($0.key, .string($0.value)) }
        return
      }
      guard words[0].text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
        throw LocatedError(
          .invalidValue("NAME", found: words[0].text, allowed: "letters, digits and '_', not a digit first"),
          at: words[0])
      }
      guard words.count == 2 else {
        throw LocatedError(.missingArgument("VALUE", usage: context.invocation.command.usage), at: words[0])
      }
      var variables = context.session.variables
      variables[words[0].text] = words[1].text
      do { try Variables.check(variables) } catch { throw LocatedError(any: error, at: words[1]) }
      context.session.variables = variables
      context.report.json = [.init(words[0].text, .string(words[1].text))]
    }
  }
}
