import Display
import Testing

@Suite struct FigureJSONTests {
  private func marks(_ marks: Figure.Marks) -> String? {
    square([.init("s", marks)]).json["series"]?.array?.first?["marks"]?.text
  }

  @Test func theDataOfAllMarks() {
    let points = [Figure.Point(1, 2.5), Figure.Point(3, .nan, label: "a")]
    let spelled = #"[{"x":1.0,"y":2.5},{"x":3.0,"y":null,"label":"a"}]"#
    for marks in [Figure.Marks.line(points), .step(points), .points(points), .texts(points), .captions(points)] {
      #expect(self.marks(marks) == spelled)
    }
    #expect(marks(.band([.init(x: 1, low: 2, high: 3)])) == #"[{"x":1.0,"low":2.0,"high":3.0}]"#)
    let bar = #"[{"from":1.0,"to":2.0,"height":3.0}]"#
    #expect(marks(.bars([.init(from: 1, to: 2, height: 3)])) == bar)
    #expect(marks(.lyingBars([.init(from: 1, to: 2, height: 3)])) == bar)
    #expect(
      marks(.cells([.init(x: 0...1, y: 2...3, value: 4)], legend: "v"))
        == #"[{"x":[0.0,1.0],"y":[2.0,3.0],"value":4.0}]"#)
  }

  @Test func titleAxesAndNotes() {
    var figure = Figure(
      title: "T", x: .init("cost", unit: "USD", scale: .log10), y: .init("quality"), series: [], notes: ["one", "two"])
    #expect(
      figure.json.text
        == #"{"title":"T","x":"cost (USD, log scale)","y":"quality","series":[],"notes":["one","two"]}"#)
    figure.tree = .init(columns: ["n"], root: .init(label: "all", share: 1, values: ["7"]))
    #expect(
      figure.json.text
        == #"{"title":"T","tree":{"label":"all","share":1.0,"n":"7","children":[]},"notes":["one","two"]}"#)
  }
}
