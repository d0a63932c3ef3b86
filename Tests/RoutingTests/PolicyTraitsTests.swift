import Routing
import Testing

@Suite struct PolicyTraitsTests {
  @Test(arguments: [
    (false, false, PolicyTraits.CandidateQuality.expectedMaximum), (true, false, .bestEstimate),
    (false, true, .lastEstimate), (true, true, .lastEstimate),
  ]) func whatCandidatesAreWeighedBy(noExpect: Bool, lastQuality: Bool, expected: PolicyTraits.CandidateQuality) {
    var options = SearchOptions()
    (options.noExpect, options.lastQuality) = (noExpect, lastQuality)
    #expect(CascadePolicy(lambdas: [1], options: options).traits.candidateQuality == expected)
    #expect(CascadeRoutingPolicy(lambdas: [1], options: options).traits.candidateQuality == expected)
  }
}
