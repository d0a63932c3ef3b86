import CommandLanguage
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct FitsTests {
  private func estimates(_ fit: String) throws -> String {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 60\n\(fit)\nset format csv")
    return try interpreter.output(
      "sql SELECT query_id, model, ante, post FROM estimates ORDER BY query_id, model LIMIT 20")
  }

  /// The parameters and the seed belong to the fit; the session's seed counts where none is given.
  @Test func noiseFollowsItsSeed() throws {
    let first = try estimates("fit quality noisy --ante 0.6 --post 0.3")
    #expect(try estimates("fit quality noisy --ante 0.6 --post 0.3 --seed 0") == first)
    #expect(try estimates("fit quality noisy --ante 0.6 --post 0.3 --seed 1") != first)
    #expect(try estimates("set seed 1\nfit quality noisy --ante 0.6 --post 0.3") != first)
    #expect(try estimates("fit quality noisy --ante 0.7 --post 0.3") != first)
  }

  /// A table of estimates that is read again counts as another, even at the same path.
  @Test func tablesAreThoseThatWereRead() throws {
    let (file, folder) = (try SmallTraceFile(), try TemporaryFolder())
    func table(_ ante: Double) -> String {
      var text = "query_id,model,ante,post,cost_ante,cost_post\n"
      for query in 1...4 { for model in ["small", "middle", "large"] { text += "q\(query),\(model),\(ante),1,1,1\n" } }
      return text
    }
    let path = try folder.write(table(0.25), to: "e.csv")
    try file.interpreter.output("pool small,middle\nsplit --train 50% --tune 0% --seed 1\nset format csv")
    func ante() throws -> String {
      try file.interpreter.output("fit table \(path)\nsql SELECT DISTINCT ante FROM estimates").split(separator: "\n")
        .last.map(String.init) ?? ""
    }
    #expect(try ante() == "0.25")
    try folder.write(table(0.75), to: "e.csv")
    #expect(try ante() == "0.75")
  }
}
