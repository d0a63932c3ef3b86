import Input
import TestSupport
import Testing
import Traces

@Suite struct TidyFormatTests {
  private func load(
    _ text: String, _ options: LoadOptions = LoadOptions()
  ) throws(InputError) -> TraceSet {
    let folder = ScratchFolder()
    return try TraceLoader.load(paths: [folder.write(text)], format: TraceFormats.named("tidy"), options: options)
  }

  /// The prompt of a query is that of its first row; where others differ, however they are quoted, it is counted.
  @Test func otherPromptsOfAQueryAreCounted() throws {
    let folder = ScratchFolder()
    let rows =
      "query_id,model,quality,cost,prompt\nq,a,1,1,same\nq,b,1,1,\"same\"\nr,a,1,1,2+2\nr,b,1,1,2+3\nr,c,1,1,x\n"
    let traces = try TraceLoader.load(paths: [folder.write(rows)])
    #expect(traces.otherPromptCount == 1 && traces.prompts?[1] == "2+2")
    let records =
      #"[{"query_id":1,"model":"a","quality":1,"cost":1,"prompt":"\u00e9"},"#
      + #"{"query_id":1,"model":"b","quality":1,"cost":1,"prompt":"é"},"#
      + #"{"query_id":1,"model":"c","quality":1,"cost":1,"prompt":"e"}]"#
    #expect(try TraceLoader.load(paths: [folder.write(records, to: "r.json")]).otherPromptCount == 1)
    let nested = ["2+2", "2+2", "2+3"].enumerated().map {
      #"{"q_id":1,"query":"\#($1)","llm_name_list":["m\#($0)"],"perf_list":[1],"cost_list":[1]}"#
    }
    let path = folder.write("[\(nested.joined(separator: ","))]", to: "n.json")
    #expect(try TraceLoader.load(paths: [path]).otherPromptCount == 1)
  }

  /// The error for a text, with the path left out.
  private func error(_ text: String, _ options: LoadOptions = LoadOptions()) -> InputError? {
    switch thrown({ () throws(InputError) in try load(text, options) }) {
    case .malformed(_, let line, let column, let found, let expected):
      .malformed(path: "", line: line, column: column, found: found, expected: expected)
    case .invalidNumber(_, let line, let column, let found, let allowed):
      .invalidNumber(path: "", line: line, column: column, found: found, allowed: allowed)
    case .missingColumn(_, let column, let found): .missingColumn(path: "", column: column, found: found)
    case .duplicate(_, let line, let query, let model): .duplicate(path: "", line: line, query: query, model: model)
    case let other: other
    }
  }

  private let header = "query_id,model,quality,cost\n"

  @Test func readsRowsOfAnyOrder() throws {
    let traces = try load(header + "q2,b,0.25,3\nq1,a,1,1\nq2,a,0.5,2\n")
    #expect(Array(traces.queryIDs) == ["q2", "q1"])
    #expect(traces.models == ["b", "a"])
    #expect(traces.quality[..<2] == [0.25, 0.5] && traces.quality[2].isNaN && traces.quality[3] == 1)
    #expect(traces.cost[..<2] == [3, 2] && traces.cost[2].isNaN && traces.cost[3] == 1)
    #expect(traces.prompts == nil && traces.answers == nil)
    #expect(!traces.isSimulated && traces.costUnit == .usd)
  }

  /// Room is made for the rest of the file after 1,000 rows, whatever columns that row lacks.
  @Test func aKeyOfTheFirstRowAloneIsNoHindrance() throws {
    let folder = ScratchFolder()
    let rows = (0..<1500).map { row in
      #"{"query_id":\#(row),"model":"m","quality":1,"cost":1\#(row == 0 ? #","note":"x""# : "")}"#
    }
    let traces = try TraceLoader.load(paths: [folder.write(rows.joined(separator: "\n"), to: "a.jsonl")])
    #expect(traces.queryCount == 1500 && traces.queryColumns.map(\.name) == ["note"])
  }

  @Test func readsJSONLines() throws {
    let folder = ScratchFolder()
    let path = folder.write(
      #"{"model":"a","query_id":7,"quality":true,"cost":1e-3,"x_v":[1,2],"group":"g"}"# + "\n"
        + #"{"query_id":7,"model":"b","quality":null,"cost":0,"x_v":[1,2],"group":"g","answer":"yes"}"#)
    let traces = try TraceLoader.load(paths: [path])
    #expect(Array(traces.queryIDs) == ["7"])
    #expect(traces.quality[0] == 1 && traces.quality[1].isNaN)
    #expect(traces.cost == [0.001, 0])
    #expect(traces.answers?[1] == "yes")
    #expect(traces.queryColumns.map(\.name) == ["x_v_0", "x_v_1", "group"])
    #expect(traces.queryColumn("x_v_1")?.text(at: 0) == "2")
    #expect(traces.queryColumn("group")?.text(at: 0) == "g")
  }

  @Test func keepsColumnsWhereTheyBelong() throws {
    let traces = try load(
      "query_id,model,quality,cost,confidence,group,split,chain,difficulty,note,year,x_length\n"
        + "q1,a,1,1,-0.5,g,train,l,0.5,ok,1999,3\nq1,b,1,1,nan,g,train,r,0.5,,1999,3\nq2,a,1,1,,07,test,l,0.25,ok,x,4\n"
    )
    #expect(traces.queryColumns.map(\.name) == ["group", "split", "difficulty", "year", "x_length"])
    #expect(traces.outcomeColumns.map(\.name) == ["confidence", "chain", "note"])
    #expect((0..<2).map { traces.queryColumn("group")?.text(at: $0) } == ["g", "07"])
    #expect((0..<2).map { traces.queryColumn("year")?.text(at: $0) } == ["1999", "x"])
    #expect((0..<4).map { traces.outcomeColumn("chain")?.text(at: $0) } == ["l", "r", "l", nil])
    #expect((0..<4).map { traces.outcomeColumn("note")?.text(at: $0) } == ["ok", nil, "ok", nil])
    guard case .numbers(let lengths) = traces.queryColumn("x_length")?.values,
      case .numbers(let difficulties) = traces.queryColumn("difficulty")?.values,
      case .numbers(let confidences) = traces.outcomeColumn("confidence")?.values
    else {
      Issue.record("numbers expected")
      return
    }
    #expect(lengths == [3, 4] && difficulties == [0.5, 0.25])
    #expect(confidences[0] == -0.5 && confidences[1...].allSatisfy(\.isNaN))
  }

  @Test func renamesColumns() throws {
    let options = LoadOptions(map: ["quality": "correct", "cost": "cost_usd", "query_id": "id"])
    let traces = try load("id,model,correct,cost_usd,quality\nq,a,0,2,9\n", options)
    #expect(traces.quality == [0] && traces.cost == [2])
    #expect(traces.queryColumns.isEmpty && traces.outcomeColumns.isEmpty)
    #expect(
      error("id,model,correct,cost\nq,a,0,2\n", options)
        == .missingColumn(path: "", column: "cost_usd", found: ["id", "model", "correct", "cost"]))
  }

  @Test func countsCostsInOtherUnits() throws {
    let text = "query_id,model,quality,cost,latency,tokens_in,tokens_out\nq,a,1,5,1.5,10,4\nq,b,1,6,2.5,10,\n"
    let latency = try load(text, LoadOptions(cost: .latency))
    #expect(latency.cost == [1.5, 2.5] && latency.costUnit == .latency)
    #expect(latency.outcomeColumn("cost_usd")?.text(at: 1) == "6")
    let tokens = try load(text, LoadOptions(cost: .tokens))
    #expect(tokens.cost[0] == 14 && tokens.cost[1].isNaN && tokens.costUnit == .tokens)
    let relative = try load(text, LoadOptions(cost: .relative))
    #expect(relative.cost == [5, 6] && relative.costUnit.label == "units" && relative.outcomeColumn("cost_usd") == nil)
    let milliseconds = try load("query_id,model,quality,latency_ms\nq,a,1,250\n", LoadOptions(cost: .latency))
    #expect(milliseconds.cost == [0.25])
    #expect(
      error(header + "q,a,1,1\n", LoadOptions(cost: .tokens))
        == .missingColumn(path: "", column: "tokens_in", found: ["query_id", "model", "quality", "cost"]))
  }

  @Test func costsMayHaveASign() throws {
    #expect(try load("query_id,model,quality,cost\nq,a,85%,$0.0012\nq,b,1,2\n").cost == [0.0012, 2])
  }

  @Test func refusesNumbersOutOfRange() {
    let allowed = ("a number from 0 to 1", "a number from 0 to 1e100")
    #expect(
      error(header + "q,a,1,1\nq,b,1.5,1\n")
        == .invalidNumber(path: "", line: 3, column: "quality", found: "1.5", allowed: allowed.0))
    #expect(
      error(header + "q,a,NaN,1\n")
        == .invalidNumber(path: "", line: 2, column: "quality", found: "NaN", allowed: allowed.0))
    #expect(
      error(header + "q,a,1,-0.5\n")
        == .invalidNumber(path: "", line: 2, column: "cost", found: "-0.5", allowed: allowed.1))
    #expect(
      error(header + "q,a,1,inf\n")
        == .invalidNumber(path: "", line: 2, column: "cost", found: "inf", allowed: allowed.1))
    #expect(
      error(header + "q,a,x1,1\n")
        == .malformed(path: "", line: 2, column: 5, found: "x1", expected: "a number in column quality"))
    #expect(
      error("query_id,model,quality,cost,x_a\nq,a,1,1,inf\n")
        == .invalidNumber(path: "", line: 2, column: "x_a", found: "inf", allowed: "a number from -1e100 to 1e100"))
  }

  @Test func clipsNumbers() throws {
    let clip = LoadOptions(clip: true)
    let traces = try load(header + "q,a,1.5,-1\nq,b,-0.5,2\n", clip)
    #expect(traces.quality == [1, 0] && traces.cost == [0, 2])
    #expect(
      error(header + "q,a,nan,1\n", clip)
        == .invalidNumber(path: "", line: 2, column: "quality", found: "nan", allowed: "a number from 0 to 1"))
  }

  @Test func refusesMalformedRows() {
    #expect(error(header + "q,a,1,1\nq,a,1,1\n") == .duplicate(path: "", line: 3, query: "q", model: "a"))
    #expect(
      error(header + ",a,1,1\n")
        == .malformed(path: "", line: 2, column: 1, found: "no query_id", expected: "a value in column query_id"))
    #expect(
      error(header + "q,a,1\n")
        == .malformed(path: "", line: 2, column: 6, found: "3 fields", expected: "4 fields, as in the first line"))
    #expect(
      error("query_id,quality,cost\nq,1,1\n")
        == .missingColumn(path: "", column: "model", found: ["query_id", "quality", "cost"]))
    #expect(
      error("{\"query_id\":1,\"model\":\"a\",\"quality\":1,\"cost\":1}\n{\"model\":\"a\",\"quality\":1}\n")
        == .malformed(path: "", line: 2, column: 1, found: "no query_id", expected: "a value in column query_id"))
    let good = #"{"query_id":1,"model":"a","quality":1,"cost":1}"# + "\n"
    for (before, name, found) in [("", "[2]", "a list"), (good, "[2]", "a list"), (good, #"{"id":2}"#, "an object")] {
      #expect(
        error(before + #"{"query_id":\#(name),"model":"a","quality":1,"cost":1}"#)
          == .malformed(
            path: "", line: before.isEmpty ? 1 : 2, column: 13, found: found,
            expected: "a text or a number in column query_id"))
    }
    #expect(
      error("{\"query_id\":1,\"model\":\"a\",\"quality\":1,\"cost\":\"x\"}\n")
        == .malformed(path: "", line: 1, column: 46, found: "x", expected: "a number in column cost"))
  }

  @Test(.enabled(if: SharedData.hasTraces, "no ../shared/data")) func readsCascades() throws {
    let folder = SharedData.traces.path + "/cascades/"
    var map = ["quality": "correct", "cost": "cost_usd", "group": "benchmark", "confidence": "raw_confidence"]
    let mmlu = try TraceLoader.load(paths: [folder + "mmlu.csv"], options: LoadOptions(map: map))
    expect(mmlu, toHave: RecordedMeans.mmlu)
    #expect(mmlu.queryCount == 1816)
    #expect(
      mmlu.models == [
        "llama3.2-1b", "llama3.2-3b", "llama3.1-8b", "llama3.1-70b", "llama3.1-405b", "gpt-4o-mini",
        "qwen2.5-32b-coder-instruct", "qwen2.5-72b-instruct", "gpt-4o",
      ])
    #expect(mmlu.queryColumns.map(\.name) == ["group", "split"])
    let split = mmlu.queryColumn("split")
    #expect((0..<mmlu.queryCount).count { split?.text(at: $0) == "train" } == 285)
    #expect(mmlu.outcomeColumn("chain")?.text(at: 8) == "qwen_oai")
    let options = LoadOptions(map: map)
    let gsm = try TraceLoader.load(paths: [folder + "gsm8k.csv"], options: options)
      .joining(path: folder + "gsm8k_prompts.jsonl").traces
    expect(gsm, toHave: RecordedMeans.gsm8k)
    #expect(gsm.queryCount == 300)
    let query = try #require(gsm.queryIDs.firstIndex(of: "gsm8k/train/266"))
    let model = try #require(gsm.models.firstIndex(of: "llama3.1-405b"))
    let answer = gsm.answers?[query * 9 + model]
    #expect(answer?.utf8.count == 366 && fingerprint(answer) == 0x61ED_F5A5_B3E5_920B)
    #expect(answer?.contains("\n") == true && answer?.contains("\"") == true)
    #expect(fingerprint(gsm.prompts?[query]) == 0x0010_8AAB_6806_9AD1)
    #expect(fingerprint(gsm.prompts?[7]) == 0x3725_67D2_9A90_2354)
    map["cost"] = nil
    let latency = try TraceLoader.load(paths: [folder + "gsm8k.csv"], options: LoadOptions(cost: .latency, map: map))
    let tokens = try TraceLoader.load(paths: [folder + "gsm8k.csv"], options: LoadOptions(cost: .tokens, map: map))
    let cells = stride(from: 2, to: 2700, by: 9)
    #expect(abs(cells.reduce(0) { $0 + latency.cost[$1] } / 300 / 1.167151 - 1) < 1e-12)
    #expect(abs(cells.reduce(0) { $0 + tokens.cost[$1] } / 300 / 365.26666666666665 - 1) < 1e-12)
  }

  /// A header as people type it: the names are those without the blanks, and so are the ids and models below.
  @Test func blanksAfterCommas() throws {
    let folder = ScratchFolder()
    let rows = "query_id, model, quality, cost, prompt\nq1, A, 1, 0.1, hi\nq1, B, 0, 0.2, \"hi\"\n"
    let traces = try TraceLoader.load(paths: [folder.write(rows)])
    #expect(Array(traces.queryIDs) == ["q1"] && traces.models == ["A", "B"])
    #expect(traces.quality == [1, 0] && traces.cost == [0.1, 0.2] && traces.prompts?[0] == "hi")
    #expect(traces.otherPromptCount == 0)
  }

  /// Three words for a missing number, in a score, a cost and a number of tokens; empty fields are not counted.
  @Test func wordsForMissingNumbers() throws {
    let traces = try load(
      "query_id,model,quality,cost,tokens_in\nq1,a,NA,1,5\nq1,b,1,N/A,6\nq2,a,0.5,2,null\nq2,b,,3,\n")
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [-1, 1, 0.5, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [1, -1, 2, 3])
    #expect(traces.missingWordCount == 3)
    for word in ["-", ".", "missing"] {
      #expect(
        error(header + "q,a,\(word),1\n")
          == .malformed(path: "", line: 2, column: 5, found: word, expected: "a number in column quality"))
    }
  }
}
