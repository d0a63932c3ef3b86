import Input
import JupyterKernel
import Testing

@Suite struct KernelHistoryTests {
  private static func history() -> KernelHistory {
    var history = KernelHistory()
    for (index, input) in ["load a", "sweep", "load b", "load a", "echo [x]"].enumerated() {
      history.append(.init(line: index + 1, input: input, output: index == 1 ? "table" : nil))
    }
    return history
  }

  private func lines(_ request: JSONValue) -> [Int] { Self.history().entries(for: request).map(\.line) }

  @Test func tail() {
    #expect(lines(["hist_access_type": "tail", "n": 2]) == [4, 5])
    #expect(lines(["hist_access_type": "tail", "n": 99]) == [1, 2, 3, 4, 5])
    #expect(lines(["hist_access_type": "tail", "n": -1]) == [])
  }

  @Test func range() {
    #expect(lines(["hist_access_type": "range", "session": 0, "start": 2, "stop": 4]) == [2, 3])
    #expect(lines(["hist_access_type": "range", "session": 1, "start": 4]) == [4, 5])
    #expect(lines(["hist_access_type": "range", "session": 9, "start": 1]) == [])
  }

  @Test func search() {
    #expect(lines(["hist_access_type": "search", "pattern": "load ?"]) == [1, 3, 4])
    #expect(lines(["hist_access_type": "search", "pattern": "load ?", "n": 1]) == [4])
    #expect(lines(["hist_access_type": "search", "pattern": "load *", "unique": true]) == [3, 4])
    #expect(lines(["hist_access_type": "search", "pattern": "load"]) == [])
    #expect(lines(["hist_access_type": "search", "pattern": "load [ab]"]) == [1, 3, 4])
    #expect(lines(["hist_access_type": "search"]) == [1, 2, 3, 4, 5])
  }

  @Test func theOldestAreForgotten() {
    var history = KernelHistory(byteCapacity: 20)
    for line in 1...4 { history.append(.init(line: line, input: "12345", output: "67")) }
    let all: JSONValue = ["hist_access_type": "tail"]
    #expect(history.entries(for: all).map(\.line) == [3, 4])
    history.append(.init(line: 5, input: String(repeating: "x", count: 100)))
    #expect(history.entries(for: all).map(\.line) == [5])
    history.append(.init(line: 6, input: "12345"))
    #expect(history.entries(for: all).map(\.line) == [6])
  }

  @Test func outputs() {
    let reply = Self.history().reply(to: ["hist_access_type": "range", "start": 1, "stop": 3, "output": true])
    #expect(reply == [[1, 1, ["load a", .null]], [1, 2, ["sweep", "table"]]])
    #expect(Self.history().reply(to: ["hist_access_type": "tail", "n": 1]) == [[1, 5, "echo [x]"]])
  }
}
