import CommandLanguage
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct TraceSummaryTests {
  @Test func byHand() throws {
    let folder = try TemporaryFolder()
    // Model a: 1 0 0 0 at cost 1; b: 1 1 0 0 at 2; c: 0 1 - 0 at 4 (one outcome missing).
    let path = try folder.write(
      "query_id,model,quality,cost\n"
        + "1,a,1,1\n2,a,0,1\n3,a,0,1\n4,a,0,1\n1,b,1,2\n2,b,1,2\n3,b,0,2\n4,b,0,2\n1,c,0,4\n2,c,1,4\n4,c,0,4\n",
      to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)")
    // Best: a on 1 (cheapest of a, b), b on 2 (cheaper than c), nobody on 3 and 4 (a is cheapest, and wins nothing).
    // Oracle: quality (1 + 1 + 0 + 0)/4, cost (1 + 2 + 1 + 1)/4. Correlations: a with b 1/sqrt(3) = .577,
    // a with c over 1, 2, 4: means 1/3, 1/3, covariance -1/9, variances 2/9: -.5; b with c: 2/3, 1/3, 1/9 / (2/9): .5.
    #expect(
      try interpreter.output("describe") == """
        t: 4 queries, 3 models, cost in USD
        model   quality  cost  coverage  hull   wins  correlation
        ------  -------  ----  --------  ----  -----  -----------
        a        0.2500     1    100.0%  yes   25.0%         0.04
        b        0.5000     2    100.0%  yes   25.0%         0.54
        c        0.3333     4     75.0%         0.0%         0.00
        oracle   0.5000  1.25    100.0%  -         -            -
        50.0% of queries: no model scores above 0

        """)
  }
}
