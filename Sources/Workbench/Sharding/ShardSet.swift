import CommandLanguage
import Display
import Input

/// The shards of one computation, all of them.
package struct ShardSet: Sendable {
  /// The first shard, which says what was computed.
  package let first: ShardFile
  /// The values of all items, in order.
  package let items: [(key: String, value: JSONValue)]

  /// Puts files together, whatever their order.
  ///
  /// - Throws: `CommandError.file`, with the name of the file that does not go with the others or lacks something;
  ///   `CommandError.refused`, with the shards that are missing.
  package init(_ files: [ShardFile]) throws(CommandError) {
    let files = files.sorted { ($0.shard.number, $0.path) < ($1.shard.number, $1.path) }
    guard let first = files.first else { throw .refused("there are no shards") }
    for file in files where file.croute != Croute.version {
      throw .file(path: file.path, reason: "was computed by croute \(file.croute), and this is \(Croute.version)")
    }
    for file in files where file.shard.count != first.shard.count {
      throw .file(
        path: file.path,
        reason: "is one of \(file.shard.count) shards, and \(first.path) is one of \(first.shard.count)")
    }
    for file in files where file.command != first.command {
      throw .file(path: file.path, reason: "is of '\(file.command)', and \(first.path) is of '\(first.command)'")
    }
    for file in files where file.digest != first.digest || file.itemCount != first.itemCount {
      throw .file(
        path: file.path, reason: "is of other traces or settings than \(first.path) (their digests differ)")
    }
    for (file, next) in zip(files, files.dropFirst()) where file.shard == next.shard {
      throw .file(
        path: next.path, reason: "is shard \(next.shard.number) of \(next.shard.count), and so is \(file.path)")
    }
    let there = Set(files.map(\.shard.number))
    let missing = (1...first.shard.count).filter { !there.contains($0) && $0 <= first.itemCount }
    if !missing.isEmpty {
      let places = missing.flatMap { Shard($0, of: first.shard.count)?.places(among: first.itemCount) ?? [] }.sorted()
      throw .refused(
        "\(Format.count(missing.count, "shard is", "shards are")) missing of \(first.shard.count): "
          + "\(Self.list(missing)) (\(places.count == 1 ? "item" : "items") \(Self.list(places.map { $0 + 1 })) "
          + "of \(first.itemCount))")
    }
    self.first = first
    items = files.flatMap(\.items).sorted { $0.place < $1.place }.map { ($0.key, $0.value) }
    // The digest says what was computed: a first line that was edited would not.
    let again = ShardFile(
      first.shard, of: first.command, in: first.session, keys: items.map(\.key), items: first.items)
    if again.digest != first.digest {
      throw .file(path: first.path, reason: "has been edited: its digest is not that of its command, session and items")
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.prefix(20).map(String.init).joined(separator: ", ")
      + (numbers.count > 20 ? ", and \(numbers.count - 20) more" : "")
  }
}
