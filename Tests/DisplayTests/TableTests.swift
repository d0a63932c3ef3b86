import Display
import Testing

@Suite struct TableTests {
  private let table = Table(
    [.init("model"), .init("mean cost"), .init("share")],
    rows: [
      [.text("a, \"b\""), .number(0.00012345, digits: 3), .percent(0.5)],
      [.text("c|d"), .missing, .percent(1)],
    ])

  @Test func textLinesUp() {
    #expect(
      table.text(width: 80) == """
        model   mean cost   share
        ------  ---------  ------
        a, "b"   0.000123   50.0%
        c|d             -  100.0%

        """)
  }

  @Test func longTextsGiveWay() {
    let wide = Table([.init("name"), .init("n")], rows: [[.text(String(repeating: "x", count: 50)), .integer(7)]])
    #expect(wide.text(width: 20).split(separator: "\n").allSatisfy { $0.count <= 20 })
    #expect(wide.text(width: 20).contains("xx..  7"))
  }

  /// model takes 6 and a gap of 2, mean cost 9 and 2, share 6 and 2; the last has no gap: 25 in all.
  @Test func partsFit() {
    func columns(_ width: Int) -> [[String]] { table.parts(width: width).map { $0.columns.map(\.title) } }
    #expect(columns(25) == [["model", "mean cost", "share"]])
    #expect(columns(24) == [["model", "mean cost"], ["model", "share"]])
    #expect(columns(5) == [["model", "mean cost"], ["model", "share"]])
    #expect(table.parts(width: 24)[1].text(width: 24).hasPrefix("model    share\n------  ------\na, \"b\"   50.0%\n"))
  }

  /// The leading columns take 1 and 3 characters and a gap of 2, each other one 2 and a gap: 18 in all, 14 with two others.
  @Test func partsRepeatWhatLeads() {
    let table = Table(
      ["", "m", "10", "11", "12"].map { .init($0) },
      rows: [[.integer(1), .text("abc"), .integer(1), .integer(2), .integer(3)]])
    func columns(_ width: Int) -> [[String]] {
      table.parts(width: width, leading: 2).map { $0.columns.map(\.title) }
    }
    #expect(columns(18) == [["", "m", "10", "11", "12"]])
    #expect(columns(17) == [["", "m", "10", "11"], ["", "m", "12"]])
    #expect(columns(14) == [["", "m", "10", "11"], ["", "m", "12"]])
    #expect(columns(13) == [["", "m", "10"], ["", "m", "11"], ["", "m", "12"]])
    #expect(columns(1).count == 3)
  }

  @Test func csvIsQuotedWithNumbersInFull() {
    #expect(table.csv == "model,mean_cost,share\n\"a, \"\"b\"\"\",0.00012345,0.5\nc|d,,1.0\n")
  }

  @Test func markdownEscapesBars() {
    #expect(
      table.markdown == """
        | model | mean cost | share |
        | --- | --: | --: |
        | a, "b" | 0.000123 | 50.0% |
        | c\\|d | - | 100.0% |

        """)
  }

  @Test func jsonAndHTML() {
    #expect(
      table.json.text
        == #"[{"model":"a, \"b\"","mean_cost":0.00012345,"share":0.5},{"model":"c|d","mean_cost":null,"share":1.0}]"#)
    #expect(Table([.init("<b>")], rows: [[.text("a & b")]]).html.contains(">&lt;b&gt;</th>"))
    #expect(Table([.init("<b>")], rows: [[.text("a & b")]]).html.contains("a &amp; b</td>"))
  }

  @Test func tablesStayTables() {
    let table = Table(
      [.init("id"), .init("text"), .init("n")],
      rows: [[.text("q1"), .text("first\r\nsecond"), .integer(1)], [.text("日本語"), .text("a|b<c>"), .integer(22)]])
    // A wide character takes two columns.
    #expect(
      table.text(width: 80) == """
        id      text           n
        ------  ------------  --
        q1      first second   1
        日本語  a|b<c>        22

        """)
    #expect(
      table.markdown == """
        | id | text | n |
        | --- | --- | --: |
        | q1 | first second | 1 |
        | 日本語 | a\\|b&lt;c> | 22 |

        """)
    #expect(table.csv == "id,text,n\nq1,\"first\r\nsecond\",1\n日本語,a|b<c>,22\n")
  }
}
