import Sessions
import Testing

@Test("plots have different names and say what they show")
func plotKinds() {
  #expect(Plots.all.map(\.name).prefix(2) == ["frontier", "histogram"])
  #expect(Set(Plots.all.map(\.name)).count == Plots.all.count)
  #expect(Plots.all.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
}
