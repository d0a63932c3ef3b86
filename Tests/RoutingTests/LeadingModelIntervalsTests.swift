import Mathematics
import Routing
import Testing

@Suite struct LeadingModelIntervalsTests {
  private func pieces(
    _ models: some Sequence<Int>, _ belief: Belief, from: Double, to: Double
  ) -> [(first: Int?, end: Double)] {
    var pieces: [(first: Int?, end: Double)] = []
    var member = LeadingModelIntervals()
    member.split(SmallModelSet(models), belief, from: from, to: to) { first, end in
      if let last = pieces.last, last.first == first { pieces.removeLast() }
      pieces.append((first, end))
    }
    return pieces
  }

  @Test func certainModelsCrossWhereTheirLinesDo() {
    // 0.9 - 2 lambda against 0.3 - 0.5 lambda: equal at 0.4.
    let belief = Belief(quality: [0.9, 0.3], cost: [2, 0.5], sigma: [0, 0])
    let pieces = pieces(0...1, belief, from: 0.01, to: 10)
    #expect(pieces.map(\.first) == [0, nil, 1])
    #expect(pieces[0].end < 0.4 && pieces[0].end > 0.399 && pieces[1].end > 0.4 && pieces[1].end < 0.401)
    #expect(pieces[2].end == 10)
  }

  @Test func whatIsFreeComesFirstAndALoneMemberAlways() {
    let belief = Belief(quality: [0.9, 0.3, 0.2], cost: [2, 0, -0.5], sigma: [0.4, 0.4, 0.4])
    #expect(pieces(0...2, belief, from: 0.01, to: .infinity).map(\.first) == [2])
    #expect(pieces(0...1, belief, from: 0.01, to: .infinity).map(\.first) == [1])
    #expect(pieces(0...0, belief, from: 0.01, to: 7).map(\.first) == [0])
  }

  /// Without costs no price tells models apart: one interval, whose first is the better, or the first of equals.
  @Test func whereAllIsFreeOneIntervalSays() {
    let free = Belief(quality: [0.3, 0.9, 0.9], cost: [0, 0, 0], sigma: [0, 0, 0])
    let (equals, all) = (pieces(1...2, free, from: 0.01, to: .infinity), pieces(0...2, free, from: 0.01, to: .infinity))
    #expect(equals.map(\.first) == [1] && equals[0].end == .infinity)
    #expect(all.map(\.first) == [1] && all[0].end == .infinity)
  }

  /// Two that are equal at every price are never told apart; the search for where they differ ends all the same.
  @Test func equalsAreUndeterminedAndTheSearchEnds() {
    let belief = Belief(quality: [0.5, 0.5], cost: [1e-280, 1e-280], sigma: [0, 0])
    let pieces = pieces(0...1, belief, from: 1e-200, to: .infinity)
    #expect(pieces.map(\.first) == [nil] && pieces[0].end == .infinity)
  }

  @Test(arguments: ["normal", "truth", "mixed"]) func itIsTheGreatestReservationValueAtEveryPrice(kind: String) {
    let key = RandomKey(seed: 3, purpose: "first member").mixing(kind)
    var open = 0.0
    for trial in 0..<100 {
      let own = key.mixing(trial)
      let count = 2 + trial % 4
      var belief = Belief(
        quality: (0..<count).map { own.mixing("mean").mixing($0).uniform },
        cost: (0..<count).map { own.mixing("cost").mixing($0).uniform },
        sigma: (0..<count).map { kind == "mixed" && $0 % 2 == 0 ? 0 : own.mixing("sigma").mixing($0).uniform })
      if kind == "truth" { belief.prospect = .truth(nil) }
      let pieces = pieces(0..<count, belief, from: 0.01, to: 100)
      var low = 0.01
      for piece in pieces {
        if let first = piece.first {
          for step in 0...10 {
            let price = low + (piece.end - low) * Double(step) / 10
            let values = (0..<count).map { model in
              kind == "truth"
                ? ReservationValue.bernoulli(belief.quality[model], price: price * belief.cost[model])
                : ReservationValue.gaussian(
                  mean: belief.quality[model], sigma: belief.sigma[model], price: price * belief.cost[model])
            }
            #expect(values.indices.allSatisfy { $0 == first || values[$0] < values[first] })
          }
        } else {
          open += (piece.end / low - 1) / 100
        }
        low = piece.end
      }
      #expect(low == 100)
    }
    // On average less than one crossing of 0.2% is left open.
    #expect(open < 0.01)
  }
}
