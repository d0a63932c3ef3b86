import Display
import Testing

@Suite struct SliderTests {
  private func slider(count: Int = 3, part: String = "large") -> Slider {
    let points = (0..<count).map { Figure.Point(Double($0), Double($0) / 2, label: "p\($0)") }
    let figure = Figure(
      title: "Moved", x: Figure.Axis("cost"), y: Figure.Axis("quality"),
      series: [Figure.Series("points", .points(points), isReference: true)])
    return Slider(
      "budget", over: figure, numbers: ["quality"], parts: ["small", part],
      settings: points.indices.map { index in
        let share = Double(index) / Double(max(1, count - 1))
        return Slider.Setting(
          .text("\(index) USD"), point: points[index], numbers: [.text("q\(index)")], shares: [1 - share, share])
      })
  }

  /// The middle setting is there without a script; its ring lies where the figure draws the same point.
  @Test func theMiddleIsShownAtFirst() throws {
    let html = slider().html
    #expect(html.contains("min=\"0\" max=\"2\" value=\"1\"") && html.contains("<output>1 USD</output>"))
    #expect(html.contains(">q1</td>") && html.contains("width:50.0%"))
    let ring = try #require(html.firstMatch(of: /<circle cx="([0-9.]+)" cy="([0-9.]+)" r="8"/))
    let place = "cx=\"\(ring.1)\" cy=\"\(ring.2)\""
    #expect(html.ranges(of: place).count == 2, "\(place)")
  }

  @Test func theScriptHoldsAllSettingsAndNothingFromElsewhere() {
    let html = slider().html
    for index in 0..<3 { #expect(html.contains("[\"\(index) USD\",")) }
    // The namespace of SVG is the only address.
    #expect(html.ranges(of: "http").count == 1 && html.contains("http://www.w3.org/2000/svg"))
  }

  /// What names hold is text, within the page and within the script.
  @Test func namesAreText() {
    let html = slider(part: "</script><b>x</b>").html
    #expect(html.ranges(of: "</script>").count == 1 && !html.contains("<b>"))
    #expect(html.contains("&lt;/script&gt;&lt;b&gt;x&lt;/b&gt;"))
  }

  /// Numbers stand to the right, under one another.
  @Test func numbersAreAligned() {
    var slider = slider()
    for index in 0..<3 { slider.settings[index].numbers = [.number(pow10[index], digits: 3)] }
    let lines = slider.table.text(width: 80).split(separator: "\n").map { $0.prefix(15) }
    #expect(lines == ["budget  quality", "------  -------", "0 USD         1", "1 USD        10", "2 USD       100"])
  }

  private let pow10 = [1.0, 10, 100]

  /// Nine of forty-one, evenly; shares below half a percent are left out, the largest comes first.
  @Test func elsewhereItIsATable() {
    let table = slider(count: 41).table
    #expect(table.rows.map { $0[0].text } == [0, 5, 10, 15, 20, 25, 30, 35, 40].map { "\($0) USD" })
    #expect(table.rows.map { $0[2].text }.first == "small 100%" && table.rows[1][2].text == "small 88%, large 12%")
    #expect(slider(count: 1).table.rows.count == 1)
  }
}
