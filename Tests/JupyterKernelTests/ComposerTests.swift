import Glibc
import Input
import JupyterKernel
import Testing

@Suite struct ComposerTests {
  @Test func datesAreISO8601InUTC() {
    #expect(Composer.date(timespec(tv_sec: 0, tv_nsec: 1000)) == "1970-01-01T00:00:00.000001Z")
    #expect(Composer.date(timespec(tv_sec: 951_827_696, tv_nsec: 987_654_321)) == "2000-02-29T12:34:56.987654Z")
  }

  @Test func headersHaveIdsOfTheirOwn() throws {
    let composer = Composer(signer: Signer(key: []))
    let headers = try (0..<2).map { _ in
      try JSONParser.parse(bytes: composer.frames("status", content: [:], to: [], parent: nil)[2])
    }
    #expect(headers[0]["msg_id"] != headers[1]["msg_id"])
    #expect(headers[0]["session"] == headers[1]["session"])
    #expect(headers[0]["version"]?.string == Composer.protocolVersion)
    #expect(composer.frames("status", content: [:], to: [], parent: nil)[3] == Array("{}".utf8))
  }
}
