import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// The pages of `describe` on traces small enough to work them out by hand.
@Suite struct DescribeCommandTests {
  private let file: SmallTraceFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try SmallTraceFile() }

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

  /// The oracle is too high by luck only where it is better than every single model: where two are right on other queries.
  @Test(arguments: [(["1", "1"], false), (["0", "0"], false), (["1", "0"], false), (["odd", "even"], true)])
  func luckIsSaidWhereThereIsAny(_ qualities: [String], _ isLucky: Bool) throws {
    var csv = "query_id,model,quality,cost\n"
    for query in 0..<6 {
      for (model, quality) in qualities.enumerated() {
        let value = ["odd": "\(query % 2)", "even": "\(1 - query % 2)"][quality] ?? quality
        csv += "q\(query),m\(model),\(value),\(model + 1)\n"
      }
    }
    let folder = try TemporaryFolder()
    let text = try Interpreter().output("load \(folder.write(csv, to: "t.csv"))\ndescribe")
    #expect(text.contains("the oracle is too high") == isLucky, "\(text)")
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
