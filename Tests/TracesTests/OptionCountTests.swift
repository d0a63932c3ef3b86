import Testing
import Traces

@Suite struct OptionCountTests {
  @Test(arguments: [
    ("Which?\nA: one\nB: two\nC: three\nD: four\n\nAnswer: ", 4), ("Which?\nA) one\nB) two", 2),
    ("Which?\n  (A) one\n\t(B) two\n  (C) three", 3), ("Which?\nA. one\nwith more\nB. two\nC. three", 3),
    ("['Which?\\nA) one\\nB) two\\nC) three\\nAnswer:\\nA\\n']", 3),
    // Two examples, then the question.
    ("x\nA) 1\nB) 2\nC) 3\nAnswer: A\ny\nA) 1\nB) 2\nAnswer: ", 2),
    // A line that is no option in between, and one after.
    ("I. Kant\nA) 1\nB) 2\nC) 3\nA. Kant", 3),
    ("Who was A. Kant?", 0), ("A) only one", 0), ("a) 1\nb) 2", 0), ("A dog\nB cat", 0), ("(A. one\n(B. two", 0),
    ("", 0),
  ])
  func examples(prompt: String, count: Int) {
    #expect(OptionCount.count(in: prompt) == count)
  }
}
