import Foundation
import Mathematics

/// Hands mutated inputs to every reader in processes of their own, catches what traps, hangs, takes too much memory or
/// breaks a promise, and reduces it.
enum FuzzProgram {
  private static let usage = """
    usage: fuzz [--seconds N] [--seed N] [--reader NAME]... [--out FOLDER]
           fuzz --once NAME FILE      read one input
    readers: \(Reader.all.map(\.name).joined(separator: ", ")), prompt
    Exit codes: 0; 1 something was found; 2 usage.

    """

  /// Runs the program; its exit code.
  static func run(_ arguments: [String]) -> Int32 {
    var seconds = 60.0
    var seed: UInt64 = 0
    var names: [String] = []
    var out = "fuzz-findings"
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let value = rest.first
      switch argument {
      case "--worker": return worker(Array(rest))
      case "--once", "--accepts":
        guard rest.count == 2, let reader = Reader.all.first(where: { $0.name == rest[rest.startIndex] }),
          let data = FileManager.default.contents(atPath: rest[rest.startIndex + 1])
        else { return fail() }
        return Worker.read(Array(data), isWhole: argument == "--accepts", with: reader)
      case "--seconds":
        guard let number = value.flatMap(Double.init), number > 0 else { return fail() }
        seconds = number
      case "--seed":
        guard let number = value.flatMap({ UInt64($0) }) else { return fail() }
        seed = number
      case "--reader":
        guard let value, value == "prompt" || Reader.all.contains(where: { $0.name == value }) else { return fail() }
        names.append(value)
      case "--out":
        guard let value else { return fail() }
        out = value
      default: return fail()
      }
      rest = rest.dropFirst()
    }
    let readers = Reader.all.filter { names.isEmpty || names.contains($0.name) }
    let hasPrompt = names.isEmpty || names.contains("prompt")
    return Supervisor(readers: readers, hasPrompt: hasPrompt, seed: seed, folder: out).run(seconds: seconds)
  }

  private static func fail() -> Int32 {
    FileHandle.standardError.write(Data(usage.utf8))
    return 2
  }

  /// `--worker NAME SEED FIRST SECONDS PROGRESS`, as the supervisor calls it.
  private static func worker(_ words: [String]) -> Int32 {
    guard words.count == 5, let reader = Reader.all.first(where: { $0.name == words[0] }), let seed = UInt64(words[1]),
      let first = Int(words[2]), let seconds = Double(words[3])
    else { return fail() }
    let progress = open(words[4], O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    return Worker(reader: reader, seed: seed, progress: progress).run(from: first, seconds: seconds)
  }
}
