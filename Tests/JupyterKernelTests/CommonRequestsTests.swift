import JupyterKernel
import Testing

@Suite struct CommonRequestsTests {
  private func reply(to type: String) throws -> String? {
    let header = #"{"msg_id": "1", "msg_type": "\#(type)"}"#
    let request = try Message(MessageTests.frames(header, content: "{}"), signer: MessageTests.signer)
    return CommonRequests(Parrot.information).reply(to: request)?.text
  }

  @Test func theLanguageNamesItself() throws {
    #expect(
      try reply(to: "kernel_info_request") == """
        {"status":"ok","protocol_version":"5.4","implementation":"parrot","implementation_version":"1.5",\
        "language_info":{"name":"parrot","version":"1.5","mimetype":"text/x-parrot","file_extension":".parrot",\
        "pygments_lexer":"shell","codemirror_mode":"shell"},"banner":"hello","help_links":[],"debugger":false}
        """)
  }

  @Test func othersAreLeftToTheChannel() throws {
    #expect(try reply(to: "comm_info_request") == #"{"status":"ok","comms":{}}"#)
    #expect(try reply(to: "execute_request") == nil)
  }
}
