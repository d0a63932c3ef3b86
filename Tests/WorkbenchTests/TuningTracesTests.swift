import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct TuningTracesTests {
  private static func session() throws -> Interpreter {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 1000\npool gpt-4,mixtral,Yi")
    try interpreter.output("split --train 20% --tune 30%")
    try interpreter.output("fit quality noisy --ante 0.6 --post 0.3")
    return interpreter
  }

  @Test func aSampleIsSaidAloud() throws {
    let interpreter = try Self.session()
    let parts = try #require(
      interpreter.output("split --train 20% --tune 30%").firstMatch(of: /train ([0-9]+), tune ([0-9]+)/)
    ).output
    let whole = try interpreter.output("sweep mix routing --budgets 3")
    #expect(whole.contains("tuned on \(parts.2) queries") && !whole.contains("tune-rows"), "\(whole)")
    #expect(try interpreter.output("sweep mix routing --budgets 3 --tune-rows all") == whole)
    #expect(try interpreter.output("sweep mix routing --budgets 3 --tune-rows \(parts.2)") == whole)
    let part = try interpreter.output("sweep mix routing --budgets 3 --tune-rows 100")
    #expect(part.contains("tuned on 100 queries"), "\(part)")
    let said = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      said.contains(
        "prices are chosen on 100 of \(parts.2) tune and 100 of \(parts.1) train queries; --tune-rows all takes all"),
      "\(part)")
    #expect(part != whole)
  }

  @Test func atAPriceNothingIsChosen() throws {
    let interpreter = try Self.session()
    #expect(try interpreter.output("run routing --budget 0.001 --tune-rows 100").contains("chosen on 100 of"))
    #expect(try !interpreter.output("run routing --lambda 100 --tune-rows 100").contains("chosen on"))
  }

  @Test(arguments: ["10", "many", "1.5"])
  func otherNumbersAreRefused(_ text: String) throws {
    let interpreter = try Self.session()
    let error = try #require(throws: Diagnostic.self) {
      try interpreter.output("sweep mix --tune-rows \(text)")
    }
    #expect("\(error)".contains("a whole number of at least 20, or all"), "\(error)")
  }

  /// Results that are tuned again, such as those of knn, are tuned on the same sample.
  @Test func samplesComeBackWithAState() throws {
    let folder = try TemporaryFolder()
    let interpreter = try Self.session()
    try interpreter.output("run knn --budget 0.001 --tune-rows 50 --as k\nsweep knn --budgets 3 --tune-rows 50 --as s")
    try interpreter.output("state save \(folder.path)/s.json")
    let other = Interpreter()
    try other.output("state load \(folder.path)/s.json")
    for question in ["metrics k", "metrics s"] {
      #expect(try other.output(question) == interpreter.output(question))
    }
    try interpreter.output("run knn --budget 0.001 --as k")
    #expect(try other.output("metrics k") != interpreter.output("metrics k"))
  }
}
