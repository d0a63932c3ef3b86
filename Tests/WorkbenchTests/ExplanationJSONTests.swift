import CommandLanguage
import CrouteTestSupport
import Foundation
import Routing
import SessionTestSupport
import Testing
import Workbench

@Suite struct ExplanationJSONTests {
  @Test func cascadeRoutingAsJSON() throws {
    // E[max] of both by Clark: theta = sqrt(.13) = .36056, alpha = -.3/theta = -.83205, Phi = .20269, phi = .28219:
    // .5 * .20269 + .8 * .79731 + .36056 * .28219 = .84094; at lambda .01 tau = .84094 - .05 = .79094 > .76, .49.
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    try interpreter.output("set format json")
    let line = try interpreter.output("explain c cascade-routing --lambda 0.01")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let steps = try #require(object["steps"] as? [[String: Any]])
    let best = try #require(steps[0]["best"] as? [String: Any])
    #expect(best["models"] as? [String] == ["small", "large"])
    #expect(abs(try #require(best["quality"] as? Double) - 0.84094) < 1e-4)
    #expect(abs(try #require(best["trade_off"] as? Double) - 0.79094) < 1e-4)
    #expect(object["answer"] as? String == "large")
  }
}
