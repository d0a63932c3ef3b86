import Testing
import Traces

@Suite struct RecordedTextTests {
  /// Numbers by their value, everything else in natural order, in which digits count by their value whatever their length.
  @Test(arguments: [
    ("9", "10"), ("0.25", "0.5"), ("-10", "-3"), ("1e-05", "0.1"), ("3.10", "3.9"), (".000120", "0.001"),
    ("0.50", "0.6"), ("+0.2", "1e1"), ("3.1", "3.10"), ("007", "8"), ("0x7", "8"),
    ("q9", "q10"), ("12345678901234567890", "12345678901234567891"), ("9", "12345678901234567890"),
    ("2024-01-09", "2024-01-10"), ("7", "n/a"), ("13e3", "12e4"), ("a", "b"), ("", "a"), ("007", "7"),
  ])
  func comesBefore(_ first: String, _ second: String) {
    #expect(RecordedText.compare(first, second) < 0)
    #expect(RecordedText.compare(second, first) > 0)
    #expect(RecordedText.compare(first, first) == 0)
  }

  @Test func numbersOfOneValueAreEqual() {
    #expect(RecordedText.compare("7", "7.0") == 0)
    #expect(RecordedText.compare("0.5", "5.0e-1") == 0)
    #expect(RecordedText.compare("1e1", "10") == 0 && RecordedText.compare("10", "1E1") == 0)
    #expect(RecordedText.compare("1e1", "9") > 0 && RecordedText.compare("1e1", "10.5") < 0)
  }
}
