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

  /// Texts made of digits, which as numbers would lose zeros, exponents and digits.
  @Test func numbersThatLoseSomethingStayTexts() throws {
    let folder = ScratchFolder()
    let traces = try TraceLoader.load(
      paths: [
        folder.write(
          """
          query_id,model,quality,cost,zip,commit,user,year,price,version
          q0,m,1,0.1,00000,12e4,9007199254740992,1999,0.50,1.9
          q1,m,1,0.1,00001,0e12,9007199254740993,2000,1.25,1.10
          """)
      ])
    func texts(_ name: String) -> [String?] { (0..<2).map { traces.queryColumn(name)?.text(at: $0) } }
    #expect(texts("zip") == ["00000", "00001"])
    #expect(texts("commit") == ["12e4", "0e12"])
    #expect(texts("user") == ["9007199254740992", "9007199254740993"])
    #expect(texts("version") == ["1.9", "1.10"])
    for (name, expected) in [("year", [1999, 2000]), ("price", [0.5, 1.25])] {
      guard case .numbers(let numbers)? = traces.queryColumn(name)?.values else {
        Issue.record("\(name) should be numbers")
        continue
      }
      #expect(numbers == expected)
    }
  }

  /// A column belongs to queries where no query has two values of it, wherever in the file they stand.
  @Test(arguments: [
    ("a a b b a b", true), ("a a b b a a", false), ("a b b b a b", false), ("a a b a a b", false),
    ("a a b b b b", false),
  ])
  func tellsColumnsOfQueries(values: String, isOfQueries: Bool) throws {
    let folder = ScratchFolder()
    let rows = zip(["q0,m0", "q0,m1", "q1,m0", "q1,m1", "q0,m2", "q1,m2"], values.split(separator: " "))
    let text = rows.map { row, value in "\(row),1,1,\(value)\n" }.joined()
    let traces = try TraceLoader.load(paths: [folder.write("query_id,model,quality,cost,kind\n" + text)])
    #expect((traces.queryColumn("kind") != nil) == isOfQueries)
    #expect(traces.outcomeColumns.contains { $0.name == "kind" } != isOfQueries)
  }
}
