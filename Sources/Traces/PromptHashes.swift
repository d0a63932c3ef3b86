/// Hashes of prompts by query, which tell that rows of one query have different ones.
struct PromptHashes: Sendable {
  /// The hash of each query's prompt; 1 where it is not known yet, 0 where another row has another prompt.
  private(set) var values: [UInt64] = []
  /// How many queries have other prompts in other rows.
  private(set) var otherCount = 0

  /// Notes that a row of a query has a prompt of this hash, or rows have different ones, 0.
  mutating func note(_ hash: UInt64, query: Int) {
    if values.count <= query { values.append(contentsOf: repeatElement(1, count: query + 1 - values.count)) }
    switch values[query] {
    case hash, 0: break
    case 1:
      values[query] = hash
      if hash == 0 { otherCount += 1 }
    default:
      values[query] = 0
      otherCount += 1
    }
  }
}
