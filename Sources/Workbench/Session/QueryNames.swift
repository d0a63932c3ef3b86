import Input

extension StringColumn {
  /// The first `limit` places of names with this beginning.
  package func places(beginningWith beginning: String, atMost limit: Int) -> [Int] {
    let beginning = Array(beginning.utf8)
    var places: [Int] = []
    for place in indices {
      if places.count == limit { break }
      let begins = withUTF8(at: place) { name in
        name.count >= beginning.count && beginning.indices.allSatisfy { name[$0] == beginning[$0] }
      }
      if begins { places.append(place) }
    }
    return places
  }
}
