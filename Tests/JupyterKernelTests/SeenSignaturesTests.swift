import JupyterKernel
import Testing

@Suite struct SeenSignaturesTests {
  @Test func aMessageCountsOnce() {
    let seen = SeenSignatures(capacity: 4)
    #expect(seen.insert([1]) && !seen.insert([1]) && seen.insert([2]))
    // Without a key there is nothing to tell messages apart by.
    #expect(seen.insert([]) && seen.insert([]))
  }

  /// At least `capacity` of the latest are remembered, and not all for ever.
  @Test func theLatestAreRemembered() {
    let seen = SeenSignatures(capacity: 4)
    for byte in 0..<100 as Range<UInt8> {
      #expect(seen.insert([byte]))
      for earlier in 0...min(byte, 3) { #expect(!seen.insert([byte - earlier])) }
    }
    #expect(seen.insert([0]))
  }
}
