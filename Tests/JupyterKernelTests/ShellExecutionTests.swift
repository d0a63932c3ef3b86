import Input
import JupyterKernel
import Testing

@Suite struct ShellExecutionTests {
  @Test func cellsAreCounted() throws {
    let client = try KernelClient()
    let (reply, published) = client.execute("say a")
    #expect(reply["status"] == "ok" && reply["execution_count"] == 1 && reply["payload"] == [])
    #expect(
      published == [#"execute_input {"code":"say a","execution_count":1}"#, #"stream {"name":"stdout","text":"a"}"#])
    #expect(client.execute("say b").reply["execution_count"] == 2)
    #expect(client.execute("say c", ["store_history": false]).reply["execution_count"] == 2)
    let silent = client.execute("say d", ["silent": true])
    #expect(silent.reply["execution_count"] == 2 && silent.published.isEmpty)
  }

  @Test func errors() throws {
    let client = try KernelClient()
    let (reply, published) = client.execute("nonsense")
    #expect(reply["status"] == "error" && reply["ename"] == "UsageError" && reply["traceback"] == ["no", "word"])
    #expect(published.last == #"error {"ename":"UsageError","evalue":"no word","traceback":["no","word"]}"#)
  }

  @Test func payloadsAndExpressions() throws {
    let client = try KernelClient()
    let (reply, _) = client.execute("page p", ["user_expressions": ["a": "x", "b": "y", "c": 1]])
    #expect(reply["payload"] == [["source": "page", "data": ["text/plain": "p"], "start": 0]])
    let values = try #require(reply["user_expressions"])
    #expect(values["a"] == ["status": "ok", "data": ["text/plain": "7"], "metadata": [:]])
    #expect(values["b"]?["ename"] == "UsageError" && values["c"]?["evalue"] == "the expression is not text")
    #expect(client.execute("quit").reply["payload"] == [["source": "ask_exit", "keepkernel": false]])
  }

  @Test func resultsAreRemembered() throws {
    let client = try KernelClient()
    let (_, published) = client.execute("result r")
    #expect(published.last == #"execute_result {"execution_count":1,"data":{"text/plain":"r"},"metadata":{}}"#)
    let history = client.ask("history_request", ["hist_access_type": "tail", "n": 1, "output": true]).reply
    #expect(history["history"] == [[1, 1, ["result r", "r"]]])
  }
}
