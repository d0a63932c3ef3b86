import Testing

/// Where the prompt keeps what, at a terminal of its own.
@Suite struct UserFoldersTests {
  private func prompt(_ lines: String, _ environment: String = "", after: String) throws -> Shell.Outcome {
    try sh("printf '\(lines)\\nquit\\n' | \(environment) script -qc $CROUTE /dev/null >/dev/null; \(after)")
  }

  @Test func theHomeOfTheEnvironmentCounts() throws {
    let found = try prompt(
      "echo marker", "HOME=$PWD/home",
      after: "mkdir -p home; find home -type f | sort; grep marker home/.local/state/croute/history")
    #expect(found.output == "home/.local/state/croute/history\necho marker\n")
    let there = try sh(
      "mkdir home; printf 'version > ~/v.txt\\nquit\\n' | HOME=$PWD/home script -qc $CROUTE /dev/null >/dev/null; ls home"
    )
    #expect(there.output == "v.txt\n")
  }

  @Test(arguments: ["CROUTE_HISTORY=", "HOME=$PWD"])
  func theHistoryCanBeSwitchedOff(_ environment: String) throws {
    let lines = environment == "CROUTE_HISTORY=" ? "echo a" : "set history off\\necho secret"
    let found = try prompt(lines, environment, after: "cat .local/state/croute/history | grep -v '^#'")
    #expect(found.output == (environment == "CROUTE_HISTORY=" ? "" : "set history off\n"))
  }

  @Test func theHistoryCanBeElsewhere() throws {
    let found = try prompt("echo a", "CROUTE_HISTORY=$PWD/h", after: "grep -v '^#' h; ls -A .local 2>&1 | head -1")
    #expect(found.output.hasPrefix("echo a\nquit\n"))
  }
}
