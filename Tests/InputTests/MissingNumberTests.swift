import Input
import Testing

@Suite struct MissingNumberTests {
  /// What R, spreadsheets, databases and Python write.
  @Test(arguments: ["NA", "<NA>", "N/A", "n/a", "#N/A", "null", "NULL", "None", " NA ", "\tNA", " ", ""])
  func words(_ text: String) { #expect(MissingNumber.isWord(text)) }

  /// Neither results of computations nor marks that may mean anything.
  @Test(arguments: ["NaN", "nan", "inf", "-", ".", "?", "0", "N", "no", "N A", "nothing", "none at all"])
  func others(_ text: String) { #expect(!MissingNumber.isWord(text)) }
}
