import Input
import TestSupport
import Testing
import Traces

@Suite struct TracePartsTests {
  private let folder = ScratchFolder()

  /// 300,000 rows of 24 bytes: what a part sees alone must not count as all.
  private func load(_ row: (Int) -> String, _ more: String = "") throws -> TraceSet {
    let text = "query_id,model,quality,cost\(more)\n" + (0..<300_000).map { row($0) + "\n" }.joined()
    #expect(text.utf8.count > 4 << 20)
    return try TraceLoader.load(paths: [folder.write(text)])
  }

  /// Each part has fewer than 1,000 different labels, all together have more: the column is one of texts.
  @Test func labelsOfAllPartsCount() throws {
    let many = try load({ "q\($0),m,1,0.5,label \($0 / 200)" }, ",note")
    guard case .text(let texts)? = many.queryColumn("note")?.values else {
      Issue.record("1,500 labels are more than 1,000")
      return
    }
    #expect(texts[299_999] == "label 1499" && texts[0] == "label 0")
    let few = try load({ "q\($0),m,1,0.5,label \($0 / 400)" }, ",note")
    guard case .categories(let codes, let labels)? = few.queryColumn("note")?.values else {
      Issue.record("750 labels are categories")
      return
    }
    #expect(labels.count == 750 && codes[299_999] == 749 && labels[749] == "label 749")
  }

  /// Numbers with one decimal in the first parts and with `1.10` in the last: as numbers they would lose a zero.
  @Test func spellingsOfAllPartsCount() throws {
    let traces = try load({ "question-\($0),m,1,0.5,\($0 < 290_000 ? "1.5" : "1.10")" }, ",version")
    guard case .categories(_, ["1.5", "1.10"])? = traces.queryColumn("version")?.values else {
      Issue.record("versions are no numbers")
      return
    }
  }

  /// Four models whose rows are far apart: a column is one of queries only if all parts agree.
  @Test func columnsOfQueriesAreThoseOfAllParts() throws {
    func group(_ row: Int) -> String { "q\(row % 75_000),m\(row / 75_000),1,0.5,g\(row % 75_000 % 9)" }
    let equal = try load(group, ",group")
    #expect(equal.queryColumns.map(\.name) == ["group"] && equal.outcomeColumns.isEmpty && equal.missingCount == 0)
    let different = try load({ $0 == 299_998 ? group($0) + "x" : group($0) }, ",group")
    #expect(different.queryColumns.isEmpty && different.outcomeColumns.map(\.name) == ["group"])
    #expect(different.outcomeColumns[0].text(at: 74_998 * 4 + 3) == "g\(74_998 % 9)x")
  }
}
