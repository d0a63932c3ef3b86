import CommandLanguage

extension Transcript {
  /// The session as a session file in `folder`: the entries from `start` on with their outputs, and before them, in one
  /// block, what has to be executed first.
  ///
  /// - Parameter followsFolders: whether it goes to the folders in which the commands were executed.
  package func sessionFile(from start: Int = 0, in folder: String, followsFolders: Bool = true) -> String {
    var here = folder
    /// The commands that lead to where an entry was executed.
    func way(to entry: Entry) -> [String] {
      if !followsFolders { return [] }
      defer { here = entry.folderAfter }
      return entry.folder == here ? [] : ["cd " + Lexer.quoted(Self.path(to: entry.folder, from: here))]
    }
    var setup = setup
    for entry in entries[..<start] where !entry.isFailure { setup += way(to: entry) + entry.commands }
    var blocks = ["# Recorded session\n"]
    for (index, entry) in entries[start...].enumerated() {
      let way = way(to: entry)
      if index == 0 {
        setup += way
      } else if !way.isEmpty {
        blocks.append(Self.block(language, way))
      }
      blocks.append(entry.block(in: folder, language: language))
    }
    if !setup.isEmpty { blocks.insert(Self.block("\(language) name=\"setup\"", setup), at: 1) }
    return SessionHeader(seed: seed ?? 0, language: language).text + blocks.joined(separator: "\n")
  }

  private static func path(to target: String, from folder: String) -> String {
    let (target, folder) = (target.split(separator: "/"), folder.split(separator: "/"))
    let shared = zip(target, folder).prefix { $0 == $1 }.count
    let up = folder.dropFirst(shared).map { _ in Substring("..") }
    return (up + target.dropFirst(shared)).joined(separator: "/")
  }

  fileprivate static func block(_ information: String, _ commands: [String]) -> String {
    block(information, commands.map { $0 + "\n" }.joined())
  }

  fileprivate static func block(_ information: String, _ content: String) -> String {
    let marks = Fence.marks(around: content)
    return marks + information + "\n" + content + marks + "\n"
  }
}

extension Transcript.Entry {
  /// The entry as blocks of a session file.
  fileprivate func block(in folder: String, language: String) -> String {
    let block = Transcript.block(language + (isFailure ? " tags=[\"raises-exception\"]" : ""), commands)
    let output = OutputText(output ?? "", folder: folder).escaped
    return output.isEmpty ? block : block + Transcript.block("output", output)
  }
}
