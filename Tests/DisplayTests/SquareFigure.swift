import Display

/// A figure over 0 to 10 on both axes.
func square(_ series: [Figure.Series], title: String = "T") -> Figure {
  Figure(title: title, x: .init("x", range: 0...10), y: .init("y", range: 0...10), series: series)
}
