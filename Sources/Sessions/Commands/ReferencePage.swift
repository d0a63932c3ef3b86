/// All pages of `help` as one Markdown document: docs/reference.md.
enum ReferencePage {
  /// The document, without its last line end.
  static var text: String {
    let commands = Command.Group.allCases.map { group in
      section(group.rawValue, Commands.all.filter { $0.group == group }.map { ($0.name, HelpTopics.page($0)) })
    }
    let topics = section("topics", HelpTopics.all.map { ($0.name, $0.text()) })
    return introduction + (commands + [topics]).joined()
  }

  private static let introduction = """
    # Reference

    Every command and topic of `help`, as printed by `croute -c 'help --reference' >docs/reference.md`; a test holds this
    page equal to it. `croute --help` lists the options of the command line.

    """

  /// A heading with one subsection per page; nothing without pages.
  private static func section(_ title: String, _ pages: [(name: String, text: String)]) -> String {
    if pages.isEmpty { return "" }
    return "\n## \(title)\n"
      + pages.map { "\n### \($0.name)\n\n````text\n\($0.text)\n````\n" }.joined()
  }
}
