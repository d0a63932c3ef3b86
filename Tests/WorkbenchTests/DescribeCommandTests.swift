import CommandLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

/// The pages of `describe` on traces small enough to work them out by hand.
@Suite struct DescribeCommandTests {
  private let file: SmallTraceFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try SmallTraceFile() }

  /// The figures are tested with the library; here is what people see of them.
  @Test func complementarity() throws {
    #expect(
      try interpreter.output("describe --complementarity") == """
        t: 4 queries, 3 models, cost in USD

        solved: quality above 0
        model   cost  solved  gained   lost  alone  together
        ------  ----  ------  ------  -----  -----  --------
        small      1   25.0%   25.0%   0.0%   0.0%     25.0%
        middle     2   50.0%   25.0%   0.0%   0.0%     50.0%
        large      4   50.0%   25.0%  25.0%  25.0%     75.0%
        note: 1 missing outcome counted as not solved

        """)
    let strict = try interpreter.output("describe --complementarity --solved 1")
    #expect(strict.contains("solved: quality at least 1\n"))
    #expect(strict.contains("large      4   25.0%    0.0%  25.0%   0.0%     50.0%\n"), "\(strict)")
  }

  @Test func agreement() throws {
    let text = try interpreter.output("describe --agreement")
    #expect(
      text.hasPrefix(
        """
        t: 4 queries, 3 models, cost in USD

        tie rate: queries on which both are equally good, in %
           model    1   2   3
           ------  --  --  --
        1  small    -  75   0
        2  middle  75   -  33
        3  large    0  33   -

        """), "\(text)")
    // small with middle 1/√3; the others on queries 1, 2, 4: 1, 0, 0 and 1, 1, 0 with 0, 1, 1/2.
    #expect(text.contains("1  small     -  58  -87\n2  middle   58   -    0\n"), "\(text)")
    #expect(text.contains("best pair: small and large, quality 0.8333"))
  }

  /// Quality of large: 0, 1, 1/2; costs are the same on every query.
  @Test func distributions() throws {
    let text = try interpreter.output("describe --distributions")
    #expect(text.contains("large       0  0.25     0.5  0.75     1   0.5        3\n"), "\(text)")
    #expect(text.contains("middle      2    2       2    2     2     2        4\n"), "\(text)")
    let full = try interpreter.output("pool small,middle\ndescribe --distributions")
    #expect(!full.contains("answers"))
  }

  @Test func groups() throws {
    #expect(
      try interpreter.output("describe --by group") == """
        t: 4 queries, 3 models, cost in USD

        mean quality
        group  n   small  middle   large  oracle  best
        -----  -  ------  ------  ------  ------  ------
        law    1  0.0000  1.0000  1.0000  1.0000  middle
        math   2  0.5000  0.5000  0.0000  0.5000  small
        -      1  0.0000  0.0000  0.5000  0.5000  large

        """)
    // Prompts have 16, 11, 19 and 9 characters, each a group; large has no outcome on q3.
    let lengths = try interpreter.output("describe --by prompt_length").split(separator: "\n").dropFirst(4)
    #expect(lengths.map { $0.prefix { $0 != " " } } == ["9", "11", "16", "19"])
    let outcomes = try interpreter.output("describe --by large.quality").split(separator: "\n").dropFirst(4)
    #expect(outcomes.map { $0.prefix { $0 != " " } } == ["0", "0.5", "1", "-"])
  }

  /// The numbers 1 to 13, of which 4, 7 and 10 part off a quarter each (numpy.quantile).
  @Test func manyNumbersAreQuarters() throws {
    let folder = try TemporaryFolder()
    let rows = (1...13).map { "q\($0),m,\($0 % 2),1,\($0)\n" }.joined()
    let path = try folder.write("query_id,model,quality,cost,x_length\n" + rows, to: "n.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nset format csv")
    #expect(
      try interpreter.output("describe --by x_length\nsql SELECT x_length, queries, quality FROM _ WHERE model = 'm'")
        .hasSuffix(
          "x_length,queries,quality\nto 4,4,0.5\nto 7,3,0.6666666666666666\nto 10,3,0.3333333333333333\nto 13,3,0.6666666666666666\n"
        ))
  }

  /// For machines the result rather than the matrix.
  @Test func csvIsTheResult() throws {
    let lines = try interpreter.output("set format csv\ndescribe --agreement").split(separator: "\n")
    #expect(lines[0] == "model,other,queries,agreement,model_better,other_better,correlation,together")
    #expect(lines.count == 4 && lines[1].hasPrefix("small,middle,4,0.75,0.0,0.25,0.57735"))
    #expect(lines[2].hasPrefix("small,large,3,0.0,0.3333333333333333,0.6666666666666666,-0.86602"))
  }

  @Test func resultsHaveTheNumbers() throws {
    try interpreter.output(
      "describe --as d\ndescribe --agreement --as a\ndescribe --complementarity --as c\ndescribe --by group --as g")
    try interpreter.output("set format csv")
    #expect(try interpreter.output("sql SELECT wins FROM d WHERE model = 'middle'") == "wins\n0.25\n")
    #expect(
      try interpreter.output("sql SELECT model, other, queries, together FROM a ORDER BY together LIMIT 1")
        == "model,other,queries,together\nsmall,middle,4,0.5\n")
    #expect(try interpreter.output("sql SELECT model FROM c WHERE alone > 0") == "model\nlarge\n")
    #expect(
      try interpreter.output("sql SELECT quality, cost FROM g WHERE \"group\" = 'math' AND model = 'oracle'")
        == "quality,cost\n0.5,1.0\n")
  }

  @Test func json() throws {
    try interpreter.output("set format json")
    func keys(_ command: String) throws -> Set<String> {
      let text = try interpreter.output(command)
      let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      return Set(object.keys).subtracting(["command", "name", "queries", "cost_unit", "simulated"])
    }
    #expect(try keys("describe") == ["models", "unsolved", "notes"])
    #expect(try keys("describe --distributions") == ["distributions"])
    #expect(try keys("describe --agreement") == ["pairs"])
    #expect(try keys("describe --complementarity") == ["solved_from", "complementarity", "notes"])
    #expect(try keys("describe --by group") == ["by", "groups"])
  }
}
