import JupyterKernel
import Testing

@Suite struct ExecutionTests {
  @Test func whatIsLeftOutIsUsual() throws {
    let execution = try #require(Execution(["code": "a"]))
    #expect(execution.code == "a" && !execution.isSilent && execution.isStored && execution.expressions.isEmpty)
    #expect(execution.mayAsk && execution.stopsOnError)
    #expect(Execution([:]) == nil && Execution(["code": 1]) == nil)
  }

  @Test func silentCellsAreNotStored() throws {
    let execution = try #require(
      Execution([
        "code": "a", "silent": true, "store_history": true, "allow_stdin": false, "stop_on_error": false,
        "user_expressions": ["x": "y"],
      ]))
    #expect(execution.isSilent && !execution.isStored && !execution.mayAsk && !execution.stopsOnError)
    #expect(execution.expressions.map(\.key) == ["x"])
    #expect(try #require(Execution(["code": "a", "store_history": false])).isStored == false)
  }
}
