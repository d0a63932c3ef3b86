import CommandLanguage
import Testing

@Suite struct InspectionTests {
  @Test(arguments: [
    ("seven", "seven is lucky\n"), ("add seven", "seven, added\n"), ("sums", "1 + 2 is a sum.\n"),
    ("add 1 --times", "--times N  add it N times\n"), ("set seed", "set seed VALUE: a whole number\nnow: 0\n"),
  ])
  func pages(_ text: String, _ page: String) {
    #expect(Interpreter().inspection(of: text, at: text.endIndex) == page)
  }

  @Test func elsewhereTheCommandIsShown() {
    #expect(
      Interpreter().inspection(of: "add 12", at: "add 12".endIndex)
        == """
        add: add numbers to the total

        usage: add NUMBER… [--times N] [--quietly]

          --times N  add it N times
          --quietly  print nothing

        """)
  }
}
