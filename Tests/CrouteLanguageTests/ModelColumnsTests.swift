import CommandLanguage
import CrouteLanguage
import Display
import SessionTestSupport
import TestSupport
import Testing

@Suite struct ModelColumnsTests {
  /// A row for a group, with a share of 0.25 of each model.
  private func fitted(width: Int) -> (columns: ModelColumns, parts: [Table]) {
    ModelColumns.fitted(["small", "large"], width: width, leading: 1) { columns in
      Table([.init("group")] + columns.headings, rows: [[.text("math")] + [0.25, 0.5].map { columns.cell($0) }])
    }
  }

  /// "group", and twice 6 characters behind a gap of 2: 21 in all.
  @Test func namesWhereTheyFit() {
    let (columns, parts) = fitted(width: 21)
    #expect(!columns.isNumbered && columns.legend == nil && columns.name(1) == "large")
    #expect(
      parts.map { $0.text(width: 21) } == ["group   small   large\n-----  ------  ------\nmath   0.2500  0.5000\n"])
  }

  /// Numbered, "group" and twice 2 characters behind a gap take 13.
  @Test func numbersWhereNamesDoNot() {
    let (columns, parts) = fitted(width: 20)
    #expect(columns.isNumbered && columns.legend == "1=small, 2=large" && columns.name(1) == "2")
    #expect(columns.headings.map(\.key) == ["small", "large"])
    #expect(parts.map { $0.text(width: 20) } == ["group   1   2\n-----  --  --\nmath   25  50\n"])
    #expect(fitted(width: 13).parts.count == 1 && fitted(width: 12).parts.count == 2)
  }

  /// In Markdown a name is neither a heading nor HTML.
  @Test func namesAreNoMarkdown() throws {
    let folder = try TemporaryFolder()
    let models = ["\"a\n\n# x\"", "<script>b"] + (1...30).map { "m\($0)" }
    let rows = ["law", "math"].flatMap { group in models.map { "q-\(group),\($0),1,1,\(group)\n" } }
    let path = try folder.write("query_id,model,quality,cost,group\n" + rows.joined(), to: "m.csv")
    let text = try Interpreter().output("load \(path)\nset format markdown\ndescribe --by group")
    #expect(text.contains("=a  # x,") && text.contains("=&lt;script>b,"), "\(text)")
    #expect(!text.contains("\n# x") && !text.contains("<script>"))
  }

  /// Twelve models of thirteen characters each, on two groups; every line keeps to the width, and all models are there.
  @Test(arguments: [40, 60, 80])
  func pagesKeepToTheWidth(width: Int) throws {
    let folder = try TemporaryFolder()
    let models = (1...12).map { "model-number\($0)" }
    let rows = ["law", "mathematics"].flatMap { group in
      models.enumerated().map { "q-\(group),\($1),\($0 % 2),\($0 + 1),\(group)\n" }
    }
    let path = try folder.write("query_id,model,quality,cost,group\n" + rows.joined(), to: "m.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nset width \(width)")
    for page in ["--by group", "--agreement"] {
      let lines = try interpreter.output("describe \(page)").split(separator: "\n")
      #expect(lines.dropFirst().allSatisfy { $0.count <= width }, "\(lines)")
    }
    let lines = try interpreter.output("describe --by group").split(separator: "\n")
    let headings = lines.filter { $0.hasPrefix("group ") }.map { $0.split(separator: " ").map { String($0) } }
    #expect(headings.allSatisfy { $0.prefix(2) == ["group", "n"] })
    #expect(headings.flatMap { $0.dropFirst(2) } == (1...12).map { "\($0)" } + ["oracle", "best"])
  }
}
