import SessionFiles
import Testing

@Suite struct CellAttributesTests {
  private func attributes(_ line: String) throws -> CellAttributes { try CellAttributes(opening: line[...], line: 1) }

  @Test func everyKey() throws {
    let line = #"```croute name="a b" tags=["raises-exception", "x"] check="exact" run=false tol=1e-9 timeout=0.5"#
    let attributes = try attributes(line + "\n")
    #expect(attributes.name == "a b" && attributes.tags == ["raises-exception", "x"] && attributes.expectsError)
    #expect(attributes.check == .exact && !attributes.isRun && attributes.tolerance == 1e-9)
    #expect(attributes.timeout == 0.5)
  }

  @Test func withoutKeys() throws {
    for line in ["```croute", "````croute  \t\n", "``` croute"] {
      let attributes = try attributes(line)
      #expect(attributes == CellAttributes(), "\(line)")
      #expect(attributes.name == nil && attributes.tags.isEmpty && attributes.check == nil && attributes.isRun)
      #expect(attributes.tolerance == nil && attributes.timeout == 60 && !attributes.expectsError)
    }
  }

  @Test func valuesAreJSON() throws {
    #expect(try attributes(#"```croute name="=\" ] é\u00e9\n""#.replacing(#"\n"#, with: "")).name == "=\" ] éé")
    #expect(try attributes(#"```croute tags=[ "a b" , "]" ]   run=true"#).tags == ["a b", "]"])
    #expect(try attributes("```croute\ttol=0\ttimeout=86400").timeout == 86_400)
  }

  @Test func mistakes() {
    expectMistake("'''croute nam=\"a\"\n'''\n", "1:11", "unknown attribute 'nam'")
    expectMistake("'''croute name=\"a\" name=\"b\"\n'''\n", "1:20", "found a second name, expected each attribute once")
    expectMistake("'''croute name\n'''\n", "1:11", "found 'name', expected key=value")
    expectMistake("'''croute =1\n'''\n", "1:11", "found '=', expected key=value")
    expectMistake("'''croute run=no\n'''\n", "1:15", "run is 'no', expected true or false")
    expectMistake("'''croute name=a\n'''\n", "1:16", "name is 'a', expected a string of one line in double quotes")
    expectMistake("'''croute name=\n'''\n", "1:16", "found nothing after '=', expected a JSON value")
    expectMistake("'''croute name=7\n'''\n", "1:16", "name is '7', expected a string of one line in double quotes")
    expectMistake(
      "'''croute name=\"a\\nb\"\n'''\n", "1:16",
      "name is '\"a\\nb\"', expected a string of one line in double quotes")
    expectMistake("'''croute check=\"some\"\n'''\n", "1:17", "check is '\"some\"', expected \"exact\" or \"none\"")
    expectMistake("'''croute run=1\n'''\n", "1:15", "run is '1', expected true or false")
    expectMistake("'''croute tol=-1\n'''\n", "1:15", "tol is '-1', expected a number from 0")
    expectMistake(
      "'''croute timeout=0\n'''\n", "1:19", "timeout is '0', expected a number of seconds above 0, at most 86400")
    for tags in ["\"a\"", "[1]", "[\"\"]", "[\"a,b\"]", "[\"a\",\"a\"]"] {
      expectMistake(
        "'''croute tags=\(tags)\n'''\n", "1:16",
        "tags is '\(tags)', expected a list of different words such as [\"raises-exception\"]")
    }
    // Columns count characters, and the line is the file's.
    expectMistake("é\n\n'''croute name=\"é日\" tol=x\n'''\n", "3:25", "tol is 'x', expected a number from 0")
    expectMistake(
      "'''croute name=\"a tol=1\n'''\n", "1:16",
      "found a string that never ends, expected a closing quote (values are JSON)")
    expectMistake(
      "'''croute tags=[\"a\" \"b\"]\n'''\n", "1:21", "found \", expected a comma or ] (values are JSON)")
  }
}
