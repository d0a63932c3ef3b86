import Input
import TestSupport
import Testing
import Traces

@Suite struct RowConditionTests {
  private let folder = ScratchFolder()
  private let rows = """
    query_id,model,quality,cost,strategy,epoch
    a,m,1,1,cheap,1
    b,m,0,1,"cheap, and slow",2
    c,m,1,1,dear,10
    d,m,1,1,,3
    """

  private func queries(_ condition: String) throws -> String {
    var options = LoadOptions()
    options.condition = RowCondition(condition)
    return try TraceLoader.load(paths: [folder.write(rows)], options: options).queryIDs.joined()
  }

  @Test(arguments: [
    (#"strategy = "cheap""#, "a"), ("strategy=cheap", "a"), ("strategy != cheap", "bcd"), ("strategy ~ CHEAP", "ab"),
    (#"strategy = "cheap, and slow""#, "b"), ("epoch > 2", "cd"), ("epoch <= 2", "ab"), ("epoch >= 10", "c"),
    ("epoch < 3", "ab"), ("epoch = 1.0", "a"), ("epoch > 1 and strategy != dear", "bd"),
    (#"quality = 1 and epoch = "1""#, "a"),
  ])
  func rowsAreKept(condition: String, expected: String) throws {
    #expect(try queries(condition) == expected)
  }

  /// Every value is in one of the chunks, always the same, and the chunks are about equally large.
  @Test func chunksOfTheQueries() throws {
    let ids = (0..<600).map { "q\($0)" }
    let path = folder.write(
      "query_id,model,quality,cost\n" + ids.flatMap { ["\($0),m,1,1\n", "\($0),n,0,2\n"] }.joined())
    var found: [String] = []
    for number in 1...3 {
      var options = LoadOptions()
      options.condition = RowCondition("query_id in \(number)/3")
      let traces = try TraceLoader.load(paths: [path], options: options)
      #expect(traces.modelCount == 2 && traces.missingCount == 0)
      // Three standard deviations of a share of one third are 35.
      #expect(abs(traces.queryCount - 200) < 35)
      found += Array(traces.queryIDs)
    }
    #expect(found.count == 600 && Set(found) == Set(ids))
  }

  @Test(arguments: [
    "query_id in 0/3", "query_id in 4/3", "query_id in 3", "query_id in /3", "query_id in x/3", "query_id in",
  ])
  func chunksThatThereAreNone(condition: String) { #expect(RowCondition(condition) == nil) }

  /// Names of queries are texts always; elsewhere a text that says more than its number is no number.
  @Test(arguments: [
    ("query_id = 7", "7"), ("query_id != 7", "007 7.0 0x7"), ("query_id = 007", "007"), ("version = 3.1", "7"),
    ("version = 3.10", "007"), ("version < 3.9", "7 007"), ("version >= 3.10", "007"), ("zip = 1", "7.0"),
    ("zip = 00001", "7"), ("user = 9007199254740993", "7"), ("user > 9007199254740992", "7"), ("hex = 16", "0x7"),
    ("hex = 0x10", "007"), ("share = 1", "7 007"), ("share < 0.5", "7.0"), ("query_id <= 7", "7 007 0x7"),
  ])
  func textsOfDigitsAreTexts(condition: String, expected: String) throws {
    let path = folder.write(
      """
      query_id,model,quality,cost,version,zip,user,hex,share
      7,m,1,1,3.1,00001,9007199254740993,x,1
      007,m,1,1,3.10,,9007199254740992,0x10,1.0
      7.0,m,1,1,,1,,,0.25
      0x7,m,1,1,,,,16,
      """)
    var options = LoadOptions()
    options.condition = RowCondition(condition)
    #expect(try TraceLoader.load(paths: [path], options: options).queryIDs.joined(separator: " ") == expected)
  }

  @Test func mappedIdsAreTextsAsWell() throws {
    let path = folder.write(
      #"[{"id":"007","model":"m","quality":1,"cost":1},{"id":"7","model":"m","quality":0,"cost":1}]"#, to: "r.json")
    var options = LoadOptions(map: ["query_id": "id"])
    options.condition = RowCondition("id = 7")
    #expect(Array(try TraceLoader.load(paths: [path], options: options).queryIDs) == ["7"])
    let table = folder.write("id,model,quality,cost\n007,m,1,1\n7,m,0,1\n")
    #expect(Array(try TraceLoader.load(paths: [table], options: options).queryIDs) == ["7"])
  }

  @Test(arguments: ["", "strategy", "strategy =", "= cheap", "a = b or c = d", "a = b and", #"a = "b"#])
  func otherTextsAreNoConditions(text: String) {
    #expect(RowCondition(text) == nil)
  }

  @Test func aColumnThatIsNotThereIsNamed() {
    let path = folder.write(rows)
    var options = LoadOptions()
    options.condition = RowCondition("mood = good")
    guard
      case .missingColumn(path, "mood", _)? = thrown({ () throws(InputError) in
        try TraceLoader.load(paths: [path], options: options)
      })
    else {
      Issue.record("the column should be missed")
      return
    }
  }

  /// Tables of one row per query have rows, too.
  @Test(arguments: [
    ("query_id,small,large,subject\na,1,0,law\nb,0,1,math\n", "wide"),
    ("sample_id,m,m|total_cost,subject\na,1,0.1,law\nb,0,0.2,math\n", "routerbench"),
    (
      #"{"id": "a", "subject": "law", "scores": {"small": 1}}"# + "\n"
        + #"{"id": "b", "subject": "math", "scores": {"small": 0}}"#,
      "keyed-by-model"
    ),
  ])
  func rowsOfOtherTablesAreKept(_ text: String, _ format: String) throws {
    let path = folder.write(text)
    var options = LoadOptions()
    options.condition = RowCondition("subject = math")
    #expect(try TraceLoader.format(of: path).name == format)
    #expect(Array(try TraceLoader.load(paths: [path], options: options).queryIDs) == ["b"])
    options.condition = RowCondition("subject = art")
    #expect(throws: InputError.incompatible(path: path, reason: "no row meets --where 'subject = art'")) {
      try TraceLoader.load(paths: [path], options: options)
    }
  }

  @Test func aFormatWithoutRowsSaysSo() {
    let path = folder.write(#"[{"q_id": 1, "llm_name_list": ["a"], "perf_list": [1], "cost_list": [1]}]"#)
    var options = LoadOptions()
    options.condition = RowCondition("q_id = 1")
    let error = thrown { () throws(InputError) in try TraceLoader.load(paths: [path], options: options) }
    #expect(
      error?.description.contains(
        "nested has none; load everything and use `filter`, or use one of these formats: routerbench, inspect,") == true
    )
  }
}
