import Glibc
import Mathematics
import Routing
import Testing

/// The table is seen through the index policy's candidates.
@Suite struct ReservationTableTests {
  @Test func valuesAreThoseSolvedFor() {
    let key = RandomKey(seed: 1, purpose: "reservation table")
    for index in 0..<4000 {
      let own = key.mixing(index)
      let sigma = own.mixing("sigma").uniform
      // Ratios of price to sigma from 1e-14 to 100.
      let price = sigma * pow(10, -14 + 16 * own.mixing("price").uniform)
      let mean = own.mixing("mean").uniform
      let belief = Belief(quality: [mean], cost: [price], sigma: [sigma])
      let value = IndexPolicy(lambda: 1).watched(belief).evaluated[0].tradeOff
      #expect(abs(value - ReservationValue.gaussian(mean: mean, sigma: sigma, price: price)) < 1e-10 * max(1, price))
    }
  }
}
