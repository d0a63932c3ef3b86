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

  /// The options that say how the merge is shown.
  private static let shown: Set = ["--format", "--width", "--quiet", "--ascii", "--no-color"]
  private static let usage = "croute cluster slurm|parallel N 'COMMAND'…"

  /// - Throws: `UsageError`, where the words are not an engine, a number and commands of which the last has shards, and for
  ///   what every task would refuse.
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
    for option in arguments.options.map({ $0[0] }) where !Self.shown.union(["-c", "-o", "--seed"]).contains(option) {
      throw UsageError(
        message: "\(option) does not go with cluster",
        suggestion: option == "--let" ? "croute cluster … 'let NAME VALUE' …" : nil)
    }
    if let long = words.first(where: { $0.contains { $0.isNewline } }) {
      throw UsageError(message: "a command of cluster is one line, and '\(Visible.text(long))' has several")
    }
    let output = UserHome.expanded(arguments.output ?? "shards")
    if output.isEmpty || output.contains(where: \.isNewline) {
      throw UsageError(message: "-o is '\(Visible.text(output))', expected a folder")
    }
    let statements = Interpreter().statements(of: Source(last))
    verb = String(statements.first?.source.prefix { !$0.isWhitespace } ?? "")
    guard statements.count == 1, Croute.shardable.contains(verb) else {
      throw UsageError(
        message: "'\(last)' cannot be cut into shards",
        suggestion: "the last command has to be one of: " + Croute.shardable.joined(separator: ", "))
    }
    for command in words.dropFirst(2).dropLast() { _ = try Self.calls(command) }
    for call in try Self.calls(last) {
      if let option = ["shard", "to", "force"].first(where: call.has) {
        throw UsageError(message: "'\(last)' has --\(option) already")
      }
      if verb == "advise", !call.has("again") {
        throw UsageError(message: "'\(last)' cannot be cut into shards without --again N: they are its seeds")
      }
      if call.arguments.contains(where: { [">", "|"].contains($0.text) && !$0.isQuoted }) {
        throw UsageError(
          message: "'\(last)' hands on its output, which the merge prints",
          suggestion: engine == .slurm ? "\(output)/merged.txt will hold it" : "sh FILE >out.txt")
      }
    }
    rest = String(statements[0].source.dropFirst(verb.count))
    self.engine = engine
    self.count = count
    setup = Array(words.dropFirst(2).dropLast())
    // To mkdir, and to croute, a name that begins with a dash is an option.
    folder = (output.hasPrefix("-") ? "./" : "") + output
    options = arguments.options.filter { $0[0] == "--seed" }.flatMap(\.self)
    mergeOptions = arguments.options.filter { Self.shown.contains($0[0]) }.flatMap(\.self)
  }

  /// What a command calls, as far as that can be told before it is executed.
  ///
  /// - Throws: `UsageError`, where every task would end with an error.
  private static func calls(_ command: String) throws(UsageError) -> [Invocation] {
    var calls: [Invocation] = []
    for statement in Interpreter().statements(of: Source(command)) {
      // Variables have values in the tasks only.
      var variables: [String: String] = [:]
      while true {
        do throws(LocatedError) {
          guard let call = try Croute.commands.invocation(of: statement, variables: variables) else { break }
          if variables.isEmpty { try Croute.check(call) }
          calls.append(call)
          break
        } catch {
          guard case .unknown("variable", let name, _, _)? = error.error as? CommandError else {
            throw UsageError(message: "'\(Visible.text(command))': \(error.error)")
          }
          variables[name] = "$" + name
        }
      }
    }
    return calls
  }

  /// The script.
  var text: String {
    // By name: the folder may hold shards of an earlier script.
    let files = (1...count).map { Self.quoted(folder) + "/\($0).jsonl" }
    let merge = (["croute", "merge"] + mergeOptions + files).joined(separator: " ")
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
    // Commands may change the folder, and shards are seen from the one in which the task begins.
    let (place, beginning) =
      folder.hasPrefix("/") ? ("", []) : ("$\(Self.variable)/", ["--let", Self.variable + "=\"$PWD\""])
    let sharded =
      verb + " --shard \(mark)/\(count) --to \(place)\(Lexer.quoted("\(folder)/\(mark).jsonl")) --force" + rest
    let commands = (setup + [sharded]).map { "-c " + Self.quoted($0) }
    return (["croute"] + options + beginning + commands).joined(separator: " ").replacing(mark, with: number)
  }

  /// The variable that holds the folder in which a task begins.
  private static let variable = "task_folder"

  /// A word of a shell.
  static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }
}
