import CommandLanguage

/// A number or a name in prose that is held against the session: `96<!--= SELECT … -->`.
package struct ProseNumber: Sendable, Equatable {
  /// What is printed, without thousands' commas; a name without its backticks.
  package var printed: String
  /// What computes it.
  package var expression: String
  /// The line of the file on which it stands.
  package var line: Int

  package init(printed: String, expression: String, line: Int) {
    self.printed = printed
    self.expression = expression
    self.line = line
  }

  /// Those of a run of prose, in order; a comment without a number before it has nothing printed.
  package static func all(in prose: String, firstLine: Int) -> [ProseNumber] {
    prose.matches(of: /(?:`([^`\n]+)`|(-?[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?)%?)?<!--=((?s:.*?))-->/).map { match in
      let printed = match.output.1.map(String.init) ?? match.output.2.map { String($0).replacing(",", with: "") } ?? ""
      let line = firstLine + prose[..<match.range.lowerBound].utf8.count { $0 == 0x0A }
      return ProseNumber(printed: printed, expression: String(match.output.3.trimmed), line: line)
    }
  }

  /// Whether `value` is what is printed: the same name, or a number that is rounded so.
  package func agrees(with value: String) -> Bool {
    guard let printed = Double(printed), let value = Double(value) else {
      return self.printed == value && !value.isEmpty
    }
    let decimals = self.printed.split(separator: ".").dropFirst().first?.count ?? 0
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    return abs(printed - value) <= unit * 0.5 * (1 + 1e-9)
  }
}
