import CommandLanguage
import Testing

@Suite struct VariablesTests {
  @Test func aFileOfASessionHasTheSameLimits() {
    #expect(throws: Never.self) { try Variables.check(["a": String(repeating: "x", count: 65_536), "b": ""]) }
    #expect(throws: CommandError.self) { try Variables.check(["a": String(repeating: "x", count: 65_537)]) }
    let many = Dictionary(uniqueKeysWithValues: (0..<20).map { ("\($0)", String(repeating: "x", count: 60_000)) })
    #expect(throws: CommandError.self) { try Variables.check(many) }
  }
}
