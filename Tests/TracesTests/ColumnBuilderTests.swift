import TestSupport
import Testing
import Traces

@Suite struct ColumnBuilderTests {
  @Test func tellsCategoriesFromTexts() throws {
    var text = "query_id,model,quality,cost,few,many,long\n"
    let long = String(repeating: "word ", count: 21)
    for query in 0..<3000 { text += "q\(query),a,1,1,c\(query % 1000),t\(query % 1001),\(long)\n" }
    let folder = ScratchFolder()
    let traces = try TraceLoader.load(paths: [folder.write(text)])
    guard case .categories(let codes, let labels) = traces.queryColumn("few")?.values,
      case .text(let many) = traces.queryColumn("many")?.values,
      case .text(let longs) = traces.queryColumn("long")?.values
    else {
      Issue.record("categories and texts expected")
      return
    }
    #expect(codes[2999] == 999 && labels.count == 1000)
    #expect(many[2999] == "t997" && longs[7] == long)
  }
}
