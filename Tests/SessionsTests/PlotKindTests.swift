import Sessions
import Testing

@Suite struct PlotKindTests {
  @Test("`help plot` lists the kinds that `plot` knows")
  func kindsAreListed() throws {
    let page = try Interpreter().output("help plot")
    let mistake = #expect(throws: Diagnostic.self) { try Interpreter().output("plot nothing") }
    for name in ["frontier", "histogram"] {
      #expect(page.contains("\(name) "))
      #expect(mistake?.suggestion?.contains(name) == true)
    }
  }
}
