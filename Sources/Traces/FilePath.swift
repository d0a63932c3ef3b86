import Input

/// What the path of a file says of its content.
enum FilePath {
  /// The parts of a path between its slashes.
  static func parts(of path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }

  /// The name of the file without its folder and without `.gz` and the extension before it.
  static func stem(of path: String) -> String { stem(ofName: parts(of: path).last.map(String.init) ?? path) }

  private static func stem(ofName name: String) -> String {
    let endings = [".gz", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".txt", ".eval", ".db", ".sqlite", ".sqlite3"]
    var name = name[...]
    var lowered = name.lowercased()[...]
    for ending in endings where lowered.hasSuffix(ending) && name.count > ending.count {
      name = name.dropLast(ending.count)
      lowered = lowered.dropLast(ending.count)
    }
    return String(name)
  }

  /// The part of each path that tells it from the others, without an extension if it is the file's name; of files in
  /// several folders that are called the same, the one part in which their paths differ, or all between what they share.
  static func distinctParts(of paths: [String]) -> [String] {
    let parts = paths.map(parts)
    var distinct = paths.map { stem(of: $0) }
    let ofOneName = Dictionary(grouping: paths.indices) { "\(parts[$0].count)/\(parts[$0].last ?? "")" }
    for alike in ofOneName.values where alike.count > 1 {
      let places = parts[alike[0]].indices.filter { place in Set(alike.map { parts[$0][place] }).count == alike.count }
      guard places.count == 1 else { continue }
      for path in alike { distinct[path] = String(parts[path][places[0]]) }
    }
    for alike in Dictionary(grouping: paths.indices, by: { distinct[$0] }).values where alike.count > 1 {
      let shared = zip(parts[alike[0]].indices, parts[alike[0]]).prefix { place, part in
        alike.allSatisfy { parts[$0].dropLast().dropFirst(place).first == part }
      }.count
      let isOneName = alike.allSatisfy { parts[$0].last == parts[alike[0]].last }
      for path in alike {
        let between = parts[path].dropFirst(shared).dropLast(isOneName ? 1 : 0)
        distinct[path] = between.isEmpty ? stem(of: paths[path]) : between.joined(separator: "/")
      }
    }
    return distinct
  }

  /// The part of that number: 1 is the first, -1 the last, which goes without its extension.
  static func part(_ number: Int, of path: String) -> String? {
    let parts = parts(of: path)
    let index = number > 0 ? number - 1 : parts.count + number
    guard parts.indices.contains(index), number != 0 else { return nil }
    let part = String(parts[index])
    return index == parts.count - 1 ? stem(ofName: part) : part
  }
}

extension LoadOptions {
  /// The model of all rows of a file, where it was given by name or is to be taken from the path.
  func model(of path: String) throws(InputError) -> String? {
    if let model = models[path] { return model }
    guard let modelPart else { return nil }
    if let part = FilePath.part(modelPart, of: path) { return part }
    throw .incompatible(path: path, reason: "the path has no part \(modelPart)")
  }
}
