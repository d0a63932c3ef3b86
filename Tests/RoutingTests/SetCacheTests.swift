import Foundation
import Mathematics
import Routing
import Testing

@Suite struct SetCacheTests {
  @Test("It does not matter which thread reaches a set first")
  func threads() throws {
    let data = try EvidenceTraces.simulated(models: 5)
    let (alone, together) = (try EvidenceTraces.logistic(data), try EvidenceTraces.logistic(data))
    let sets = (0..<32).map { mask in ModelSet((0..<5).filter { mask >> $0 & 1 == 1 }) }
    DispatchQueue.concurrentPerform(iterations: 64) { _ = together.estimates(given: sets[(13 * $0) % 32]) }
    for set in sets.reversed() {
      #expect(alone.estimates(given: set) == together.estimates(given: set))
      #expect(alone.covariance(given: set) == together.covariance(given: set))
    }
  }
}
