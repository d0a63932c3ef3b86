import Sessions
import TestSupport
import Testing

@Suite struct LoadCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("query_id,model,correct,usd\nq1,a,1,0.5\nq1,b,0,1\nq2,a,0,0.25\n", to: "my file.csv")
  }

  @Test func namesAreMappedAndMissingOutcomesCounted() throws {
    let text = try Interpreter().output(
      "set format json\nload '\(folder.path)/my file.csv' --map quality=correct,cost=usd")
    let line = try #require(text.split(separator: "\n").last)
    for part in [
      #""name":"my_file""#, #""queries":2"#, #""models":["a","b"]"#, #""missing":1"#, #""cost_unit":"usd""#,
      #""simulated":false"#,
    ] { #expect(line.contains(part), "\(part) in \(line)") }
  }

  @Test(arguments: [
    "load sim:nobody", "load sim:routerbench sim:cascade", "load sim:routerbench --clip",
    "load sim:routerbench --queries 0",
    "load nobody.csv", "load F --queries 5", "load F --format nobody", "load F --cost nobody", "load F --map quality",
    "load F --map quality=correct,quality=usd", "load F --map quality=correct,cost=usd --as 'a b'",
  ]) func whatCannotBeLoadedIsAnErrorAndNothingStays(_ command: String) throws {
    let interpreter = Interpreter()
    #expect(throws: Diagnostic.self) {
      try interpreter.output(command.replacing("F", with: "'\(folder.path)/my file.csv'"))
    }
    #expect(throws: Diagnostic.self) { try interpreter.output("describe") }
  }
}
