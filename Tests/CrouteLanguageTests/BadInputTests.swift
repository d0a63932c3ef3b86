import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// What is wrong is said plainly, with the exit status it deserves, and leaves the session as it was.
@Suite struct BadInputTests {
  /// One mistake: the files it needs, the commands before it, the command, what the message must say.
  struct Mistake: CustomTestStringConvertible, Sendable {
    var command: String
    var says: [String]
    var exitCode: Int32
    var before: [String] = []
    var files: [String: String] = [:]

    init(
      _ command: String, _ says: String..., exitCode: Int32 = 1, before: [String] = [], files: [String: String] = [:]
    ) {
      self.command = command
      self.says = says
      self.exitCode = exitCode
      self.before = before
      self.files = files
    }

    var testDescription: String { command }
  }

  private static let header = "query_id,model,quality,cost\n"
  private static let small = header + "a,x,1,1\na,y,0,2\nb,x,0,1\nb,y,1,2\n"
  private static let loaded = ["load sim:routerbench --queries 200"]
  private static let fitted = loaded + ["fit quality noisy --ante 0.6 --post 0.3"]

  private static let swept = fitted + ["sweep mix --budgets 2"]

  static let words: [Mistake] = [
    Mistake("lod x.csv", "unknown command 'lod'", "did you mean 'load'?", exitCode: 2),
    Mistake("frobnicate", "unknown command 'frobnicate'", exitCode: 2),
    Mistake("load", "PATH is missing", "usage: load PATH", exitCode: 2),
    Mistake("load 'a.csv", "unclosed quote '", exitCode: 2),
    Mistake("pwd now", "unexpected argument 'now'", "usage: pwd", exitCode: 2),
    Mistake("load a.csv --fromat tidy", "unknown option '--fromat' of load", "'--format'", exitCode: 2),
    Mistake("load a.csv --as", "--as needs a value: --as NAME", exitCode: 2),
    Mistake("load a.csv --clip=yes", "--clip takes no value", exitCode: 2),
    Mistake("echo $nothing", "unknown variable 'nothing'"),
    Mistake("let 1x 2", "NAME is '1x', expected letters, digits and '_', not a digit first", exitCode: 2),
    Mistake("set sed 3", "unknown setting 'sed'", "did you mean 'seed'?"),
    Mistake("set seed minus", "seed is 'minus', expected a whole number from 0", exitCode: 2),
    Mistake("set format xml", "format is 'xml', expected text, json, csv or markdown", exitCode: 2),
    Mistake("help lod", "unknown command or topic 'lod'", "did you mean 'load'?"),
    Mistake("!ls", "! works only at the prompt", exitCode: 2),
    Mistake("undo", "there is nothing to undo"),
    Mistake("source nowhere.croute", "nowhere.croute: No such file or directory"),
  ]

  static let files: [Mistake] = [
    Mistake("load a.csv --map ,", "--map is '', expected NAME=FILE_NAME", exitCode: 2, files: ["a.csv": small]),
    Mistake("load a.csv --map ''", "--map is '', expected NAME=FILE_NAME", exitCode: 2, files: ["a.csv": small]),
    Mistake("load a.csv --with ,", "--with is '', expected NAME=VALUE", exitCode: 2, files: ["a.csv": small]),
    Mistake("load a.csv --map mood=temper", "--map mood=temper: nothing was found there", files: ["a.csv": small]),
    Mistake(
      "load a.json --map quality=x.y", "a.json has no column 'x.y'; it has query_id (1), model (m), cost (1)",
      files: ["a.json": #"[{"query_id":1,"model":"m","cost":1},{"query_id":2,"model":"m","cost":1}]"#]),
    Mistake(
      "load a.csv --table t", "--sql and --table are for databases, and this is tidy", files: ["a.csv": small]),
    Mistake(
      "load a.csv --with cost=1e307", "--with cost=1e307: expected a number from 0 to 1e100", files: ["a.csv": small]),
    Mistake("load a.csv --with cost=0x10", "--with cost=0x10: expected a number", files: ["a.csv": small]),
    Mistake("load sim:cascade --queries 100%", "--queries is '100%', expected a whole number", exitCode: 2),
    Mistake(
      "join b.csv", "b.csv:3: query 'a' has a row already", before: ["load a.csv"],
      files: ["a.csv": small, "b.csv": "query_id,x_n\na,1\na,2\n"]),
    Mistake(
      "join b.csv", "b.csv: it holds no rows", before: ["load a.csv"],
      files: ["a.csv": small, "b.csv": "query_id,x_n\n"]),
    Mistake(
      "reprice --prices p.csv", "p.csv: it has no column 'model'; it has name, input, output", before: ["load a.csv"],
      files: ["a.csv": small, "p.csv": "name,input,output\nx,1,2\n"]),
    Mistake(
      "reprice x=1e90x", "which is not a number from 0 to 1e100",
      before: ["load a.csv", "reprice x=1e90x"], files: ["a.csv": small]),
    Mistake(
      "describe --as 1a", "--as is '1a', expected a name that begins with a letter, of letters, digits", exitCode: 2,
      before: loaded),
    Mistake(
      "fit quality noisy --ante 0x10 --post 1", "--ante is '0x10', expected a number of at least 0", exitCode: 2,
      before: loaded),
    Mistake("load nowhere.csv", "cannot read nowhere.csv: No such file or directory"),
    Mistake("load .", "is in no known format"),
    Mistake("load empty.csv", "empty.csv holds no traces", files: ["empty.csv": ""]),
    Mistake("load header.csv", "header.csv holds no traces", files: ["header.csv": header]),
    Mistake(
      "load cut.csv", "cut.csv:3:9", "closing", files: ["cut.csv": header + "a,x,1,1\nb,x,1,1,\"never closed"]),
    Mistake("load ragged.csv", "ragged.csv:3:", "4", files: ["ragged.csv": header + "a,x,1,1\na,y,1\n"]),
    Mistake("load binary.csv", "binary", files: ["binary.csv": "\u{7F}ELF\u{2}\u{1}\u{0}\u{0}\u{0}\u{3}"]),
    Mistake("load other.csv", "is in no known format", files: ["other.csv": "name,age\nAda,36\n"]),
    Mistake(
      "load columns.csv --cost usd", "has no column 'cost'", "--map cost=price",
      files: ["columns.csv": "query_id,model,quality,price\na,x,1,2\n"]),
    Mistake("load q.csv", "quality is 1.5", "--scale 0..10", files: ["q.csv": header + "a,x,1.5,1\n"]),
    Mistake("load nan.csv", "quality is nan", files: ["nan.csv": header + "a,x,nan,1\n"]),
    Mistake("load c.csv", "c.csv:3", "cost is -1", files: ["c.csv": header + "a,x,1,1\na,y,1,-1\n"]),
    Mistake("load inf.csv", "cost is inf", files: ["inf.csv": header + "a,x,1,inf\n"]),
    Mistake("load word.csv", "word.csv:2", "good", files: ["word.csv": header + "a,x,good,1\n"]),
    Mistake(
      "load twice.csv", "already has an outcome for query 'a'", files: ["twice.csv": header + "a,x,1,1\na,x,0,1\n"]),
    Mistake(
      "load bad.jsonl", "bad.jsonl:2:",
      files: [
        "bad.jsonl":
          "{\"query_id\":\"a\",\"model\":\"x\",\"quality\":1,\"cost\":1}\n{\"query_id\":\"b\",\"model\":\"x\" \"quality\":1}\n"
      ]),
    Mistake("load long.csv", "is in no known format", files: ["long.csv": String(repeating: "x", count: 10_000_000)]),
    Mistake(
      "load t.csv --format parquet", "--format is 'parquet', expected one of", exitCode: 2, files: ["t.csv": small]),
    Mistake(
      "load t.csv --map quality", "--map is 'quality', expected NAME=FILE_NAME", exitCode: 2, files: ["t.csv": small]),
    Mistake("pool ,", "the list is ',', expected at least one entry", exitCode: 2, before: loaded),
    Mistake("pool ''", "the list is '', expected at least one entry", exitCode: 2, before: loaded),
    Mistake("sweep mix --budgets ,", "the list is ',', expected at least one entry", exitCode: 2, before: loaded),
    Mistake(
      "experiment table1 --cell ,", "the list is ',', expected at least one entry", exitCode: 2, before: loaded),
    Mistake(
      "fit quality noisy --ante 1e308 --post 1e308", "--ante is '1e308', expected a number from 0 to 1e100",
      exitCode: 2,
      before: loaded),
    Mistake("load sim:nothing", "unknown simulation 'sim:nothing'"),
    Mistake("load sim:routerbench --queries 0", "--queries is '0'", exitCode: 2),
    Mistake("load sim:routerbench --queries ten", "--queries is 'ten', expected a whole number", exitCode: 2),
    Mistake("load t.csv --queries 5", "--queries", exitCode: 2, files: ["t.csv": small]),
    Mistake("join p.csv", "no query in common", before: loaded, files: ["p.csv": "query_id,prompt\nzzz,hello\n"]),
    Mistake("write _ out.csv", "there is no result", "try: sweep all"),
    Mistake(
      "write _ out.txt", "expected a name that ends in .csv, .json or .md", exitCode: 2, before: fitted + ["sweep mix"]),
    Mistake(
      "write _ out.csv", "out.csv exists", "--force overwrites it", before: fitted + ["sweep mix"],
      files: ["out.csv": "precious"]),
    Mistake("write _ nowhere/out.csv", "nowhere/out.csv: No such file or directory", before: fitted + ["sweep mix"]),
  ]

  static let state: [Mistake] = [
    Mistake("describe", "no traces are loaded", "try: load sim:routerbench"),
    Mistake("run routing --budget 0.001", "no traces are loaded"),
    Mistake("sweep routing", "no quality estimator is fitted", "try: fit quality", before: loaded),
    Mistake("pool gpt", "'gpt' could be any of these models: gpt-3.5-turbo, gpt-4", before: loaded),
    Mistake("pool llama-9", "unknown model 'llama-9'", before: loaded),
    Mistake("use other", "unknown trace set 'other'", before: loaded),
    Mistake("drop other", "unknown trace set 'other'", before: loaded),
    Mistake("filter length > 3", "unknown column 'length'", before: loaded),
    Mistake("filter group is math", "OP is 'is', expected one of", exitCode: 2, before: loaded),
    Mistake("filter query_id = nobody", "the filter leaves no query", before: loaded),
    Mistake("filter group = codign", "unknown group 'codign'", "did you mean 'coding'?", before: loaded),
    Mistake("filter solved_by > 11", "the filter leaves no query: solved_by ranges from 0 to 11", before: loaded),
    Mistake("filter gpt-4 = 1", "unknown column 'gpt-4'", "did you mean 'gpt-4.quality'?", before: loaded),
    Mistake("filter gpt5.quality = 1", "unknown model 'gpt5'", before: loaded),
    Mistake("filter gpt.quality = 1", "'gpt' could be any of these models: gpt-3.5-turbo, gpt-4", before: loaded),
    Mistake("filter gpt-4.quality > good", "VALUE is 'good', expected a number", exitCode: 2, before: loaded),
    Mistake("filter query_id ~ '/(/'", "VALUE is '/(/', expected a regular expression", exitCode: 2, before: loaded),
    Mistake(
      "describe --by query_id", "--by is 'query_id', expected a column with at most 100", exitCode: 2, before: loaded),
    Mistake("describe --by gruop", "unknown column 'gruop'", "did you mean 'group'?", before: loaded),
    Mistake("describe --agreement --distributions", "expected one page at a time", exitCode: 2, before: loaded),
    Mistake("describe --solved 1", "--solved needs --complementarity", before: loaded),
    Mistake("show --model gpt-4", "--model is for one query", exitCode: 2, before: loaded),
    Mistake("split --train 0", "--train must be above 0", exitCode: 2, before: loaded),
    Mistake("split --train 80% --tune 20%", "--train plus --tune below 100%", exitCode: 2, before: loaded),
    Mistake("split --train most", "--train is 'most', expected a share", exitCode: 2, before: loaded),
    Mistake("split --by group", "expected train, tune or test", before: loaded),
    Mistake("split --by nothing", "unknown column 'nothing'", before: loaded),
    Mistake(
      "fit quality noisy --post 1", "noisy needs --ante", "for example: --ante 0.5", exitCode: 2, before: loaded),
    Mistake(
      "fit quality noisy --ante -1 --post 1", "--ante is '-1', expected a number of at least 0", exitCode: 2,
      before: loaded),
    Mistake("fit quality noizy", "unknown estimator 'noizy'", "did you mean 'noisy'?", before: loaded),
    Mistake("fit quality constant --ante 1", "constant has no option --ante", before: loaded),
    Mistake("fit everything constant", "expected quality, cost or table", exitCode: 2, before: loaded),
    Mistake(
      "fit table e.csv", "the estimates lack 200 of 200 queries", before: loaded,
      files: [
        "e.csv": "query_id,model,ante,post,cost_ante,cost_post\n"
          + [
            "WizardLM-13B", "claude-instant-v1", "claude-v1", "claude-v2", "gpt-3.5-turbo", "gpt-4", "code-llama-34b",
            "llama-2-70b", "mistral-7b", "mixtral-8x7b", "Yi-34B",
          ].map { "q,\($0),1,1,1,1\n" }.joined()
      ]),
    Mistake("run rooting --budget 1", "unknown strategy 'rooting'", "did you mean 'routing'?", before: fitted),
    Mistake("run routing+fast --budget 1", "unknown option 'fast' of routing", before: fitted),
    Mistake("run cascade-routing+max-depth=0", "expected a whole number of at least 1", exitCode: 2, before: fitted),
    Mistake("run single --budget 1", "single needs a model", exitCode: 2, before: fitted),
    Mistake(
      "run routing --budget much", "--budget is 'much', expected a cost of at least 0", exitCode: 2, before: fitted),
    Mistake("sweep --budgets few", "--budgets is 'few'", exitCode: 2, before: fitted),
    Mistake("compare", "there is no result", before: fitted),
    Mistake("compare first", "unknown result 'first'", before: fitted),
    Mistake("compare --at-quality 1.5", "--at-quality is '1.5', expected a quality from 0", exitCode: 2, before: swept),
    Mistake("compare --at-cost -1", "expected a cost of at least 0, or a single model", exitCode: 2, before: swept),
    Mistake("compare --at-quality gpt", "'gpt' could be any of these models", before: swept),
    Mistake("compare --at-quality 0.5", "need a sweep", "try: sweep all", before: fitted + ["run mix --budget 1"]),
    Mistake("policy _ p.json", "policy needs a run", "try: run index", before: swept),
    Mistake("policy _ p.json", "oracle needs the truth", before: fitted + ["run oracle"]),
    Mistake(
      "policy _ p.json", "as with knn", "try: fit quality", exitCode: 1,
      before: loaded + ["fit quality knn", "run routing --budget 0.001"]),
    Mistake(
      "policy _ p.json", "repeats faults", "try: set reference off",
      before: fitted + ["set reference on", "run routing --budget 0.001"]),
    Mistake(
      "policy _ out.json", "out.json exists", "--force overwrites it", before: fitted + ["run routing --budget 0.001"],
      files: ["out.json": "precious"]),
    Mistake("state sve s.json", "expected save or load", exitCode: 2),
    Mistake("state save s.json --anyway", "unexpected argument '--anyway'", "usage: state save FILE", exitCode: 2),
    Mistake("state load nowhere.csv", "nowhere.csv: No such file"),
    Mistake("state load s.json", "s.json: format: found nothing, expected 'croute-state'", files: ["s.json": "{}"]),
    Mistake("state load s.json", "s.json: is cut short at line 1, column 12", files: ["s.json": "{\"format\": "]),
    Mistake(
      "state load s.json", "version: found 2, written by a newer croute, expected at most 1",
      files: ["s.json": "{\"format\": \"croute-state\", \"version\": 2}"]),
    Mistake("state load s.json", "s.json:1:2: found x", files: ["s.json": "{x"]),
    Mistake("state save out.json", "out.json exists", "--force overwrites it", files: ["out.json": "precious"]),
    // The single models of a log are estimates, which a sweep makes.
    Mistake(
      "plot frontier", "there is no sweep to draw", before: ["load a.csv"],
      files: ["a.csv": header + (0..<60).map { "q\($0),\($0 % 2 == 0 ? "x" : "y"),1,1\n" }.joined()]),
    Mistake("plot histgram cost", "unknown plot 'histgram'", "did you mean 'histogram'?", before: loaded),
    Mistake("report", "no quality estimator is fitted", before: loaded),
    Mistake("report --part all", "--part is 'all', expected train, tune or test", exitCode: 2, before: fitted),
    Mistake(
      "report --part tune", "there is no tune part", before: loaded + ["split --tune 0", "fit quality constant"]),
    Mistake(
      "fit quality knn --calibrate maybe", "--calibrate is 'maybe', expected platt or isotonic", exitCode: 2,
      before: loaded),
    Mistake("fit quality irt --calibrate platt", "unknown option '--calibrate' of irt", before: loaded),
    Mistake("plot reliability llama-9", "unknown model 'llama-9'", before: fitted),
    Mistake("plot reliability --bins 0", "--bins is '0', expected a whole number from 1", exitCode: 2, before: fitted),
    Mistake("plot path", "STRATEGY is missing", exitCode: 2, before: fitted),
    Mistake("plot path rooting", "unknown strategy 'rooting'", "did you mean 'routing'?", before: fitted),
    Mistake("plot path routing --head 1", "--head is '1', expected a whole number from 2", exitCode: 2, before: fitted),
    Mistake("plot heatmap", "there is no result", before: fitted),
    Mistake("plot heatmap nothing", "unknown result 'nothing'", before: fitted),
    Mistake(
      "plot heatmap --value strategy", "unknown column 'strategy'", before: fitted + ["sweep mix --budgets 2"]),
    Mistake("plot heatmap --x coast", "did you mean 'cost'?", before: fitted + ["sweep mix --budgets 2"]),
    Mistake("lambda rooting", "unknown query or strategy 'rooting'", "did you mean 'routing'?", before: fitted),
    Mistake("lambda threshold", "expected a strategy with a price, such as routing", exitCode: 2, before: fitted),
    Mistake("lambda routing --head 0", "--head is '0', expected a whole number from 1", exitCode: 2, before: fitted),
    Mistake("lambda sim.00001 --budget 1", "a budget is a mean over queries", exitCode: 2, before: fitted),
    Mistake("lambda sim.00001 mix", "expected a strategy with a price", exitCode: 2, before: fitted),
    Mistake("plot lambda pairs", "expected a strategy with a price", exitCode: 2, before: fitted),
    Mistake("plot lambda", "no quality estimator is fitted", before: loaded),
    Mistake("plot histogram group", "unknown column 'group'", before: loaded),
    Mistake("show nobody", "unknown query 'nobody'", before: loaded),
  ]

  @Test(arguments: words + files + state)
  func isSaidPlainlyAndChangesNothing(mistake: Mistake) throws {
    let folder = try TemporaryFolder()
    for (name, text) in mistake.files { try folder.write(text, to: name) }
    let interpreter = Interpreter()
    for command in mistake.before {
      try interpreter.output(command.replacing("load a.csv", with: "load \(folder.path)/a.csv"))
    }
    let before = try interpreter.output("traces\nset\nlet")
    // Paths are made absolute rather than changing the process's folder under other tests.
    let names =
      mistake.files.keys.filter { $0 != "a.csv" || !mistake.before.contains("load a.csv") } + [
        "nowhere.csv", "out.csv", "out.txt", "nowhere/out.csv", "nowhere.croute",
      ]
    var command = mistake.command
    for name in Set(names) where command.contains(" " + name) {
      command = command.replacing(" " + name, with: " \(folder.path)/\(name)")
      break
    }
    if command == "load ." { command = "load \(folder.path)" }
    do {
      try interpreter.output(command)
      Issue.record("no error")
    } catch {
      let text = error.text.replacing(folder.path + "/", with: "")
      for words in mistake.says { #expect(text.contains(words), "\(text)") }
      #expect(error.exitCode == mistake.exitCode)
      #expect(text.split(separator: "\n").count <= 4)
    }
    #expect(try interpreter.output("traces\nset\nlet") == before)
  }

  @Test func byteOrderMarksAndCarriageReturnsAreFine() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("\u{FEFF}" + Self.small.replacing("\n", with: "\r\n"), to: "windows.csv")
    #expect(try Interpreter().output("load \(path)").contains("loaded 2 queries x 2 models as windows"))
  }

  @Test func errorsPointAtTheWord() throws {
    let interpreter = Interpreter()
    do {
      try interpreter.execute(
        Source("# one\nload sim:routerbench --queries ten", name: "f.croute"), io: RecordingFrontEnd())
      Issue.record("no error")
    } catch {
      #expect(
        error.text
          == """
          f.croute:2:32: error: --queries is 'ten', expected a whole number from 1 to 1,000,000
            load sim:routerbench --queries ten
                                           ^~~

          """)
    }
  }
}
