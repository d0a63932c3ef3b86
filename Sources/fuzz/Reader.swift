import CommandLanguage
import CrouteLanguage
import Foundation
import Input
import JupyterKernel
import Mathematics
import SessionFiles
import Traces
import Workbench

/// Something that reads what others wrote: with valid examples, and what it must hold to whatever it is given.
struct Reader: Sendable {
  let name: String
  let examples: @Sendable () -> [[UInt8]]
  /// Words of the format.
  let words: [String]
  /// Whether the first part of an example must be refused.
  var refusesCuts = false
  /// Whether it accepts its examples as they are.
  var acceptsExamples = true
  /// Reads an input in a folder of its own.
  ///
  /// - Returns: whether it was accepted.
  /// - Throws: `Broken` where a promise is broken; a trap speaks for itself.
  let read: @Sendable (_ input: [UInt8], _ folder: String) throws -> Bool

  /// A promise that an input broke.
  struct Broken: Error {
    var what: String
  }

  static let all: [Reader] =
    traceReaders + [sessionFiles, notebooks, states, shards, policies, decisions, frames, commands, completions]

  /// Executes commands with the bounds of a stranger's file; whether none of them failed.
  static func execute(
    _ commands: [String], in folder: String, on interpreter: Interpreter = Interpreter(), seconds: Double = 2
  ) -> Bool {
    let io = ReplayFrontEnd()
    interpreter.fileAccess.bounds = FileAccess.Bounds(folder: folder, replacesOthers: true)
    return WorkingFolder.within(folder) {
      commands.allSatisfy { command in
        let deadline = Deadline(seconds: seconds, memory: 1 << 30, flag: io.cancellation)
        defer { deadline.end() }
        do {
          try interpreter.execute(Source(command), io: io)
          _ = io.take()
          return true
        } catch {
          _ = (error as? Diagnostic)?.text
          return false
        }
      }
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
  }

  // MARK: traces

  private static let traceReaders: [Reader] =
    Examples.traces.map { kind in
      Reader(name: "traces " + kind.name, examples: { kind.examples }, words: kind.words) { input, folder in
        let path = folder + "/t." + kind.ending
        write(kind.ending.hasSuffix(".gz") ? Gzip.stored(input) : input, to: path)
        let interpreter = Interpreter()
        guard execute(["load t.\(kind.ending)"], in: folder, on: interpreter) else { return false }
        for command in [
          "show --head 2", "describe --by group", "describe", "sql SELECT * FROM queries LIMIT 2;",
          "fit quality constant", "run mix --budget 0.1",
        ] {
          _ = execute([command], in: folder, on: interpreter)
        }
        return true
      }
    } + [
      Reader(
        name: "gzip", examples: { [Gzip.stored(Examples.traces[0].examples[0]), Gzip.deflated] }, words: ["\u{1F}"],
        refusesCuts: true
      ) { input, folder in
        write(input, to: folder + "/t.csv.gz")
        return execute(["load t.csv.gz"], in: folder)
      }
    ]

  // MARK: files of sessions

  private static let sessionFiles = Reader(
    name: "session files", examples: { Examples.sessionFiles }, words: Examples.sessionWords
  ) { input, folder in
    guard let text = try? SessionText.decoded(input), let file = try? SessionFile(text, language: "croute") else {
      return false
    }
    if file.text != text { throw Broken(what: "a session file is not given back byte for byte") }
    let notebook = NotebookExport.text(of: file, in: Interpreter())
    let back = try? NotebookImport.sessionFile(of: Array(notebook.utf8), path: "n", language: "croute")
    if back != text { throw Broken(what: "export and import change a session file") }
    write(input, to: folder + "/f.md")
    var check = SessionCheck { Interpreter() }
    check.allowsEmpty = true
    if input.count < 4_000, !text.contains("timeout") { _ = check.verdict(on: folder + "/f.md") }
    return true
  }

  private static let notebooks = Reader(
    name: "notebooks", examples: { Examples.notebooks }, words: Examples.notebookWords, refusesCuts: true
  ) { input, _ in
    guard let found = try? NotebookImport(input, path: "n", language: "croute") else { return false }
    if (try? SessionFile(found.text, language: "croute")) == nil {
      throw Broken(what: "import makes a file that is none")
    }
    return true
  }

  private static let states = Reader(
    name: "state files", examples: { [Examples.state] }, words: Examples.stateWords, refusesCuts: true
  ) { input, folder in
    write(input, to: folder + "/s.json")
    let interpreter = Interpreter()
    guard execute(["state load s.json"], in: folder, on: interpreter) else { return false }
    _ = execute(["describe", "metrics", "report", "set", "show --head 1"], in: folder, on: interpreter)
    return true
  }

  private static let shards = Reader(
    name: "shards", examples: { [Examples.shard] }, words: Examples.shardWords, refusesCuts: true
  ) { input, folder in
    write(input, to: folder + "/1.jsonl")
    return execute(["merge 1.jsonl"], in: folder)
  }

  // MARK: policies

  private static let policies = Reader(
    name: "policies", examples: { [Examples.policy] }, words: Examples.policyWords, refusesCuts: true
  ) { input, folder in
    write(input, to: folder + "/p.json")
    guard let policy = try? PolicyFile.read(folder + "/p.json") else { return false }
    try decide(Examples.queries.joined(), with: DecisionStream(policy))
    return true
  }

  private static let decisions = Reader(
    name: "decide", examples: { Examples.queries }, words: Examples.queryWords
  ) { input, folder in
    let path = folder + "/p.json"
    if !FileManager.default.fileExists(atPath: path) { write(Examples.policy, to: path) }
    try decide(input, with: DecisionStream(try PolicyFile.read(path)))
    return true
  }

  /// Every line that is not blank is answered by one line of JSON.
  private static func decide(_ lines: some Sequence<UInt8>, with stream: DecisionStream) throws {
    let lines = Array(lines)
    var output: [UInt8] = []
    lines.withUnsafeBufferPointer { stream.take($0, into: &output) }
    stream.finish(into: &output)
    // A byte order mark is no part of the first line.
    let text = lines.starts(with: [0xEF, 0xBB, 0xBF]) ? lines.dropFirst(3) : lines[...]
    let asked = text.split(separator: 0x0A).count { !$0.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
    let answers = output.split(separator: 0x0A)
    if answers.count != asked { throw Broken(what: "\(asked) lines, \(answers.count) answers") }
    for answer in answers where !isJSON(Array(answer)) {
      throw Broken(what: "an answer that is no JSON: \(String(decoding: answer, as: UTF8.self))")
    }
  }

  /// Whether they are one value of JSON and nothing more, numbers of any size included.
  private static func isJSON(_ bytes: [UInt8]) -> Bool {
    let scanner = JSONScanner(ByteWindow(bytes: bytes, path: "answer"))
    return (try? scanner.value()) != nil && (try? scanner.end(expected: "nothing more")) != nil
  }

  // MARK: messages

  private static let frames = Reader(
    name: "kernel frames", examples: { [Examples.frames] }, words: ["<IDS|MSG>", "\n--\n", "execute_request"]
  ) { input, _ in
    let frames = String(decoding: input, as: UTF8.self).components(separatedBy: "\n--\n").map { Array($0.utf8) }
    return (try? Message(frames, signer: Signer(key: []))) != nil
  }

  // MARK: commands

  /// A session with traces and estimates, which others begin as.
  private static let session = {
    let interpreter = Interpreter()
    let isReady = execute([Examples.setUp], in: Scratch.folder, on: interpreter, seconds: 60)
    precondition(isReady, "the set-up fails")
    return interpreter.session
  }()

  private static let commands = Reader(
    name: "commands", examples: { Examples.commands }, words: Examples.commandWords, acceptsExamples: false
  ) { input, folder in
    let text = String(decoding: input, as: UTF8.self)
    let interpreter = Interpreter(session: session)
    _ = interpreter.completeness(of: text, isTyped: true)
    let isDone = execute([text], in: folder, on: interpreter)
    _ = execute(["state save after.json --force", "save after.md --force"], in: folder, on: interpreter)
    return isDone
  }

  private static let completions = Reader(
    name: "completion", examples: { Examples.commands }, words: Examples.commandWords
  ) { input, _ in
    let text = String(decoding: input.prefix(400), as: UTF8.self)
    let interpreter = Interpreter(session: session)
    for index in [text.endIndex, text.index(text.startIndex, offsetBy: text.count / 2)] {
      let completion = interpreter.completion(of: text, at: index)
      if completion.range.upperBound > text.endIndex { throw Broken(what: "a completion goes beyond the text") }
      _ = interpreter.inspection(of: text, at: index)
    }
    return true
  }
}
