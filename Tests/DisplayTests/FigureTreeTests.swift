import Display
import Testing

@Suite struct FigureTreeTests {
  @Test func aFigureOfATreeHasNoSeries() {
    let figure = Figure(title: "Paths", tree: TextTreeTests.tree, notes: ["Note."])
    #expect(figure.tree == TextTreeTests.tree && figure.series.isEmpty && figure.notes == ["Note."])
  }

  @Test func jsonHasTheValuesUnderTheirHeadings() {
    let tree = Figure.Tree(
      columns: ["queries", "cost"],
      root: .init(
        label: "all", share: 1, values: ["100%", "2.5"],
        children: [.init(label: "a", share: 0.25, isEmphasised: true, values: ["25%"])]))
    let child = #"{"label":"a","share":0.25,"queries":"25%","children":[]}"#
    #expect(
      Figure(title: "", tree: tree).json["tree"]?.text
        == #"{"label":"all","share":1.0,"queries":"100%","cost":"2.5","children":[\#(child)]}"#)
  }
}
