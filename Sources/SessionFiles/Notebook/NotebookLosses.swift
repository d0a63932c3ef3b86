import Display
import Input

/// What a session file cannot say of a notebook, in words.
struct NotebookLosses {
  /// One sentence for each kind of loss.
  private(set) var notes: [String] = []

  /// - Parameters:
  ///   - cells: those that the session file stands for.
  ///   - isShown: whether its text cells are shown only.
  ///   - language: the name of the language.
  init(_ notebook: JSONValue, _ cells: [JSONValue], isShown: Bool, language: String) {
    let kernel = notebook["metadata"]?["kernelspec"]?["name"]?.string
    if let kernel, kernel != language {
      notes.append("its kernel is '\(Visible.line(kernel))'; its code cells are taken as \(language) commands")
    }
    say("notebook metadata", Self.keys(of: notebook["metadata"], except: [language, "kernelspec", "language_info"]))
    let shown = (isShown ? cells : []).filter { Self.isProse($0) }.compactMap { NotebookJSON.joined($0["source"]) }.map
    { ShownProse($0, language: language) }
    let shownCount = shown.reduce(0) { $0 + $1.shownCount }
    if shownCount > 0 {
      let are = shownCount == 1 ? "is" : "are"
      notes.append("\(Format.count(shownCount, "block")) in text cells \(are) shown and not executed: marked as text")
    }
    let closedCount = shown.count(where: \.isClosed)
    if closedCount > 0 { notes.append("blocks left open in \(Format.count(closedCount, "text cell")) are closed") }
    if cells.contains(where: { NotebookJSON.joined($0["source"])?.utf8.contains(0x0D) == true }) {
      notes.append("line ends are LF now")
    }
    say("attachments", cells.flatMap { Self.keys(of: $0["attachments"], except: []) })
    // What cells are in a presentation is made by `export --slides`, and the tag of text in a solution by every export.
    let isOwn = notebook["metadata"]?[language] != nil
    let made: Set<String> = isOwn ? ["slideshow"] : []
    say(
      "cell metadata",
      cells.flatMap { Self.keys(of: $0["metadata"], except: made.union([language, "jupyter", "name", "tags"])) })
    say(
      "metadata of text cells",
      cells.filter(Self.isProse).flatMap { cell in
        let lost: Set<String> = isOwn && cell["metadata"]?["tags"] == ["solution"] ? ["name"] : ["name", "tags"]
        return Self.keys(of: cell["metadata"], except: [language]).filter(lost.contains)
      })
    let code = cells.filter { !Self.isProse($0) && $0["metadata"]?[language]?["fence"] == nil }
    say(
      "cell names",
      code.compactMap { $0["metadata"]?["name"] }.filter { $0.string?.contains(where: \.isNewline) ?? true }.map {
        $0.string ?? $0.text
      })
    say(
      "tags",
      code.flatMap { cell -> [String] in
        guard let value = cell["metadata"]?["tags"] else { return [] }
        guard let tags = value.array else { return [value.string ?? value.text] }
        return tags.count == NotebookImport.usableTags(of: cell).count ? [] : tags.map { $0.string ?? $0.text }
      })
    say(
      "\(language) metadata",
      Self.strangers(in: notebook["metadata"]?[language], known: ["header", "after", "newline"]))
    say(
      "\(language) metadata of cells",
      cells.flatMap {
        Self.strangers(
          in: $0["metadata"]?[language], known: ["before", "prose", "fence", "close", "empty", "output", "generated"])
      })
    let raw = cells.count { $0["cell_type"] == "raw" }
    if raw > 0 { notes.append("as text: \(Format.count(raw, "raw cell"))") }
    let outputs = cells.filter { $0["metadata"]?[language] == nil }.flatMap { $0["outputs"]?.array ?? [] }
    let errors = outputs.count { $0["output_type"] == "stream" && $0["name"] != "stdout" }
    if errors > 0 { notes.append("left out: \(Format.count(errors, "output")) on standard error") }
    say("pictures", outputs.flatMap { Self.keys(of: $0["data"], except: ["text/plain", "text/html"]) })
  }

  private mutating func say(_ what: String, _ names: [String]) {
    if names.isEmpty { return }
    let different = Set(names).sorted().map(Visible.line)
    let shown = different.prefix(8).joined(separator: ", ") + (different.count > 8 ? ", .." : "")
    notes.append("left out: \(what): \(shown)")
  }

  /// The members of croute's own metadata that it does not know, or cannot use.
  private static func strangers(in own: JSONValue?, known: Set<String>) -> [String] {
    guard let own else { return [] }
    guard let members = own.object else { return [own.text] }
    return members.filter { member in
      if !known.contains(member.key) { return true }
      switch member.key {
      case "before", "after": return NotebookJSON.blankLines(in: member.value) == nil
      case "empty", "newline", "generated": if case .bool = member.value { return false } else { return true }
      default: return NotebookJSON.joined(member.value) == nil
      }
    }.map(\.key)
  }

  private static func keys(of value: JSONValue?, except known: Set<String>) -> [String] {
    (value?.object ?? []).map(\.key).filter { !known.contains($0) }
  }

  private static func isProse(_ cell: JSONValue) -> Bool { cell["cell_type"] != "code" }
}
