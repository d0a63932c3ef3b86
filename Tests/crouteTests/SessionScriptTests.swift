import Display
import Foundation
import Testing

@Suite struct SessionScriptTests {
  @Test func markdown() throws {
    let text =
      "# Title\n\n```croute name=\"x\"\necho one\n```\n```output\none\n```\n```sh\nls\n```\n```croute\necho two\nfoo\n```\n"
    let outcome = try sh("$CROUTE run s.md", ["s.md": text])
    #expect(outcome.output == "one\ntwo\n" && outcome.errors.hasPrefix("s.md:14:1: error: unknown command"))
    #expect(
      try sh("$CROUTE run s.md", ["s.md": "```croute\necho one\n"]).errors.contains(
        "s.md:1:1: error: found an unclosed block"))
  }

  @Test func runPrintsOutputsAndChangesNothingElse() throws {
    let text =
      "```croute tags=[\"raises-exception\"]\necho a\nuse nobody\n```\n```croute run=false\necho no\n```\n```croute\necho b\n```\n"
    let outcome = try sh("mkdir d; mv f.md d; $CROUTE run d/f.md; echo $?; ls d", ["f.md": text])
    #expect(outcome.output == "a\nb\n0\nf.md\n" && outcome.errors.hasPrefix("d/f.md:3:5: error: unknown trace set"))
    let failing = try sh("$CROUTE run f.md", ["f.md": "```croute\nuse nobody\necho b\n```\n"])
    #expect(failing.output.isEmpty && failing.exitCode == 1)
    #expect(try sh("$CROUTE f.md", ["f.md": "a\n```croute\n"]).exitCode == 2)
  }

  @Test func aSessionGoesOnAfterItsFile() throws {
    let files = ["t.csv": "query_id,model,quality,cost\na,x,1,1\na,y,0,2\n"]
    let text = "---\ncroute: {seed: 9}\n---\n```croute\nload t.csv\nset seed\n```\n"
    let outcome = try sh(
      """
      mkdir d; mv f.md t.csv d
      $CROUTE d/f.md -c 'traces' -c 'save s.md' && $CROUTE check s.md && cat s.md
      """, files.merging(["f.md": text]) { $1 })
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(outcome.output.contains("s.md: 3 outputs as expected\n"))
    #expect(outcome.output.contains("set seed 9\n") && outcome.output.contains("```croute\ncd d\n```\n"))
    #expect(outcome.output.contains("```croute\ncd ..\n```\n"))
  }
}
