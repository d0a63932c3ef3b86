import CommandLanguage
import Display
import Input
import Traces
import Workbench

extension Commands {
  static let merge = Command(
    "merge", .run, "print what the shards of a command have computed, as one run of it would",
    arguments: [Argument("FILE", .path, isRepeated: true)],
    details: """
      The files are those that `--shard I/N --to FILE` of `experiment`, `advise`, `sweep`, `compare` or `measure` has written, \
      in any order, or globs. A missing shard, one that is there twice, a file that was cut short, and shards of different commands, traces, \
      seeds or versions of croute are refused. The session becomes that in which the shards were computed, with the result; \
      `undo` restores the old one. `croute merge FILE…` does the same on the command line, and `croute cluster` writes the \
      scripts that compute shards on many machines.
      """
  ) { context in
    let words = context.invocation.arguments
    var files: [ShardFile] = []
    for word in words {
      for path in try context.at(word, { try TracePaths.files(word.text) }) {
        files.append(try context.shard(path, at: word))
      }
    }
    let shards = try context.at(words[0]) { try ShardSet(files) }
    let path = shards.first.path
    let first = words.first { $0.text == path } ?? words[0]
    let restored = try context.at(first) {
      do {
        return try StateReader(
          JSONNode(["session": shards.first.session])["session"],
          in: FilePlace.folder(of: FilePlace.resolved(path) ?? path), takesChanged: false, context: context
        ).session
      } catch let error as JSONShapeError {
        throw CommandError.file(path: path, reason: "line 1: \(error)")
      } catch SessionError.changed(let file) {
        throw CommandError.file(path: file, reason: "has changed since the shards were computed")
      }
    }
    let command = shards.first.command
    let verb = String(command.prefix { $0 != " " })
    guard Croute.shardable.contains(verb), context.interpreter.statements(of: Source(command)).count == 1 else {
      throw LocatedError(.unknown("command with shards", verb, known: Croute.shardable), at: first)
    }
    context.services.supplied = shards.items
    defer { context.services.supplied = nil }
    // Who merges decides how the result is shown.
    context.session = try context.interpreter.execute(
      command, in: restored.shown(as: context.session), io: context.io)
    context.isShown = false
  }
}

extension Croute {
  /// The commands that can be cut into shards.
  package static let shardable = ["experiment", "advise", "sweep", "compare", "measure"]
}

extension CommandContext {
  fileprivate func shard(_ path: String, at word: Word) throws -> ShardFile {
    var file = word
    file.text = path
    let text = try text(of: file)
    return try at(word) { try ShardFile(text, path: path) }
  }
}
