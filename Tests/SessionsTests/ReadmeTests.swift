import Foundation
import Sessions
import Testing

@Suite struct ReadmeTests {
  /// The session that README opens with prints what README says.
  @Test func theSessionIsReal() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(contentsOf: package.appendingPathComponent("README.md"), encoding: .utf8)
    let start = try #require(readme.firstRange(of: "```text\n"))
    let end = try #require(readme[start.upperBound...].firstRange(of: "```\n"))
    let session = readme[start.upperBound..<end.lowerBound]
    let interpreter = Interpreter()
    var printed = ""
    for line in session.split(separator: "\n") where line.hasPrefix("croute> ") {
      printed += line + "\n"
      printed += try interpreter.output(String(line))
    }
    #expect(printed == session)
    #expect(printed.count > 1000)
  }
}
