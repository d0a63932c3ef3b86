import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import TestSupport
import Testing

@Suite struct JoinCommandTests {
  @Test func columnsComeByQueryWhateverTheOrderOfRows() throws {
    let (file, folder) = (try SmallTraceFile(), try TemporaryFolder())
    let path = try folder.write("id,x_words,topic\nq3,30,c\nq1,10,a\nq9,90,z\n", to: "j.csv")
    let text = try file.interpreter.output(
      "set format json\njoin \(path) --on id\nset format csv\nsql SELECT query_id, x_words, topic FROM queries ORDER BY query_id"
    )
    #expect(text.contains(#""columns":["x_words","topic"]"#), "\(text)")
    #expect(
      text.hasSuffix("query_id,x_words,topic\nq1,10.0,a\nq2,,\nq3,30.0,c\nq4,,\n")
        || text.hasSuffix("query_id,x_words,topic\nq1,10,a\nq2,,\nq3,30,c\nq4,,\n"), "\(text)")
  }

  @Test func aFileWithNoQueryInCommonIsAnError() throws {
    let (file, folder) = (try SmallTraceFile(), try TemporaryFolder())
    let path = try folder.write("query_id,x_words\nother,1\n", to: "j.csv")
    do {
      try file.interpreter.output("join \(path)")
      Issue.record("no error")
    } catch {
      #expect(error.message.contains("no query in common"), "\(error.message)")
    }
  }

  /// Of q1 to q4 the file has q1 and q3, and a row of q9; then all four.
  @Test func whatFindsNoPartnerIsCounted() throws {
    let (file, folder) = (try SmallTraceFile(), try TemporaryFolder())
    let some = try folder.write("query_id,x_words\nq3,30\nq1,10\nq9,90\n", to: "s.csv")
    #expect(
      try file.interpreter.output("set width 200\njoin \(some)") == """
        joined x_words
        note: 2 queries have a row; 2 others get missing values
        note: 1 row is left out: no query has that id

        """)
    let all = try folder.write("query_id,x_all\nq3,30\nq1,10\nq2,90\nq4,1\n", to: "a.csv")
    #expect(try file.interpreter.output("join \(all)") == "joined x_all\n")
    let json = try file.interpreter.output("set format json\njoin \(some)")
    #expect(json.contains(#""queries":2,"rows_left_out":1"#), "\(json)")
  }
}
