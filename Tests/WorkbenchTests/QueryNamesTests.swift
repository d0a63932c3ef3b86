import Input
import Testing
import Workbench

@Suite struct QueryNamesTests {
  @Test func namesWithABeginning() {
    let names: StringColumn = ["a1", "b", "a", "", "a22", "\u{e9}a"]
    #expect(names.places(beginningWith: "a", atMost: 9) == [0, 2, 4])
    #expect(names.places(beginningWith: "a", atMost: 2) == [0, 2])
    #expect(names.places(beginningWith: "a22", atMost: 9) == [4])
    #expect(names.places(beginningWith: "a223", atMost: 9).isEmpty)
    #expect(names.places(beginningWith: "", atMost: 9) == Array(0..<6))
    #expect(names.places(beginningWith: "\u{e9}", atMost: 9) == [5])
  }
}
