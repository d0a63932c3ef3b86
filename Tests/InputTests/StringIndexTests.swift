import Input
import Testing

@Suite struct StringIndexTests {
  @Test func numbersNamesInOrder() {
    var index = StringIndex()
    let numbers = ["b", "a", "b", "", "a", "c"].map { index.insert($0) }
    #expect(numbers == [0, 1, 0, 2, 1, 3])
    #expect(Array(index.strings) == ["b", "a", "", "c"])
    #expect(index.find("c") == 3)
    #expect(index.find("d") == nil)
  }

  @Test func findsTheLatestAndTheNextNameAsAnyOther() {
    var index = StringIndex(["a", "b", "c"])
    #expect(["c", "a", "b", "b", "c", "a", "c"].map { index.insert($0) } == [2, 0, 1, 1, 2, 0, 2])
    #expect(index.insert("d") == 3 && index.insert("d") == 3 && index.insert("a") == 0)
  }

  /// "é" as one scalar and as two, and a syllable of Korean.
  @Test func spellingsAreOneNameWhereThatIsAsked() {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    var index = StringIndex(joinsSpellings: true)
    let names = [composed, "b", decomposed, composed, "\u{D55C}", "\u{1112}\u{1161}\u{11AB}"]
    #expect(names.map { index.insert($0) } == [0, 1, 0, 0, 2, 2])
    #expect(index.find(decomposed) == 0 && index.respelled == [0, 2] && index.count == 3)
    #expect(index.strings[0].unicodeScalars.count == 4)
    var exact = StringIndex()
    #expect([composed, decomposed].map { exact.insert($0) } == [0, 1] && exact.respelled.isEmpty)
  }

  /// Known names, new ones, and another spelling of each kind, as if they came one by one.
  @Test func manyNamesAtOnce() {
    var index = StringIndex(["b", "caf\u{E9}"])
    #expect(index.insert(["new", "b", "cafe\u{301}", "", "e\u{301}", "\u{E9}"]) == [2, 0, 1, 3, 4, 4])
    #expect(index.respelled == [1, 4] && Array(index.strings) == ["b", "caf\u{E9}", "new", "", "e\u{301}"])
    #expect(index.insert(StringColumn((0..<20_000).map { "query/\($0)" })) == Array(5..<20_005))
  }

  @Test func growsWithoutLosingNames() {
    var index = StringIndex()
    let inserted = (0..<20_000).map { index.insert("query/\($0)") }
    #expect(inserted == Array(0..<20_000))
    #expect((0..<20_000).map { index.find("query/\($0)") } == Array(0..<20_000))
    #expect(index.count == 20_000)
  }
}
