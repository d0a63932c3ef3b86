import CommandLanguage
import Input
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct PolicyFileTests {
  @Test func whatIsWrittenIsRead() throws {
    let served = try ServedLines()
    let path = served.folder.path + "/p.json"
    try served.interpreter.output("run cascade --lambda 0.05\npolicy _ \(path)")
    let policy = try PolicyFile.read(path)
    #expect(policy.models == ["small", "middle", "large"] && policy.strategy == "cascade")
    #expect(policy.parameters.lambdas.allSatisfy { $0 == 0.05 } && policy.seed == 4)
  }

  @Test func whatIsNoPolicyIsSaidWithItsPlace() throws {
    let folder = try TemporaryFolder()
    for (text, words) in [
      ("{}", "format: found nothing, expected 'croute-policy'"), ("{", "found the end of the file"),
      (#"{"format": "croute-policy", "version": 99}"#, "version: found 99, written by a newer croute"),
      (#"{"format": "croute-policy", "version": 1, "models": ["a", "a"]}"#, "models: found a list"),
    ] {
      let path = try folder.write(text, to: "p.json")
      let error = #expect(throws: (any Error).self) { try PolicyFile.read(path) }
      let found = error.map { "\($0)" } ?? ""
      #expect(found.hasPrefix(path) && found.contains(words), "\(found)")
    }
    #expect(throws: CommandError.self) { try PolicyFile.read(folder.path + "/none.json") }
  }

  @Test func theSchemaIsJSONAndNamesTheFormat() throws {
    let schema = try JSONParser.parse(PolicyFile.schema)
    #expect(schema["$schema"]?.string?.hasPrefix("https://json-schema.org/") == true)
    #expect(schema["properties"]?["strategy"] != nil && schema["properties"]?["models"] != nil)
  }
}
