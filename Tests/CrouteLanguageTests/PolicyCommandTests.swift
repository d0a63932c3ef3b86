import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import Input
import SessionTestSupport
import TestSupport
import Testing
import Traces

@Suite struct PolicyCommandTests {
  @Test func theFileSaysWhatWasTuned() throws {
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 200\npool gpt-4,mistral\nfit quality noisy --ante 0.6 --post 0.3 --fuse\nset seed 11"
    )
    try interpreter.output("set format json")
    let run = JSONNode(try JSONParser.parse(interpreter.output("run routing --budget 0.001 --as r")))
    try interpreter.output("policy r \(folder.path)/p.json")
    let text = try String(contentsOfFile: folder.path + "/p.json", encoding: .utf8)
    let file = JSONNode(try JSONParser.parse(text))
    #expect(try file["format"].string() == "croute-policy" && file["version"].integer() == 1)
    #expect(try file["models"].strings() == ["mistral-7b", "gpt-4"] && file["strategy"].string() == "routing")
    #expect(
      try file["lambdas"].numbers() == run["lambdas"].numbers() && file["gamma"].number() == run["gamma"].number())
    #expect(try file["seed"].integer() == 11 && file["budget"].number() == 0.001)
    #expect(try file["quality"]["fused"].elements().count == 2 && file["cost"]["estimator"].string() == "constant")
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
