import CommandLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct SourceCommandTests {
  @Test func sourcesThatContainThemselvesEnd() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("source \(folder.path)/a\n", to: "a")
    do {
      try Interpreter().output("source \(path)")
      Issue.record("no error")
    } catch {
      #expect(error.message.contains("16 levels deep"), "\(error.message)")
    }
  }

  @Test func theErrorNamesFileAndLine() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("echo one\n\necho $nobody\n", to: "a")
    do {
      try Interpreter().output("source \(path)")
      Issue.record("no error")
    } catch {
      #expect(error.file == path && error.location?.line == 3, "\(error.text)")
    }
  }

  @Test func anUndoTakesTheWholeFileBack() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("let a 1\nlet b 2\n", to: "a")
    let interpreter = Interpreter()
    try interpreter.output("let a 0\nsource \(path)")
    #expect(try interpreter.output("echo $a $b") == "1 2\n")
  }
}
