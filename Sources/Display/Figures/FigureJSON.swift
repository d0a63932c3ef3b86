import Input

extension Figure {
  /// The data of the figure, for `--format json`.
  package var json: JSONValue {
    if let tree {
      return ["title": .string(title), "tree": tree.json, "notes": .array(notes.map { .string($0) })]
    }
    return [
      "title": .string(title), "x": .string(x.caption), "y": .string(y.caption),
      "series": .array(series.map { ["name": .string($0.name), "marks": $0.marks.json] }),
      "notes": .array(notes.map { .string($0) }),
    ]
  }
}

extension Figure.Marks {
  fileprivate var json: JSONValue {
    switch self {
    case .line(let points), .step(let points), .points(let points), .texts(let points), .captions(let points):
      .array(
        points.map { point in
          let place: [JSONValue.Member] = [.init("x", .number(point.x)), .init("y", .number(point.y))]
          return .object(place + (point.label.map { [.init("label", .string($0))] } ?? []))
        })
    case .band(let intervals):
      .array(intervals.map { ["x": .number($0.x), "low": .number($0.low), "high": .number($0.high)] })
    case .bars(let bars), .lyingBars(let bars):
      .array(bars.map { ["from": .number($0.from), "to": .number($0.to), "height": .number($0.height)] })
    case .cells(let cells, _):
      .array(
        cells.map { cell in
          func ends(_ range: ClosedRange<Double>) -> JSONValue {
            [.number(range.lowerBound), .number(range.upperBound)]
          }
          return ["x": ends(cell.x), "y": ends(cell.y), "value": .number(cell.value)]
        })
    }
  }
}
