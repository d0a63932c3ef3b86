import Foundation
import Input

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
    package fileprivate(set) var folder: String
    /// The working folder after it.
    package fileprivate(set) var folderAfter = ""
    /// How deep the commands that are recorded are nested in others.
    fileprivate var depth = 1
    fileprivate var isDone = false
  }

  /// The name of the language.
  package let language: String
  /// The seed at the beginning.
  package let seed: UInt64?
  /// The commands that lead to the settings at the beginning.
  package let setup: [String]
  /// How many bytes of outputs are kept.
  let capacity: Int
  /// What was executed, oldest first.
  package private(set) var entries: [Entry] = []
  /// How many entries at the beginning have lost their outputs.
  package private(set) var forgottenCount = 0
  private var open: Entry?
  private var byteCount = 0

  /// A transcript of a session that begins now.
  package init(language: String, seed: UInt64?, setup: [String] = [], capacity: Int = 1_000_000) {
    self.language = language
    self.seed = seed
    self.setup = setup
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
  /// - Parameters:
  ///   - command: the command with its verb in full; `nil` for one that is not recorded.
  ///   - echo: the command as a replay prints it, where it does.
  mutating func note(_ command: String?, depth: Int, echo: String?) {
    guard depth == open?.depth else { return }
    if let command {
      open?.commands.append(command)
      open?.isDone = false
      if let echo { open?.output?.append(echo) }
    } else {
      open?.depth += 1
      open?.output = ""
    }
  }

  /// Notes that the latest command is to be recorded in other words.
  ///
  /// - Parameter echo: the command as it was typed and as a replay prints it, where it does.
  mutating func restate(as command: String, depth: Int, echo: (typed: String, replayed: String)?) {
    guard depth == open?.depth, let count = open?.commands.count, count > 0 else { return }
    open?.commands[count - 1] = command
    if let echo, let output = open?.output, output.hasSuffix(echo.typed) {
      open?.output = output.dropLast(echo.typed.count) + echo.replayed
    }
  }

  /// Notes what a command printed.
  mutating func add(_ text: String, depth: Int) {
    if let open, depth >= open.depth { self.open?.output?.append(text) }
  }

  /// Notes the echo of a command within a recorded one.
  mutating func addEcho(_ echo: String, depth: Int) {
    if let open, depth > open.depth { self.open?.output?.append(echo) }
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
