import Input
import TestSupport
import Testing

@Suite struct MissingNumberTests {
  /// What R, spreadsheets, databases and Python write.
  @Test(arguments: ["NA", "<NA>", "N/A", "n/a", "#N/A", "null", "NULL", "None", " NA ", "\tNA", "\\N", " ", ""])
  func words(_ text: String) { #expect(MissingNumber.isMissing(text)) }

  /// What is left blank, quoted or not, is missing by no word.
  @Test func blanksAreNoWords() throws {
    let folder = ScratchFolder()
    let reader = try TableReader(path: folder.write("a,b,c,d\n\"\", ,\"\t\",NA\n"))
    #expect(try reader.next())
    for column in 0..<4 { #expect(try reader.number(column, in: .quality).isNaN) }
    #expect(reader.window.missingWordCount == 1)
  }

  /// Neither results of computations nor marks that may mean anything.
  @Test(arguments: ["NaN", "nan", "inf", "-", ".", "?", "0", "N", "no", "N A", "nothing", "none at all"])
  func others(_ text: String) { #expect(!MissingNumber.isMissing(text)) }
}
