import Input
import JupyterKernel
import Testing

@Suite struct CellOutcomeTests {
  @Test func failuresAsMessagesHaveThem() {
    let failure = CellFailure(name: "N", value: "v", traceback: ["a", "b"])
    #expect(JSONValue.object(failure.members).text == #"{"ename":"N","evalue":"v","traceback":["a","b"]}"#)
  }

  @Test func payloads() {
    #expect(CellPayload.page("p").text == #"{"source":"page","data":{"text/plain":"p"},"start":0}"#)
    #expect(CellPayload.exit.text == #"{"source":"ask_exit","keepkernel":false}"#)
  }
}
