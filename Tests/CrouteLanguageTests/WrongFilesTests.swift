import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// Folders, databases and joined files that do not load as they are.
@Suite struct WrongFilesTests {
  @Test func thereAreSixtySingleFiles() {
    let columns = WrongColumnsTests.names + WrongColumnsTests.nested + WrongColumnsTests.layouts
    let numbers = WrongNumbersTests.unnumbers + WrongNumbersTests.scales + WrongNumbersTests.numbers
    let texts =
      WrongTextsTests.shapes + WrongTextsTests.json + WrongTextsTests.encodings + WrongTextsTests.repeats
    #expect(columns.count + numbers.count + texts.count >= 60)
  }

  /// A folder of one file a model, whose columns have other names.
  @Test func aFolderIsAnsweredByWhatIsInIt() throws {
    let folder = try TemporaryFolder()
    for model in ["small", "large"] {
      _ = try folder.write("id,correct,usd\n1,yes,0.1\n2,no,0.1\n", to: "\(model).csv")
    }
    let interpreter = Interpreter()
    do {
      try interpreter.output("load \(folder.path)")
      Issue.record("it loads")
    } catch {
      #expect(error.message.contains("its file large.csv has id (1), correct (yes), usd (0.1)"), "\(error.message)")
      let command = try #require(error.suggestion)
      #expect(command.contains("--map cost=usd,quality=correct,query_id=id"), "\(command)")
      let text = try interpreter.output(String(command.dropFirst(5)) + "\nset format csv\nsql SELECT model FROM models")
      #expect(text.contains("loaded 2 queries x 2 models") && text.hasSuffix("model\nlarge\nsmall\n"), "\(text)")
    }
  }

  /// Of two scorers it is said which one counts, and what takes the other.
  @Test func whatWasGuessedIsSaid() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      #"{"eval":{"model":"m","task":"t"},"samples":[{"id":1,"scores":{"match":{"value":"C"},"judge":{"value":0.25}}}]}"#,
      to: "log.json")
    let text = try Interpreter().output("load \(path)").replacing("\n      ", with: " ")
    #expect(
      text.contains("note: the score is that of match; --map quality=scores.judge.value takes that of judge\n"),
      "\(text)")
    let other = try Interpreter().output("load \(path) --map quality=scores.judge.value\ndescribe")
    #expect(other.contains("m        0.2500") && !other.contains("the score is that of"), "\(other)")
  }

  /// The rows of a database are described like those of a table, and what is proposed keeps what was asked for.
  @Test func databasesAreAnsweredByTheirColumns() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/runs.db"
    shell(
      "python3 -c 'import sqlite3; d = sqlite3.connect(\"\(path)\"); d.execute(\"CREATE TABLE a(ticket, llm, grade, usd)\"); "
        + "d.execute(\"INSERT INTO a VALUES (7, 8, 1, 0.5)\"); d.execute(\"CREATE TABLE b(x)\"); d.commit()'")
    let interpreter = Interpreter()
    do {
      try interpreter.output("load \(path)")
      Issue.record("it loads")
    } catch {
      #expect(
        error.message.contains("choose its rows with --table NAME or --sql QUERY; it has a, b"), "\(error.message)")
      #expect(error.suggestion?.contains("--table a") == true, "\(error.suggestion ?? "")")
    }
    do {
      try interpreter.output("load \(path) --table a")
      Issue.record("it loads")
    } catch {
      #expect(error.message.contains("it has ticket (7), llm (8), grade (1), usd (0.5)"), "\(error.message)")
      let command = try #require(error.suggestion)
      #expect(command.contains("--map cost=usd,model=llm,quality=grade,query_id=ticket --table a"), "\(command)")
      #expect(try interpreter.output(String(command.dropFirst(5))).contains("loaded 1 query x 1 model"))
    }
  }

  /// What is said of prices and joined files does not speak of scores.
  @Test func hintsAreAboutWhatFailed() throws {
    let folder = try TemporaryFolder()
    let calls = try folder.write(
      "request_id,model,spend,prompt_tokens,completion_tokens\nr1,a,0.1,1,2\n", to: "calls.csv")
    let prices = try folder.write("model,input,output\na,-1,2\n", to: "prices.csv")
    let scores = try folder.write("rid,grade\nr1,1\n", to: "scores.csv")
    let others = try folder.write("request_id,grade\nr9,1\n", to: "others.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(calls)")
    for (command, says) in [
      ("reprice --prices \(prices)", "input is -1, expected a number from 0 to 1e100"),
      ("join \(scores) --on request_id --map quality=grade", "no column 'request_id'; it has rid, grade"),
      ("join \(others) --on request_id --map quality=grade", "no query in common"),
    ] {
      do {
        try interpreter.output(command)
        Issue.record("it works")
      } catch {
        #expect(error.message.contains(says), "\(error.message)")
        #expect(error.suggestion == (says.contains("no column") ? "--on COLUMN names the one that holds the ids" : nil))
      }
    }
  }
}
