import Foundation

/// Makes an input that upsets a reader smaller for as long as it does (ddmin: pieces are left out, then smaller ones).
struct Reducer {
  let reader: Reader
  let ending: Supervisor.Ending
  /// Where inputs are written to be tried.
  let path: String

  /// The smallest input that was found within 400 tries and a minute.
  func reduced(_ input: [UInt8]) -> [UInt8] {
    let (limit, end) = (400, ContinuousClock.now + .seconds(60))
    var best = input
    var tries = 0
    guard shows(best) else { return input }
    var size = max(1, best.count / 2)
    while size >= 1, tries < limit, ContinuousClock.now < end {
      var start = 0
      while start < best.count, tries < limit, ContinuousClock.now < end {
        var candidate = best
        candidate.removeSubrange(start..<min(best.count, start + size))
        tries += 1
        if shows(candidate) { best = candidate } else { start += size }
      }
      size /= 2
    }
    return best
  }

  private func shows(_ bytes: [UInt8]) -> Bool {
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    return Supervisor.watch(["--once", reader.name, path]).isLike(ending)
  }
}
