import CommandLanguage
import CrouteLanguage
import Display
import Input
import Workbench

/// `croute cluster`: the script by which Slurm or GNU parallel computes the shards of a command and merges them.
struct ClusterScript {
  /// What distributes the tasks.
  enum Engine: String, CaseIterable { case slurm, parallel }

  let engine: Engine
  /// The number of shards.
  let count: Int
  /// The options before the commands.
  let options: [String]
  /// The commands before the one that is cut into shards.
  let setup: [String]
  /// That command: its verb, and what follows it.
  let verb: String
  let rest: String
  /// The folder of the shards.
  let folder: String
  /// The options of the merge.
  let mergeOptions: [String]

  private static let usage = "croute cluster slurm|parallel N 'COMMAND'…"

  /// - Throws: `UsageError`, where the words are not an engine, a number and commands of which the last has shards.
  init(_ arguments: Arguments) throws(UsageError) {
    var words: [String] = []
    for input in arguments.inputs {
      switch input {
      case .file(let word), .command(let word): words.append(word)
      case .standardInput: throw UsageError(message: "cluster takes no file: -", suggestion: Self.usage)
      }
    }
    let name = words.first ?? ""
    guard let engine = Engine(rawValue: name) else {
      throw UsageError(
        message: words.isEmpty ? "cluster needs slurm or parallel" : "cluster: '\(name)' is neither slurm nor parallel",
        suggestion: Self.usage)
    }
    guard words.count > 1, let count = Int(words[1]), Shard(1, of: count) != nil else {
      throw UsageError(
        message: "cluster needs the number of shards" + (words.count > 1 ? ", and found '\(words[1])'" : ""),
        suggestion: Self.usage)
    }
    guard words.count > 2, let last = words.last else {
      throw UsageError(message: "cluster needs a COMMAND to cut into shards", suggestion: Self.usage)
    }
    if !arguments.parameters.values.isEmpty {
      throw UsageError(message: "--let does not go with cluster", suggestion: "croute cluster … 'let NAME VALUE' …")
    }
    if let long = words.first(where: { $0.contains { $0.isNewline } }) {
      throw UsageError(message: "a command of cluster is one line, and '\(Visible.text(long))' has several")
    }
    let statements = Interpreter().statements(of: Source(last))
    verb = String(statements.first?.source.prefix { !$0.isWhitespace } ?? "")
    guard statements.count == 1, Croute.shardable.contains(verb) else {
      throw UsageError(
        message: "'\(last)' cannot be cut into shards",
        suggestion: "the last command has to be one of: " + Croute.shardable.joined(separator: ", "))
    }
    if last.contains("--shard") { throw UsageError(message: "'\(last)' has --shard already") }
    rest = String(statements[0].source.dropFirst(verb.count))
    self.engine = engine
    self.count = count
    setup = Array(words.dropFirst(2).dropLast())
    folder = arguments.output ?? "shards"
    options = arguments.parameters.seed.map { ["--seed", "\($0)"] } ?? []
    let format = arguments.settings.display.format
    mergeOptions = format == .text ? [] : ["--format", format.rawValue]
  }

  /// The script.
  var text: String {
    let merge = (["croute", "merge"] + mergeOptions + [Self.quoted(folder) + "/*.jsonl"]).joined(separator: " ")
    switch engine {
    case .slurm:
      return #"""
        #!/bin/sh
        # Submits \#(count) tasks to Slurm, and for when all have succeeded the merge of what they write.
        # Options of sbatch are passed on to both: sh FILE --partition=long --time=60
        # Tasks that failed are submitted again, with the merge, by: TASKS=2,5 sh FILE
        set -eu
        folder=\#(Self.quoted(folder))
        mkdir -p "$folder"
        sbatch --parsable --job-name=croute --array="${TASKS:-1-\#(count)}" \
          --output=\#(Self.quoted(pattern))/%a.log "$@" >"$folder/job" <<'END'
        #!/bin/sh
        exec \#(task("'\"$SLURM_ARRAY_TASK_ID\"'"))
        END
        job=$(cut -d ';' -f 1 "$folder/job")
        sbatch --job-name=croute-merge --dependency="afterok:$job" --kill-on-invalid-dep=yes \
          --output=\#(Self.quoted(pattern))/merged.txt --error=\#(Self.quoted(pattern))/merge.log "$@" <<'END'
        #!/bin/sh
        exec \#(merge)
        END

        """#
    case .parallel:
      return #"""
        #!/bin/sh
        # Computes \#(count) shards with GNU parallel, then prints the merge of them.
        # Options of parallel are passed on: sh FILE --jobs 4
        # Tasks that failed are computed again by: sh FILE --resume-failed
        set -eu
        folder=\#(Self.quoted(folder))
        mkdir -p "$folder"
        PARALLEL_SHELL=/bin/sh
        export PARALLEL_SHELL
        parallel --joblog "$folder/joblog" "$@" >"$folder/tasks.log" <<'END'
        \#((1...count).map { "exec " + task("\($0)") }.joined(separator: "\n"))
        END
        exec \#(merge)

        """#
    }
  }

  /// The folder in a pattern of Slurm.
  private var pattern: String { folder.replacing("%", with: "%%") }

  /// The command line of a shard; `number` stands within single quotes.
  private func task(_ number: String) -> String {
    // A character that no command line holds is replaced once everything is in quotes.
    let mark = "\u{1}"
    let sharded = verb + " --shard \(mark)/\(count) --to \(Lexer.quoted("\(folder)/\(mark).jsonl")) --force" + rest
    let commands = (setup + [sharded]).map { "-c " + Self.quoted($0) }
    return (["croute"] + options + commands).joined(separator: " ").replacing(mark, with: number)
  }

  /// A word of a shell.
  static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }
}
