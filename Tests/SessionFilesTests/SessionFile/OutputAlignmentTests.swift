import SessionFiles
import Testing

@Suite struct OutputAlignmentTests {
  /// The steps as a word: `=i` kept, `-i` removed, `+i` added.
  private func steps(_ patterns: [String], _ lines: [String], isExact: Bool = false) -> String {
    OutputAlignment(patterns.map { LinePattern($0, isExact: isExact) }, lines).steps.map { step in
      switch step {
      case .kept(let index): "=\(index)"
      case .removed(let index): "-\(index)"
      case .added(let index): "+\(index)"
      }
    }.joined(separator: " ")
  }

  @Test func whatIsAsExpected() {
    #expect(steps([], []) == "" && steps(["a", "b"], ["a", "b"]) == "=0 =1")
    #expect(steps(["a", "...", "z"], ["a", "b", "c", "z"]) == "=0 =1 =2" && steps(["..."], []) == "=0")
    #expect(steps(["...", "b", "..."], ["a", "b"]) == "=0 =1 =2")
    // The first z is too early.
    #expect(steps(["...", "z", "y"], ["z", "z", "y"]) == "=0 =1 =2")
    #expect(OutputAlignment([LinePattern("...")], ["a", "b"]).isMatch)
  }

  @Test func theFewestChanges() {
    #expect(steps(["a"], []) == "-0" && steps([], ["a"]) == "+0")
    #expect(steps(["a", "b", "c"], ["a", "x", "c"]) == "=0 -1 +1 =2")
    #expect(steps(["a", "b", "c"], ["a", "c"]) == "=0 -1 =2")
    #expect(steps(["a", "c"], ["a", "b", "c"]) == "=0 +1 =1")
    #expect(steps(["a", "b"], ["x", "y"]) == "-0 -1 +0 +1")
    #expect(steps(["a", "b", "c", "d"], ["b", "c", "d", "e"]) == "-0 =1 =2 =3 +3")
    #expect(!OutputAlignment([LinePattern("a")], ["b"]).isMatch)
  }

  @Test func anyLinesStay() {
    // The line behind `...` changed; what `...` takes in is not spelled out.
    #expect(steps(["a", "...", "z"], ["a", "b", "c", "y"]) == "=0 =1 -2 +3")
    #expect(steps(["a", "...", "z"], ["x", "b", "c", "z"]) == "-0 +0 =1 =2")
    #expect(steps(["a", "...", "m", "..."], ["a", "b", "n", "c"]).hasPrefix("=0 =1 -2"))
    #expect(steps(["a", "..."], ["a", "b"], isExact: true) == "=0 -1 +1")
  }

  /// As many changes as the longest common subsequence leaves, for all pairs of words of a and b up to 5 letters.
  @Test func bruteForce() {
    let words = (0...5).flatMap { length in
      (0..<1 << length).map { bits in (0..<length).map { bits >> $0 & 1 == 1 ? "a" : "b" } }
    }
    func common(_ a: ArraySlice<String>, _ b: ArraySlice<String>) -> Int {
      guard let first = a.first, let other = b.first else { return 0 }
      let rest = max(common(a.dropFirst(), b), common(a, b.dropFirst()))
      return first == other ? max(rest, 1 + common(a.dropFirst(), b.dropFirst())) : rest
    }
    for a in words where a.count <= 4 {
      for b in words {
        let alignment = OutputAlignment(a.map { LinePattern($0) }, b)
        let kept = alignment.steps.count { if case .kept = $0 { true } else { false } }
        #expect(kept == common(a[...], b[...]), "\(a) \(b)")
        // The steps lead from the one to the other.
        var result: [String] = []
        for step in alignment.steps {
          switch step {
          case .kept(let index): result.append(a[index])
          case .added(let index): result.append(b[index])
          case .removed: break
          }
        }
        #expect(result == b)
      }
    }
  }

  /// Blocks too long to be compared line by line are replaced between what is alike at their ends.
  @Test func longBlocks() {
    let old = (0..<3000).map { "old \($0)" }
    let new = (0..<3000).map { "new \($0)" }
    let alignment = OutputAlignment((["a"] + old + ["z"]).map { LinePattern($0) }, ["a"] + new + ["z"])
    #expect(alignment.steps.count == 6002 && alignment.steps.first == .kept(0) && alignment.steps.last == .kept(3001))
  }
}
