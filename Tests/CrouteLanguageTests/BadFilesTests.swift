import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

/// Files, simulations and places that a command cannot read or write.
@Suite struct BadFilesTests {
  private static let header = Mistake.header
  private static let small = Mistake.small
  private static let loaded = Mistake.loaded
  private static let fitted = Mistake.fitted

  @Test(arguments: files) func isSaidPlainlyAndChangesNothing(mistake: Mistake) throws { try mistake.check() }

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

  @Test func byteOrderMarksAndCarriageReturnsAreFine() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("\u{FEFF}" + Self.small.replacing("\n", with: "\r\n"), to: "windows.csv")
    #expect(try Interpreter().output("load \(path)").contains("loaded 2 queries x 2 models as windows"))
  }
}
