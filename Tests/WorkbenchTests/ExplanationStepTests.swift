import CommandLanguage
import CrouteTestSupport
import Routing
import SessionTestSupport
import Testing
import Workbench

@Suite struct ExplanationStepTests {
  /// At lambda 0.5: adding large (0.8 at cost 4) to small lowers tau by about 1.9, which lemma 1 says of the set.
  @Test func whatWasDroppedAndBy() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("explain c cascade-routing+slow --lambda 0.5")
    #expect(text.contains("small + large  0.8409     5  -1.6591"), "\(text)")
    let pruned = try interpreter.output("explain c cascade-routing+beam=9 --lambda 0.05").split { $0.isWhitespace }
      .joined(separator: " ")
    // 0.84094 - 0.05 x 5 = 0.5909, large alone 0.6: small is worth less than it costs.
    #expect(pruned.contains("lemma 1 dropped 1 set and all that contain it: small + large"), "\(pruned)")
    #expect(pruned.contains("only the 9 best sets of each size were extended"))
  }

  @Test func cascadesRunInOrderWhateverTheModelsAreWorth() throws {
    // By the last model: small alone .5 - .01, both .8 - .05. Then .3 is in hand, so large runs, and answers with .9.
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("explain c cascade+last-quality+last-answer --lambda 0.01")
    #expect(text.contains("last q^  cost     tau\n") && text.contains("small + large   0.8000     5  0.7500"))
    #expect(text.contains("choice: small + large; small runs first, in pool order"))
    #expect(text.contains("answer: large's, the best estimate in hand (0.900)"))
    // The small model's .3 beats a threshold of .9 no more than the large one's answer is better.
    let thresholds = try interpreter.output("explain c threshold --thresholds 0.31")
    #expect(thresholds.contains("the last answer is estimated at 0.300, below the threshold 0.310: continue"))
  }
}
