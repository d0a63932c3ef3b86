extension LanguageDefinition {
  /// All pages of `help` as one Markdown document, without its last line end.
  static var reference: String {
    let signatures = commands.grammar.signatures
    var groups: [CommandGroup] = []
    for command in signatures where !groups.contains(command.group) { groups.append(command.group) }
    return """
      # Reference

      Every command and topic of `help`, as printed by `\(name) -c 'help --reference' >docs/reference.md`; a test holds this
      page equal to it. `\(name) --help` lists the options of the command line.

      """
        + groups.map { group in
          section(group.name, signatures.filter { $0.group == group }.map { ($0.name, $0.page) })
        }.joined()
        + section("topics", topics.map { ($0.name, $0.text()) })
  }

  /// A heading with one subsection per page; nothing without pages.
  private static func section(_ title: String, _ pages: [(name: String, text: String)]) -> String {
    if pages.isEmpty { return "" }
    return "\n## \(title)\n"
      + pages.map { "\n### \($0.name)\n\n````text\n\($0.text)\n````\n" }.joined()
  }
}
