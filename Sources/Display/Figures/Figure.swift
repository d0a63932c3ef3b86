/// The content of a plot, independent of its drawing: titles, axes and series of plain numbers.
///
/// A plot makes a figure, a renderer draws it; the text and the SVG renderer draw the same figure. Numbers that are not
/// finite are left out, so a line breaks there.
public struct Figure: Sendable, Equatable {
  /// The heading.
  public var title: String
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// What is drawn, from the back to the front.
  public var series: [Series]
  /// Sentences under the figure.
  public var notes: [String]
  /// The tree drawn instead of axes and series, if any.
  public var tree: Tree?
  /// The preferred number of rows of the plot, if its marks are in rows.
  public var rowCount: Int?
  /// The least number of rows of text in which its marks do not cover one another, if they are in rows.
  public var leastRowCount: Int?

  /// Creates a figure with axes.
  public init(title: String, x: Axis, y: Axis, series: [Series], notes: [String] = []) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
    self.notes = notes
  }

  /// How values are spaced along an axis.
  public enum Scale: Sendable, Equatable {
    case linear, log10
  }

  /// An axis: its quantity and scale.
  public struct Axis: Sendable, Equatable {
    /// The quantity.
    public var label: String
    /// The unit; may be empty.
    public var unit: String
    /// How values are spaced.
    public var scale: Scale
    /// The values at the ends; taken from the data if `nil`.
    public var range: ClosedRange<Double>?
    /// Named places, for categories; round numbers if `nil`.
    public var ticks: [Tick]?

    /// Creates an axis with the given label, unit, scale, range and ticks.
    public init(
      _ label: String, unit: String = "", scale: Scale = .linear, range: ClosedRange<Double>? = nil,
      ticks: [Tick]? = nil
    ) {
      self.label = label
      self.unit = unit
      self.scale = scale
      self.range = range
      self.ticks = ticks
    }

    /// The label of the axis: `cost (USD per query, log scale)`.
    public var caption: String {
      let details = [unit, scale == .log10 ? "log scale" : ""].filter { !$0.isEmpty }
      return details.isEmpty ? label : "\(label) (\(details.joined(separator: ", ")))"
    }
  }

  /// Marks that belong together, with one name in the legend.
  public struct Series: Sendable, Equatable {
    /// The name in the legend; no entry where it is empty.
    public var name: String
    /// What is drawn.
    public var marks: Marks
    /// Whether this is a reference: drawn thin and grey, with a separate legend.
    public var isReference: Bool
    /// The index of its colour and marker, to match another series; assigned in order if `nil`.
    public var color: Int?

    /// Creates a series with the given name, marks, reference flag and color.
    public init(_ name: String, _ marks: Marks, isReference: Bool = false, color: Int? = nil) {
      self.name = name
      self.marks = marks
      self.isReference = isReference
      self.color = color
    }

    /// The colour of one of `count` parts wherever it is drawn: its place among them; `nil` where colours would repeat.
    package static func color(ofPart index: Int, among count: Int) -> Int? {
      count <= SVGPalette.series.count ? index : nil
    }
  }

  /// The kinds of marks and their data.
  public enum Marks: Sendable, Equatable {
    /// Points joined in their order. The line is straight in the values, so it is curved on a logarithmic axis.
    case line([Point])
    /// Points joined by steps: a value holds until the next point.
    case step([Point])
    /// Separate points; a point with a label is named.
    case points([Point])
    /// The area between a lower and an upper value.
    case band([Interval])
    /// Vertical bars from zero.
    case bars([Bar])
    /// Horizontal bars: from zero to `height` along the horizontal axis, over `from..<to` of the vertical one.
    case lyingBars([Bar])
    /// The labels of points, without the points.
    case texts([Point])
    /// Labels that begin a little to the right of their points, without the points.
    case captions([Point])
    /// Rectangles coloured by value, with a legend for the colours.
    case cells([Cell], legend: String)
  }

  /// A place in the figure.
  public struct Point: Sendable, Equatable {
    /// The horizontal value.
    public var x: Double
    /// The vertical value.
    public var y: Double
    /// The name of the point, if it has one.
    public var label: String?

    /// Creates a point with the given x, y and label.
    public init(_ x: Double, _ y: Double, label: String? = nil) {
      self.x = x
      self.y = y
      self.label = label
    }
  }

  /// A lower and an upper value at one place.
  public struct Interval: Sendable, Equatable {
    /// The horizontal value.
    public var x: Double
    /// The vertical values.
    public var low: Double, high: Double

    /// Creates an interval with the given x, low and high.
    public init(x: Double, low: Double, high: Double) {
      self.x = x
      self.low = low
      self.high = high
    }
  }

  /// A bar from zero to `height` over `from..<to`.
  public struct Bar: Sendable, Equatable {
    /// The ends of its width.
    public var from: Double, to: Double
    /// The end of its length.
    public var height: Double

    /// Creates a bar of the given width and height.
    public init(from: Double, to: Double, height: Double) {
      self.from = from
      self.to = to
      self.height = height
    }
  }

  /// A rectangle with a value.
  public struct Cell: Sendable, Equatable {
    /// Where it lies.
    public var x: ClosedRange<Double>, y: ClosedRange<Double>
    /// The value shown by colour.
    public var value: Double

    /// Creates a cell with the given x, y and value.
    public init(x: ClosedRange<Double>, y: ClosedRange<Double>, value: Double) {
      self.x = x
      self.y = y
      self.value = value
    }
  }
}
