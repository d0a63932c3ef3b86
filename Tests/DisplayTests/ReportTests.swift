import Display
import Testing

@Suite struct ReportTests {
  private var report: Report {
    var report = Report()
    report.status("read a file")
    report.line("a line\u{1B}")
    report.quote("their words\nsecond")
    report.show(Table([.init("n")], rows: [[.integer(7)]]))
    report.note("a note of several words")
    report.json = [.init("n", 7)]
    return report
  }

  private func texts(_ report: Report, _ change: (inout DisplaySettings) -> Void = { _ in }) -> [String] {
    var settings = DisplaySettings()
    change(&settings)
    return report.outputs(of: "count", settings: settings, surface: .standard).map { output in
      switch output {
      case .bundle(let bundle): bundle.text
      case .timing(let seconds): "\(seconds) s"
      default: "?"
      }
    }
  }

  @Test func textInReadingOrder() {
    #expect(
      texts(report) == [
        "read a file\n", "a line\\x1b\n", "  their words\n  second\n", "n\n-\n7\n", "note: a note of several words\n",
      ])
    #expect(texts(report) { $0.width = 20 }.last == "note: a note of\n      several words\n")
  }

  @Test func quietSessionsLeaveOutStatusAndNotes() {
    #expect(texts(report) { $0.quiet = true } == ["a line\\x1b\n", "  their words\n  second\n", "n\n-\n7\n"])
  }

  @Test func jsonIsOneLineWithNotesAndSeconds() {
    var report = report
    report.seconds = 0.5
    #expect(
      texts(report) { $0.format = .json } == [
        #"{"command":"count","n":7,"notes":["a note of several words"],"seconds":0.5}"# + "\n"
      ])
    #expect(texts(report).last == "0.5 s")
  }

  /// With a table only data are printed; those kept as the result take the place of all others.
  @Test func csvIsDataAlone() {
    var report = report
    #expect(texts(report) { $0.format = .csv } == ["n\n7\n"])
    report.data = Table([.init("whole")], rows: [[.number(1 / 3, digits: 2)]])
    #expect(texts(report) { $0.format = .csv } == ["whole\n0.3333333333333333\n"])
    var words = Report()
    words.line("nothing to count")
    #expect(texts(words) { $0.format = .csv } == ["nothing to count\n"])
  }

  @Test func markdownTables() {
    #expect(texts(report) { $0.format = .markdown }.contains("| n |\n| --: |\n| 7 |\n"))
    // Names in headings are no markup either.
    var named = Report()
    named.line("query <a&b>")
    named.status("loaded <a>")
    named.show(Table([.init("<n>")], rows: []))
    #expect(
      texts(named) { $0.format = .markdown } == ["query &lt;a&amp;b>\n", "loaded &lt;a>\n", "| &lt;n> |\n| --- |\n"])
    #expect(texts(named).prefix(2) == ["query <a&b>\n", "loaded <a>\n"])
  }

  /// A figure is as wide as the settings say, and in ASCII where they or the command do.
  @Test func figuresFollowTheSettings() throws {
    func text(isASCII: Bool, _ change: (inout DisplaySettings) -> Void = { _ in }) throws -> String {
      var report = Report()
      report.show(square([.init("s", .line([.init(0, 5), .init(10, 5)]))]), height: 12, isASCII: isASCII)
      return try #require(texts(report, change).first)
    }
    let plain = try text(isASCII: false)
    #expect(plain.contains("⠤") && plain.split(separator: "\n").count == 13)
    let ascii = try text(isASCII: true)
    #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
    #expect(try text(isASCII: false) { $0.ascii = true } == ascii)
    #expect(try text(isASCII: false) { $0.width = 50 }.split(separator: "\n").allSatisfy { $0.count <= 50 })
  }
}
