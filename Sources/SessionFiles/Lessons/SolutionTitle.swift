/// The `<summary>` of what stands between `<details>` and `</details>`: it tells whose solution that is.
enum SolutionTitle {
  /// A title and the next piece of it.
  static func joined(_ title: String, _ piece: Substring) -> String {
    let piece = piece.trimmed
    return piece.isEmpty || title.isEmpty ? title + piece : title + " " + piece
  }

  /// The last word of a title, without tags and what may not stand in names.
  static func lastWord(of title: String) -> String? {
    var rest = title.replacing(/<[^<>]*>/, with: "")[...]
    while let last = rest.last, !(last.isASCII && (last.isLetter || last.isNumber)) { rest.removeLast() }
    let start = rest.lastIndex { !($0.isASCII && ($0.isLetter || $0.isNumber) || "._-".contains($0)) }
    return start.map { String(rest[rest.index(after: $0)...]) } ?? (rest.isEmpty ? nil : String(rest))
  }

  /// The word that the titles of an exercise's solutions end in, of the titles in its file: its name, else the last number in its
  /// name; `nil` where none ends so.
  static func word(of exercise: Exercise, among titles: [String]) -> String? {
    let words = Set(titles.compactMap(lastWord))
    return [exercise.name, exercise.number].compactMap(\.self).first(where: words.contains)
  }
}
