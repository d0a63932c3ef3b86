import CommandLanguage
import Display
import SessionTestSupport
import Testing

@Suite struct HelpPagesTests {
  @Test func aPageHasUsageOptionsDetailsAndExamples() {
    let command = Command<Sample>(
      "mix", "numbers", "mix numbers", arguments: [Argument("A", .number), Argument("B", .number, isRepeated: true)],
      options: [Option("at", .number, "X", "at X"), Option("dry", nil, "", "do nothing")],
      details: "More about it.", examples: ["mix 1 2", "mix 1 2 --dry"]
    ) { _ in }
    #expect(
      command.signature.page == """
        mix: mix numbers

        usage: mix A B… [--at X] [--dry]

          --at X  at X
          --dry   do nothing

        More about it.

        examples:
          mix 1 2
          mix 1 2 --dry
        """)
    #expect(
      command.signature.json.text
        == #"{"name":"mix","group":"numbers","summary":"mix numbers","usage":"mix A B… [--at X] [--dry]","examples":["mix 1 2","mix 1 2 --dry"]}"#
    )
  }

  @Test func theOverviewIsByGroupInTheOrderOfTheTable() {
    let lines = Sample.commands.grammar.overview.split(separator: "\n").map(String.init)
    #expect(lines.filter { !$0.hasPrefix(" ") } == ["numbers", "texts", "session"])
    // The longest names have seven letters.
    #expect(lines.prefix(3) == ["numbers", "  add      add numbers to the total", "  sum      print a sum"])
  }

  /// A command comes before a topic, a topic before a subject, a subject before a setting.
  @Test func pagesByName() throws {
    #expect(try Interpreter().output("help sums") == "1 + 2 is a sum.\n")
    #expect(try Interpreter().output("seven?") == "seven is lucky\n")
    #expect(try Interpreter().output("seed?") == "set seed VALUE: a whole number\nnow: 0\n")
    #expect(try Interpreter().output("help grammar").hasPrefix("verb [argument...]"))
  }
}
