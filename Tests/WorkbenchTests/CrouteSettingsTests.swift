import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct CrouteSettingsTests {
  @Test(arguments: [
    ("seed", "7"), ("seed", "18446744073709551615"), ("format", "text"), ("width", "60"),
    ("reference", "variance-scale"), ("progress", "off"),
    ("ascii", "on"), ("echo", "off"), ("quiet", "on"), ("timing", "off"),
  ]) func whatIsSetIsRead(_ name: String, _ value: String) throws {
    if name == "reference" { return try referenceRoundTrip() }
    let text = try Interpreter().output("set \(name) \(value)\nset format json\nset \(name)")
    #expect(text.hasSuffix("{\"command\":\"set\",\"\(name)\":\"\(name == "format" ? "json" : value)\"}\n"), "\(text)")
  }

  private func referenceRoundTrip() throws {
    #expect(try Interpreter().output("set reference on\nset reference") == "reference is on\n")
    #expect(try Interpreter().output("set reference on\nset reference off\nset reference") == "reference is off\n")
  }

  @Test(arguments: [
    "set seed -1", "set format html", "set width 19", "set width 1001", "set echo maybe", "set reference nobody",
    "set nobody 1",
  ]) func whatIsNotAllowedIsAnError(_ command: String) throws {
    let interpreter = Interpreter()
    let before = try interpreter.output("set")
    #expect(throws: Diagnostic.self) { try interpreter.output(command) }
    #expect(try interpreter.output("set") == before)
  }
}
