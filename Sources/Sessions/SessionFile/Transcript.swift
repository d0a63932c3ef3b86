import Foundation

/// What was executed in a session and what came of it, to be written as a session file.
///
/// Reports are kept instead of what was shown: a recording says what a replay prints, however wide the terminal was.
package struct Transcript: Sendable {
  /// Something that was shown.
  enum Piece: Sendable {
    case echo(String)
    case report(Report, command: String, Settings)

    /// What a replay prints.
    var text: String {
      switch self {
      case .echo(let command): return Lexer.echo(of: command)
      case .report(var report, let command, let settings):
        report.seconds = nil
        let outputs = report.outputs(of: command, settings: settings, surface: .standard)
        return outputs.map { if case .bundle(let bundle) = $0 { bundle.text } else { "" } }.joined()
      }
    }
  }

  /// A command, or those that a `rerun` stands for.
  struct Entry: Sendable {
    /// The commands as a file may hold them, with their verbs in full.
    var commands: [String] = []
    var pieces: [Piece] = []
    /// The error in which it ended.
    var failure: Diagnostic?
    /// Whether a person's answers had a part in what came of it.
    var wasAnswered = false
    /// How deep the commands that are recorded are nested in others.
    fileprivate var depth = 1
    fileprivate var isDone = false
  }

  /// The settings at the beginning.
  let settings: Settings
  /// The working folder at the beginning.
  let folder: String
  /// What was executed, oldest first.
  private(set) var entries: [Entry] = []
  private var open: Entry?

  init(settings: Settings) {
    self.settings = settings
    folder = FilePlace.resolved(".") ?? FileManager.default.currentDirectoryPath
  }

  /// Opens an entry.
  mutating func begin() { open = Entry() }

  /// Notes the command of a statement once it is found.
  mutating func note(_ command: Command, verb: Word, _ source: String, depth: Int) {
    guard depth == open?.depth else { return }
    if command.isRecorded {
      let typed = source.prefix { !$0.isWhitespace }
      open?.commands.append(typed == verb.text ? command.name + source.dropFirst(typed.count) : source)
      open?.isDone = false
    } else {
      open?.depth += 1
      open?.pieces = []
    }
  }

  /// Notes something that was shown.
  mutating func add(_ piece: Piece, depth: Int) {
    if let open, depth >= open.depth { self.open?.pieces.append(piece) }
  }

  /// Notes that a person answered a question.
  mutating func noteAnswer() { open?.wasAnswered = true }

  /// Notes that a command did what it was to do, whatever happens to its output.
  mutating func noteSuccess(depth: Int) { if depth == open?.depth { open?.isDone = true } }

  /// Closes the entry; one that was interrupted, or that holds no command, is dropped.
  mutating func end(_ failure: Diagnostic?) {
    guard var entry = open else { return }
    open = nil
    if !entry.isDone { entry.failure = failure }
    if !entry.commands.isEmpty && entry.failure?.exitCode != 130 { entries.append(entry) }
  }
}

extension Transcript {
  /// The session as a session file in `folder`: the entries from `start` on with their outputs, and before them, in one
  /// block, what has to be executed first.
  func sessionFile(from start: Int = 0, in folder: String) -> String {
    var blocks = ["# Recorded session\n"]
    let setup = self.setup(in: folder) + entries[..<start].filter { $0.failure == nil }.flatMap(\.commands)
    if !setup.isEmpty { blocks.append(Self.block("croute name=\"setup\"", setup.map { $0 + "\n" }.joined())) }
    blocks += entries[start...].map { $0.block(in: folder) }
    return SessionHeader(seed: settings.seed).text + blocks.joined(separator: "\n")
  }

  /// The commands that make the surroundings what they were at the beginning.
  private func setup(in folder: String) -> [String] {
    var commands: [String] = []
    if folder != self.folder { commands.append("cd " + Self.quoted(Self.path(to: self.folder, from: folder))) }
    for setting in Setting.all where !["seed", "timing"].contains(setting.name) {
      let value = setting.read(settings)
      if value != setting.read(Settings()) { commands.append("set \(setting.name) \(value)") }
    }
    return commands
  }

  private static func path(to target: String, from folder: String) -> String {
    let (target, folder) = (target.split(separator: "/"), folder.split(separator: "/"))
    let shared = zip(target, folder).prefix { $0 == $1 }.count
    let up = folder.dropFirst(shared).map { _ in Substring("..") }
    return (up + target.dropFirst(shared)).joined(separator: "/")
  }

  private static func quoted(_ path: String) -> String {
    path.wholeMatch(of: /[A-Za-z0-9_.\/-]+/) != nil ? path : "'" + path + "'"
  }

  fileprivate static func block(_ information: String, _ content: String) -> String {
    let marks = Fence.marks(around: content)
    return marks + information + "\n" + content + marks + "\n"
  }
}

extension Transcript.Entry {
  /// The entry as blocks of a session file.
  fileprivate func block(in folder: String) -> String {
    let tags = failure == nil ? "" : " tags=[\"raises-exception\"]"
    let block = Transcript.block("croute" + tags, commands.map { $0 + "\n" }.joined())
    let output = OutputText(pieces.map(\.text).joined() + (failure?.brief ?? ""), folder: folder).text
    return output.isEmpty || wasAnswered ? block : block + Transcript.block("output", output)
  }
}
