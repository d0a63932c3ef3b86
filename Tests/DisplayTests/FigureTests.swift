import Display
import Testing

@Suite struct FigureTests {
  @Test(arguments: [
    ("", Figure.Scale.linear, "cost"), ("USD", .linear, "cost (USD)"), ("", .log10, "cost (log scale)"),
    ("USD per query", .log10, "cost (USD per query, log scale)"),
  ])
  func captions(_ unit: String, _ scale: Figure.Scale, _ caption: String) {
    #expect(Figure.Axis("cost", unit: unit, scale: scale).caption == caption)
  }
}
