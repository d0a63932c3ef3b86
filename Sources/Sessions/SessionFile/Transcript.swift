import Foundation

/// A transcript of executed commands and of what a replay would print, to be written as a session file.
///
/// Outputs are kept as a replay prints them, however wide the terminal was. Once they take more than `capacity` bytes the
/// oldest are forgotten, so that a long session does not grow without bound; the commands stay.
package struct Transcript: Sendable {
  /// A command, or those that a `rerun` stands for.
  package struct Entry: Sendable {
    /// The commands as a file may hold them, with their verbs in full.
    package fileprivate(set) var commands: [String] = []
    /// What a replay prints, with the error in which it ends; `nil` where it is not known.
    package fileprivate(set) var output: String? = ""
    /// Whether it ended in an error.
    package fileprivate(set) var isFailure = false
    /// The working folder before it.
    fileprivate var folder: String
    /// The working folder after it.
    fileprivate var folderAfter = ""
    /// How deep the commands that are recorded are nested in others.
    fileprivate var depth = 1
    fileprivate var isDone = false
  }

  /// The settings at the beginning.
  let settings: Settings
  /// How many bytes of outputs are kept.
  let capacity: Int
  /// What was executed, oldest first.
  package private(set) var entries: [Entry] = []
  /// How many entries at the beginning have lost their outputs.
  package private(set) var forgottenCount = 0
  private var open: Entry?
  private var byteCount = 0

  package init(settings: Settings, capacity: Int = 1_000_000) {
    self.settings = settings
    self.capacity = capacity
  }

  /// Opens an entry.
  mutating func begin() { open = Entry(folder: folder) }

  /// The working folder; the text of the latest entry's where it is the same, so that it is kept once.
  private var folder: String {
    let folder = FilePlace.resolved(".") ?? FileManager.default.currentDirectoryPath
    return entries.last?.folderAfter == folder ? entries.last?.folderAfter ?? folder : folder
  }

  /// Notes the command of a statement once it is found.
  ///
  /// - Parameter echoes: whether a replay prints the command.
  mutating func note(_ command: Command, verb: Word, _ source: String, depth: Int, echoes: Bool) {
    guard depth == open?.depth else { return }
    if command.isRecorded {
      let typed = source.prefix { !$0.isWhitespace }
      let command = typed == verb.text ? command.name + source.dropFirst(typed.count) : source
      open?.commands.append(command)
      open?.isDone = false
      if echoes { open?.output?.append(Lexer.echo(of: command)) }
    } else {
      open?.depth += 1
      open?.output = ""
    }
  }

  /// Notes what a command printed.
  mutating func add(_ text: String, depth: Int) {
    if let open, depth >= open.depth { self.open?.output?.append(text) }
  }

  /// Notes the echo of a command within a recorded one.
  mutating func addEcho(of command: String, depth: Int) {
    if let open, depth > open.depth { self.open?.output?.append(Lexer.echo(of: command)) }
  }

  /// Notes that a person answered a question, so that a replay would print something else.
  mutating func noteAnswer() { open?.output = nil }

  /// Notes that a command succeeded, regardless of its output.
  mutating func noteSuccess(depth: Int) { if depth == open?.depth { open?.isDone = true } }

  /// Closes the entry; one that was interrupted, or that holds no command, is dropped.
  ///
  /// - Parameter start: the entry from which on outputs are kept in any case.
  mutating func end(_ failure: Diagnostic?, keepingFrom start: Int = .max) {
    guard var entry = open else { return }
    open = nil
    if let failure, !entry.isDone {
      if failure.exitCode == 130 { return }
      entry.isFailure = true
      entry.output?.append(failure.brief)
    }
    if entry.commands.isEmpty { return }
    entry.folderAfter = folder
    if entry.folderAfter == entry.folder { entry.folderAfter = entry.folder }
    entries.append(entry)
    byteCount += entry.output?.utf8.count ?? 0
    while byteCount > capacity, forgottenCount < min(start, entries.count) {
      byteCount -= entries[forgottenCount].output?.utf8.count ?? 0
      entries[forgottenCount].output = nil
      forgottenCount += 1
    }
  }
}

extension Transcript {
  /// The session as a session file in `folder`: the entries from `start` on with their outputs, and before them, in one
  /// block, what has to be executed first.
  package func sessionFile(from start: Int = 0, in folder: String) -> String {
    var here = folder
    /// The commands that lead to where an entry was executed.
    func way(to entry: Entry) -> [String] {
      defer { here = entry.folderAfter }
      return entry.folder == here ? [] : ["cd " + Lexer.quoted(Self.path(to: entry.folder, from: here))]
    }
    var setup = settingCommands
    for entry in entries[..<start] where !entry.isFailure { setup += way(to: entry) + entry.commands }
    var blocks = ["# Recorded session\n"]
    for (index, entry) in entries[start...].enumerated() {
      let way = way(to: entry)
      if index == 0 {
        setup += way
      } else if !way.isEmpty {
        blocks.append(Self.block("croute", way))
      }
      blocks.append(entry.block(in: folder))
    }
    if !setup.isEmpty { blocks.insert(Self.block("croute name=\"setup\"", setup), at: 1) }
    return SessionHeader(seed: settings.seed).text + blocks.joined(separator: "\n")
  }

  /// The commands that make the settings what they were at the beginning.
  private var settingCommands: [String] {
    Setting.all.compactMap { setting in
      let value = setting.read(settings)
      if ["seed", "timing"].contains(setting.name) || value == setting.read(Settings()) { return nil }
      return "set \(setting.name) \(value)"
    }
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
  fileprivate func block(in folder: String) -> String {
    let block = Transcript.block("croute" + (isFailure ? " tags=[\"raises-exception\"]" : ""), commands)
    let output = OutputText(output ?? "", folder: folder).text
    return output.isEmpty ? block : block + Transcript.block("output", output)
  }
}
