import Input
import Mathematics

/// A quantity that a reader moves in a notebook, and what follows from it: a point of a figure, numbers, and shares.
///
/// Where nothing can be moved, it is a table of some of its settings.
public struct Slider: Sendable {
  /// One value of the quantity.
  public struct Setting: Sendable, Equatable {
    /// The value.
    public var value: Table.Cell
    /// Its point of the figure.
    public var point: Figure.Point
    /// The numbers that follow, one per name in `numbers`.
    public var numbers: [Table.Cell]
    /// The shares that follow, from 0 to 1, one per name in `parts`.
    public var shares: [Double]

    /// A value of the quantity and what follows from it.
    public init(_ value: Table.Cell, point: Figure.Point, numbers: [Table.Cell], shares: [Double]) {
      self.value = value
      self.point = point
      self.numbers = numbers
      self.shares = shares
    }
  }

  /// The quantity that is moved.
  public var quantity: String
  /// What the figure shows behind the point.
  public var figure: Figure
  /// The names of the numbers of a setting.
  public var numbers: [String]
  /// The names of the shares of a setting.
  public var parts: [String]
  /// The settings, in order.
  public var settings: [Setting]

  /// The most settings in a table.
  static let tableSize = 9

  /// A slider over settings.
  ///
  /// - Parameters:
  ///   - quantity: the quantity that is moved.
  ///   - figure: what is drawn behind the point.
  ///   - numbers: the names of the numbers of a setting.
  ///   - parts: the names of the shares of a setting.
  ///   - settings: the settings, in order.
  public init(_ quantity: String, over figure: Figure, numbers: [String], parts: [String], settings: [Setting]) {
    self.quantity = quantity
    self.figure = figure
    self.numbers = numbers
    self.parts = parts
    self.settings = settings
  }

  /// Some of the settings, evenly spaced.
  public var table: Table {
    let last = settings.count - 1
    let count = min(settings.count, Self.tableSize)
    let shown = (0..<count).map { count > 1 ? $0 * last / (count - 1) : 0 }
    return Table(
      [.init(quantity)] + numbers.map { .init($0) } + [.init("shares")],
      rows: shown.map { index in
        let setting = settings[index]
        let shares = zip(parts, setting.shares).filter { $1 >= 0.005 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        return [setting.value] + setting.numbers + [
          .text(shares.map { "\($0) \(Format.fixed(100 * $1, 0))%" }.joined(separator: ", "))
        ]
      })
  }
}

extension Slider {
  /// A page that needs nothing else: the figure with the point, the numbers and shares of the middle setting, and a range
  /// input with the script that shows the others.
  public var html: String {
    let (svg, place) = SVGRenderer().rendering(of: figure)
    guard let place, !settings.isEmpty else { return "" }
    let middle = settings.count / 2
    let states = settings.map { setting in
      let spot = place(setting.point)
      return JSONValue.array([
        .string(setting.value.text), .number(Self.rounded(spot.x)), .number(Self.rounded(spot.y)),
        .array(setting.numbers.map { .string($0.text) }),
        .array(setting.shares.map { .number(Self.rounded(100 * $0)) }),
      ])
    }
    let start = settings[middle]
    let spot = place(start.point)
    let circle =
      "<circle cx=\"\(SVGWriter.number(spot.x))\" cy=\"\(SVGWriter.number(spot.y))\" r=\"8\" fill=\"none\" "
      + "stroke=\"#D00000\" stroke-width=\"3\"/></svg>"
    let picture = svg.dropLast("</svg>\n".count) + circle
    let rows =
      zip(numbers, start.numbers).map { row($0, cell: "", value: $1.text) }
      + zip(parts, start.shares).map { part, share in
        let width = Format.fixed(100 * share, 1)
        let bar = "<div style=\"background:#0072B2;height:0.8em;width:\(width)%\"></div>"
        return row(part, cell: bar, value: width + "%")
      }
    // A name may hold what ends a script.
    let data = JSONValue.array(states).text.replacing("<", with: "\\u003c")
    return """
      <div class="croute-slider">
      <p><label>\(Table.escaped(quantity)) <input type="range" min="0" max="\(settings.count - 1)" value="\(middle)" \
      style="width:24em;vertical-align:middle"></label> <output>\(Table.escaped(start.value.text))</output></p>
      <div style="display:flex;flex-wrap:wrap;gap:1em;align-items:flex-start">
      <div style="max-width:600px">\(picture)</div>
      <table><tbody>
      \(rows.joined())</tbody></table>
      </div>
      <script>\(Self.script(data))</script>
      </div>

      """
  }

  private func row(_ name: String, cell: String, value: String) -> String {
    "<tr><td style=\"text-align:left\">\(Table.escaped(name))</td><td style=\"width:8em\">\(cell)</td>"
      + "<td style=\"text-align:right\">\(Table.escaped(value))</td></tr>\n"
  }

  private static func script(_ data: String) -> String {
    """
    (function () {
      var root = document.currentScript.parentElement, states = \(data);
      var input = root.querySelector("input"), circle = root.querySelector("svg > circle:last-of-type");
      var rows = root.querySelectorAll("table tr");
      function show() {
        var state = states[input.value], numbers = state[3].length;
        root.querySelector("output").textContent = state[0];
        circle.setAttribute("cx", state[1]);
        circle.setAttribute("cy", state[2]);
        rows.forEach(function (row, i) {
          var share = i < numbers ? null : state[4][i - numbers];
          row.cells[2].textContent = share === null ? state[3][i] : share.toFixed(1) + "%";
          if (share !== null) { row.cells[1].firstChild.style.width = share + "%"; }
        });
      }
      input.addEventListener("input", show);
    })();
    """
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
