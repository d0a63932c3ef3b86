/// All pages of `help` as one Markdown document: croute's is docs/reference.md.
enum ReferencePage {
  /// The document about a language, without its last line end.
  static func text<L: LanguageDefinition>(of language: L.Type) -> String {
    let signatures = L.commands.grammar.signatures
    var groups: [CommandGroup] = []
    for command in signatures where !groups.contains(command.group) { groups.append(command.group) }
    let commands = groups.map { group in
      section(group.name, signatures.filter { $0.group == group }.map { ($0.name, $0.page) })
    }
    let topics = section("topics", L.topics.map { ($0.name, $0.text()) })
    return introduction(L.name) + (commands + [topics]).joined()
  }

  private static func introduction(_ name: String) -> String {
    """
    # Reference

    Every command and topic of `help`, as printed by `\(name) -c 'help --reference' >docs/reference.md`; a test holds this
    page equal to it. `\(name) --help` lists the options of the command line.

    """
  }

  /// A heading with one subsection per page; nothing without pages.
  private static func section(_ title: String, _ pages: [(name: String, text: String)]) -> String {
    if pages.isEmpty { return "" }
    return "\n## \(title)\n"
      + pages.map { "\n### \($0.name)\n\n````text\n\($0.text)\n````\n" }.joined()
  }
}
