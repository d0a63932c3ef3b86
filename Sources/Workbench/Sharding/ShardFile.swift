import CommandLanguage
import Input
import SessionFiles

/// What one shard has computed, as JSON Lines: a line on the whole computation, then one per item.
///
///     {"format":"croute-shard","version":1,"croute":"0.1.0","digest":"...","shard":2,"of":9,"items":9,
///      "command":"experiment table1 --small","items_sha256":"...","session":STATE}
///     {"item":2,"key":"3/medium","value":[69.5, ...]}
///
/// The digest is that of the command, the names of the items and the session with the SHA-256 of its files, but not their
/// places; `items_sha256` is that of all lines but the first.
package struct ShardFile: Sendable, Equatable {
  /// A value of one item.
  package struct Item: Sendable, Equatable {
    /// Its place among all items, from 0.
    package var place: Int
    /// Its name.
    package var key: String
    package var value: JSONValue

    package init(place: Int, key: String, value: JSONValue) {
      self.place = place
      self.key = key
      self.value = value
    }
  }

  private static let format = "croute-shard"
  private static let version = 1

  /// Where it was read; empty for one that is to be written.
  package private(set) var path = ""
  /// The version of croute that computed it.
  package private(set) var croute = Croute.version
  /// What was computed, regardless of the shard.
  package private(set) var digest: String
  package let shard: Shard
  /// The number of items of all shards.
  package let itemCount: Int
  /// The command, without what makes it a shard.
  package let command: String
  /// The session in which it was executed, as in state files.
  package let session: JSONValue
  package private(set) var items: [Item]

  /// The items of a shard of `command`.
  ///
  /// - Parameter keys: the names of all items.
  package init(_ shard: Shard, of command: String, in session: JSONValue, keys: [String], items: [Item]) {
    self.shard = shard
    self.command = command
    self.session = session
    self.items = items
    itemCount = keys.count
    let specification: JSONValue = [
      "command": .string(command), "items": .strings(keys), "session": session.withoutPlaces,
    ]
    digest = FileDigest.sha256(ofText: specification.text)
  }

  /// The text of the file.
  package var text: String {
    let lines = items.map { item -> String in
      JSONValue.object([
        .init("item", .integer(item.place + 1)), .init("key", .string(item.key)), .init("value", item.value),
      ]).text + "\n"
    }.joined()
    let head: JSONValue = [
      "format": .string(Self.format), "version": .integer(Self.version), "croute": .string(croute),
      "digest": .string(digest), "shard": .integer(shard.number), "of": .integer(shard.count),
      "items": .integer(itemCount), "command": .string(command),
      "items_sha256": .string(FileDigest.sha256(ofText: lines)), "session": session,
    ]
    return head.text + "\n" + lines
  }

  /// Reads the text of a file.
  ///
  /// - Throws: `CommandError.file`, with the line where it is cut short or is no such file; where items are not what was
  ///   written.
  package init(_ text: String, path: String) throws(CommandError) {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let rest = lines.removeLast()
    if !rest.isEmpty { throw .file(path: path, reason: "is cut short in line \(lines.count + 1)") }
    guard let first = lines.first else { throw .file(path: path, reason: "is empty") }
    let head = try Self.node(first, 1, path)
    let digestOfItems: String
    do {
      guard head["format"].value?.string == Self.format else { throw head["format"].mismatch("'\(Self.format)'") }
      let version = try head["version"].integer()
      if version != Self.version {
        throw JSONShapeError(path: "version", found: "\(version)", expected: "\(Self.version)")
      }
      guard let shard = Shard(try head["shard"].integer(), of: try head["of"].integer()) else {
        throw head["shard"].mismatch("a number from 1 to that of shards")
      }
      self.path = path
      self.shard = shard
      croute = try head["croute"].string()
      digest = try head["digest"].string()
      itemCount = try head["items"].integer()
      if !(0...1_000_000).contains(itemCount) { throw head["items"].mismatch("a whole number from 0 to 1,000,000") }
      command = try head["command"].string()
      digestOfItems = try head["items_sha256"].string()
      session = head["session"].value ?? .null
      items = []
    } catch {
      throw .file(path: path, reason: "is no shard: line 1: \(error)")
    }
    let places = shard.places(among: itemCount)
    for (index, line) in lines.dropFirst().enumerated() {
      let node = try Self.node(line, index + 2, path)
      do {
        let item = try node["item"].integer()
        guard places.indices.contains(index), item == places[index] + 1 else {
          let due = places.indices.contains(index) ? "item \(places[index] + 1)" : "no more items"
          throw JSONShapeError(path: "item", found: "\(item)", expected: due)
        }
        items.append(Item(place: item - 1, key: try node["key"].string(), value: node["value"].value ?? .null))
      } catch {
        throw .file(path: path, reason: "line \(index + 2): \(error)")
      }
    }
    if items.count < places.count {
      throw .file(
        path: path,
        reason: "is cut short after line \(lines.count): it has \(items.count) of the shard's \(places.count) items")
    }
    if FileDigest.sha256(ofText: String(text[text.utf8.index(after: first.endIndex)...])) != digestOfItems {
      throw .file(path: path, reason: "has been changed since it was written: the SHA-256 of its items differs")
    }
  }

  private static func node(
    _ line: some Collection<UInt8>, _ number: Int, _ path: String
  ) throws(CommandError) -> JSONNode {
    do {
      return JSONNode(try JSONParser.parse(bytes: line, path: path))
    } catch {
      guard case .malformed(_, _, let column, let found, let expected) = error else {
        throw .file(path: path, reason: "line \(number): \(error)")
      }
      throw .file(path: path, reason: "line \(number), column \(column): found \(found), expected \(expected)")
    }
  }
}

extension JSONValue {
  /// The value without the places of files, which differ from machine to machine.
  fileprivate var withoutPlaces: JSONValue {
    switch self {
    case .object(let members):
      .object(
        members.filter { !["path", "source", "croute"].contains($0.key) }.map { .init($0.key, $0.value.withoutPlaces) })
    case .array(let elements): .array(elements.map(\.withoutPlaces))
    default: self
    }
  }
}
