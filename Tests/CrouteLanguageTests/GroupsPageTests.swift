import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import TestSupport
import Testing

@Suite struct GroupsPageTests {
  private let file: SmallTraceFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try SmallTraceFile() }

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
}
