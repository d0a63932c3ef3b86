import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing

/// Words that are no command, no option, no value.
@Suite struct BadInputTests {
  @Test(arguments: words) func isSaidPlainlyAndChangesNothing(mistake: Mistake) throws { try mistake.check() }

  static let words: [Mistake] = [
    Mistake("lod x.csv", "unknown command 'lod'", "did you mean 'load'?", exitCode: 2),
    Mistake("frobnicate", "unknown command 'frobnicate'", exitCode: 2),
    Mistake("load", "PATH is missing", "usage: load PATH", exitCode: 2),
    Mistake("load 'a.csv", "unclosed quote '", exitCode: 2),
    Mistake("pwd now", "unexpected argument 'now'", "usage: pwd", exitCode: 2),
    Mistake("load a.csv --fromat tidy", "unknown option '--fromat' of load", "'--format'", exitCode: 2),
    Mistake("load a.csv --as", "--as needs a value: --as NAME", exitCode: 2),
    Mistake("load a.csv --clip=yes", "--clip takes no value", exitCode: 2),
    Mistake("echo $nothing", "unknown variable 'nothing'"),
    Mistake("let 1x 2", "NAME is '1x', expected letters, digits and '_', not a digit first", exitCode: 2),
    Mistake("set sed 3", "unknown setting 'sed'", "did you mean 'seed'?"),
    Mistake("set seed minus", "seed is 'minus', expected a whole number from 0", exitCode: 2),
    Mistake("set format xml", "format is 'xml', expected text, json, csv or markdown", exitCode: 2),
    Mistake("help lod", "unknown command or topic 'lod'", "did you mean 'load'?"),
    Mistake("!ls", "! works only at the prompt", exitCode: 2),
    Mistake("undo", "there is nothing to undo"),
    Mistake("source nowhere.croute", "nowhere.croute: No such file or directory"),
  ]

  @Test func errorsPointAtTheWord() throws {
    let interpreter = Interpreter()
    do {
      try interpreter.execute(
        Source("# one\nload sim:routerbench --queries ten", name: "f.croute"), io: RecordingFrontEnd())
      Issue.record("no error")
    } catch {
      #expect(
        error.text
          == """
          f.croute:2:32: error: --queries is 'ten', expected a whole number from 1 to 1,000,000
            load sim:routerbench --queries ten
                                           ^~~

          """)
    }
  }
}
