import Display
import Testing

@Suite struct FigureFrameTests {
  @Test("a figure without values says so; one of a single point shows it in the middle")
  func few() {
    for marks in [Figure.Marks.line([]), .points([.init(.nan, 1)]), .bars([]), .cells([], legend: "")] {
      let figure = Figure(title: "T", x: .init("x"), y: .init("y"), series: [.init("s", marks)], notes: ["Why."])
      #expect(TextRenderer().render(figure) == "T\n(nothing to plot: no values)\nWhy.\n")
    }
    let one = Figure(title: "T", x: .init("x"), y: .init("y"), series: [.init("s", .points([.init(7, 0)]))])
    let lines = TextRenderer(width: 40, height: 10, ascii: true).render(one).split(separator: "\n")
    #expect(lines[4].contains("*") && lines.joined().contains("7.0"))
  }

  @Test("where no value can be shown, why is said")
  func none() {
    func text(_ points: [Figure.Point], _ scale: Figure.Scale = .linear) -> String {
      TextRenderer().render(
        Figure(title: "", x: .init("x", scale: scale), y: .init("y"), series: [.init("s", .points(points))]))
    }
    #expect(
      text([.init(1e308, 1), .init(-1e308, 2)])
        .contains("(nothing to plot: all values are too great or too small to be drawn)"))
    #expect(text([.init(0, 1)], .log10).contains("(nothing to plot: no values above zero, as the log scale needs)"))
    #expect(text([.init(.infinity, 1)]).contains("(nothing to plot: no values)"))
  }

  @Test("values that a log axis cannot hold are left out with a note")
  func logarithm() {
    let figure = Figure(
      title: "", x: .init("x", scale: .log10), y: .init("y"),
      series: [.init("s", .points([.init(0, 1), .init(1, 1), .init(100, 2)]))])
    let text = TextRenderer(width: 60, ascii: true).render(figure)
    #expect(text.contains("Values not above zero are left out") && text.contains("x (log scale)"))
    #expect(text.split(separator: "\n").dropFirst().prefix(15).joined().count { $0 == "*" } == 2)
  }

  @Test("values beyond what an axis can hold are left out with a note, those that are not finite without one")
  func greatest() {
    let figure = Figure(
      title: "", x: .init("x"), y: .init("y"),
      series: [.init("s", .points([.init(1, 1), .init(2, 1e301), .init(3, 2)]))], notes: ["Own."])
    #expect(
      TextRenderer(width: 60, ascii: true).render(figure).hasSuffix(
        "Own.\nValues too great or too small to be drawn are left out.\n"))
    var finite = figure
    finite.series = [.init("s", .points([.init(1, 1), .init(2, .infinity), .init(3, 2)]))]
    #expect(TextRenderer(width: 60, ascii: true).render(finite).hasSuffix("Own.\n"))
  }
}
