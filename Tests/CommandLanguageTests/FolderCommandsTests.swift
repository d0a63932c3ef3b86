import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct FolderCommandsTests {
  @Test func aFolderThatIsNotThereIsAnErrorAndChangesNothing() throws {
    let interpreter = Interpreter()
    let before = try interpreter.output("pwd")
    do {
      try interpreter.output("cd /no/such/folder")
      Issue.record("no error")
    } catch {
      #expect(error.message.contains("/no/such/folder"), "\(error.message)")
      #expect(error.exitCode == 1)
    }
    #expect(try interpreter.output("pwd") == before)
    #expect(before.hasPrefix("/") && before.hasSuffix("\n"))
  }

  @Test func cdToTheSameFolderStays() throws {
    let interpreter = Interpreter()
    #expect(try interpreter.output("cd .\npwd") == interpreter.output("pwd"))
  }
}
