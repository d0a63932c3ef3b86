import CommandLanguage
import Display
import Glibc
import Input
import Mathematics
import Routing
import Workbench

extension [Option] {
  /// What deals the items of a long command to several processes.
  static let sharding = [
    Option("shard", .text, "I/N", "compute every N-th item only, from the I-th, for `merge`: one process each"),
    Option("to", .path, "FILE", "the file of the shard"),
    Option("force", nil, "", "overwrite the file of the shard if it exists"),
  ]
}

extension CommandContext {
  /// The seeds of `--again N`, those after `seed`, which `--shard` deals.
  ///
  /// - Parameters:
  ///   - seed: the seed of the split.
  ///   - areAllItems: whether there is nothing else to deal.
  /// - Throws: `LocatedError` for another number, and for shards without anything to deal.
  func furtherSeeds(after seed: UInt64, areAllItems: Bool = true) throws -> [UInt64] {
    let count = try invocation.integer("again", in: 1...100) ?? 0
    if count == 0, areAllItems, let word = invocation.word("shard") {
      throw LocatedError(.misuse("--shard deals the seeds of --again N"), at: word)
    }
    return (0..<count).map { seed &+ UInt64($0 + 1) }
  }

  /// Whether the items of this command are those of shards, or are written to one.
  var isDealt: Bool { services.supplied != nil || invocation.has("shard") }

  /// The values of all items of this command, in order: computed, or those of the shards that are merged; `nil` where the
  /// command is to compute a shard of them, which is then written.
  ///
  /// - Parameters:
  ///   - keys: the name of each item.
  ///   - results: the names of the results that the values follow from.
  ///   - inputs: the files that they follow from, where they do not follow from the session.
  ///   - done: how many steps of the command are done before, if an interruption keeps the items that are computed.
  ///   - compute: the value of the item at a place, whichever others are computed.
  mutating func items(
    _ keys: [String], from results: [String] = [], inputs: [FileReference]? = nil, keptAfter done: Int? = nil,
    _ compute: (Int, TaskContext) throws -> JSONValue
  ) throws -> [JSONNode]? {
    if let supplied = services.supplied {
      guard supplied.map(\.key) == keys else {
        throw CommandError.refused("the shards have other items than '\(invocation.command.name)' has here")
      }
      return supplied.map { JSONNode(["value": $0.value])["value"] }
    }
    guard let (shard, path) = try shard() else {
      let (before, all) = (done ?? 0, (done ?? 0) + keys.count)
      var found: [JSONNode] = []
      for place in keys.indices {
        do {
          found.append(JSONNode(try compute(place, task.step(before + place, of: all))))
        } catch  where done != nil && Diagnostic(error, in: source).exitCode == 130 {
          report.note("interrupted: \(keys.count - place) of \(Format.count(keys.count)) further seeds not finished")
          break
        }
      }
      return found
    }
    let places = shard.places(among: keys.count)
    // Read first: a file that changes meanwhile is not what was computed with.
    let session = try specification(results, inputs, seenFrom: path)
    let items = try places.enumerated().map { index, place in
      ShardFile.Item(place: place, key: keys[place], value: try compute(place, task.step(index, of: places.count)))
    }
    let file = ShardFile(
      shard, of: invocation.text(without: ["shard", "to", "force"]), in: session, keys: keys, items: items)
    try write(file.text, to: path)
    report.status(
      "wrote \(Format.count(items.count)) of \(Format.count(keys.count, "item", "items")) to \(path.text)")
    report.json = [
      .init("shard", .integer(shard.number)), .init("of", .integer(shard.count)), .init("file", .string(path.text)),
      .init("items", .strings(items.map(\.key))),
    ]
    return nil
  }

  /// The bootstrap of `--bootstrap` and `--seed`; `nil` where none is asked for.
  func bootstrap() throws(LocatedError) -> Bootstrap? {
    let (count, seed) = (try invocation.integer("bootstrap", in: 10...100_000), try seed())
    return count.map { Bootstrap(count: $0, seed: seed) }
  }

  /// All resamples of a bootstrap in order, a row of numbers each: drawn, or those of the shards that are merged; `nil` where
  /// a shard of them is written.
  ///
  /// - Parameters:
  ///   - bootstrap: the bootstrap.
  ///   - results: the names of the results that are resampled.
  ///   - draw: the rows of a bootstrap that draws some or all of these resamples.
  mutating func resamples(
    of bootstrap: Bootstrap, from results: [String], _ draw: (Bootstrap, TaskContext) throws -> [[Double]]
  ) throws -> [[Double]]? {
    if services.supplied == nil, try shard() == nil { return try draw(bootstrap, task) }
    let starts = Array(stride(from: 0, to: bootstrap.count, by: Self.resamplesOfItem))
    let parts = starts.map { bootstrap.part($0..<min(bootstrap.count, $0 + Self.resamplesOfItem)) }
    let keys = parts.map { "resamples \($0.first + 1) to \($0.first + $0.count)" }
    let found = try items(keys, from: results) { place, task in
      .array(try draw(parts[place], task).map { .array($0.map(JSONValue.exactly)) })
    }
    return try found.map { nodes in
      var rows: [[Double]] = []
      for (node, part) in zip(nodes, parts) {
        for row in try node.elements(count: part.count) { rows.append(try row.exactNumbers()) }
      }
      return rows
    }
  }

  /// So few that a hundred tasks have something to do.
  private static var resamplesOfItem: Int { 50 }

  /// The shard to compute and its file, if one is asked for.
  private func shard() throws -> (Shard, path: Word)? {
    guard let word = invocation.word("shard") else {
      if let other = invocation.word("to") ?? invocation.word("force") {
        throw LocatedError(.misuse("--to and --force go with --shard I/N"), at: other)
      }
      return nil
    }
    guard let shard = Shard(word.text) else {
      throw LocatedError(
        .invalidValue("--shard", found: word.text, allowed: "I/N, the I-th of N shards, such as 1/9"), at: word)
    }
    guard let path = invocation.word("to") else {
      throw LocatedError(.misuse("--shard needs --to FILE"), at: word)
    }
    // What will not be written need not be computed.
    try at(path) {
      try fileAccess.admitWriting(path.text)
      if !path.text.hasPrefix("/dev/"), !invocation.has("force"), access(path.text, F_OK) == 0 {
        throw CommandError.exists(path: path.text)
      }
      if FilePlace.resolved(path.text) == nil {
        throw CommandError.file(path: path.text, reason: "there is no such folder")
      }
    }
    return (shard, path)
  }

  /// The session as far as the command's values follow from it, or the files that they follow from.
  ///
  /// - Throws: `CommandError.refused` for a result that no state holds.
  private func specification(_ results: [String], _ inputs: [FileReference]?, seenFrom path: Word) throws -> JSONValue {
    for result in session.results where results.contains(result.name) {
      if case .run(let run) = result.value, run.isDeployed {
        throw CommandError.refused("no shard holds \(result.name), since a run of a policy file is stored nowhere")
      }
    }
    var own = session.specification(results: results)
    if inputs != nil { (own.workspaces, own.current) = ([], nil) }
    return try at(path) {
      var writer = StateWriter(path: path.text)
      return try writer.json(of: own, inputs: inputs ?? [])
    }
  }
}
