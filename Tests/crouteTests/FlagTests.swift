import Display
import Terminal
import Testing
import Workbench
import croute

@Suite struct FlagTests {
  @Test func flags() throws {
    let arguments = try Arguments([
      "-i", "--format", "csv", "--seed=7", "--width", "100", "--keep-going", "--echo", "--timing", "--quiet", "--ascii",
      "--no-color", "--no-init",
    ])
    var settings = Settings()
    settings.display.format = .csv
    settings.seed = 7
    settings.display.width = 100
    settings.display.echo = true
    settings.display.timing = true
    settings.display.quiet = true
    settings.display.ascii = true
    #expect(arguments.settings == settings)
    #expect(arguments.stays && arguments.keepsGoing && !arguments.mayColor && !arguments.readsInitialization)
    #expect(try Arguments(["--seed", "18446744073709551615"]).settings.seed == .max)
    #expect(
      try Arguments(["-c=a", "--width", "60", "--quiet"]).options == [["-c", "a"], ["--width", "60"], ["--quiet"]])
    #expect(try Arguments(["--version"]).action == .version)
    #expect(try Arguments(["-h"]).action == .help)
  }

  private static let mistakes: [([String], String, String?)] = [
    (["--formt", "json"], "unknown option '--formt'", "did you mean '--format'?"),
    (["--format"], "--format needs a value: --format FORMAT", nil),
    (["--format", "xml"], "--format is 'xml', expected text, json, csv or markdown", nil),
    (["--seed", "-1"], "--seed is '-1', expected a whole number from 0", nil),
    (["--width", "5"], "--width is '5', expected 20 to 1000", nil),
    (["--quiet=yes"], "--quiet takes no value", nil),
    (["-c"], "-c needs a value: -c COMMAND", nil),
    (["--let", "1=2"], "--let is '1=2', expected NAME=VALUE", nil),
  ]

  @Test(arguments: mistakes)
  func errors(_ words: [String], _ message: String, _ suggestion: String?) {
    #expect(throws: UsageError(message: message, suggestion: suggestion)) { try Arguments(words) }
  }
}
