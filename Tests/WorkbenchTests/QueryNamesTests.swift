import Input
import Testing
import Workbench

@Suite struct QueryNamesTests {
  private func completions(_ names: StringColumn, _ beginning: String, atMost limit: Int) -> [String] {
    names.completions(of: beginning, atMost: limit).map { $0.isWhole ? $0.text : $0.text + "…" }
  }

  @Test func namesWithABeginning() {
    let names: StringColumn = ["a1", "b", "a", "", "a22", "\u{e9}a"]
    #expect(completions(names, "a", atMost: 9) == ["a1", "a", "a22"])
    #expect(completions(names, "a22", atMost: 9) == ["a22"] && completions(names, "a223", atMost: 9).isEmpty)
    #expect(completions(names, "", atMost: 9) == ["a1", "b", "a", "", "a22", "\u{e9}a"])
    #expect(completions(names, "\u{e9}", atMost: 9) == ["\u{e9}a"])
  }

  /// Of too many names each is reached by what it begins with, cut where those that begin so differ, but within no character.
  @Test func howManyNamesGoOn() {
    let names: StringColumn = [
      "q-10", "q-12", "q-130", "q-131", "q-2", "q-", "q-\u{e9}x", "q-\u{e9}y", "q-\u{ea}z", "r",
    ]
    #expect(completions(names, "q", atMost: 3) == ["q-1…", "q-2", "q-", "q-\u{e9}…", "q-\u{ea}z"])
    #expect(completions(names, "q-1", atMost: 3) == ["q-10", "q-12", "q-13…"])
    #expect(completions(names, "q-13", atMost: 3) == ["q-130", "q-131"])
  }

  /// 800 ids from q100 to q899 are 8 groups, and each of 100 is listed.
  @Test func eightHundred() {
    let names = StringColumn((100..<900).map { "q\($0)" })
    #expect(completions(names, "", atMost: 300) == (1...8).map { "q\($0)…" })
    #expect(completions(names, "q3", atMost: 300) == (300..<400).map { "q\($0)" })
  }
}
