import Input
import TestSupport
import Testing
import Traces

@Suite struct EstimatesFormatTests {
  private let header = "query_id,model,ante,post,cost_ante,cost_post"

  @Test func readsEstimates() throws {
    let folder = ScratchFolder()
    let path = folder.write(header + ",sigma\nq1,a,0.5,1.5,-0.25,2,0.125\nq2,b,-1,,3,4,0.5\nq1,b,0.75,0.25,5,6,\n")
    let table = try EstimatesFormat.read(path: path)
    func shown(_ numbers: [Double]?) -> [Double]? { numbers?.map { $0.isNaN ? -99 : $0 } }
    #expect(table.source == path)
    #expect(Array(table.queryIDs) == ["q1", "q2"] && table.models == ["a", "b"])
    #expect(shown(table.exAnte) == [0.5, 0.75, -99, -1])
    #expect(shown(table.postHoc) == [1.5, 0.25, -99, -99])
    #expect(shown(table.costExAnte) == [-0.25, 5, -99, 3])
    #expect(shown(table.costPostHoc) == [2, 6, -99, 4])
    #expect(shown(table.sigma) == [0.125, -99, -99, 0.5])
  }

  @Test func readsJSONLines() throws {
    let folder = ScratchFolder()
    let path = folder.write(#"{"query_id":1,"model":"a","ante":0.5,"post":0.25,"cost_ante":1,"cost_post":2}"#)
    let table = try EstimatesFormat.read(path: path)
    #expect(table.exAnte == [0.5] && table.costPostHoc == [2] && table.sigma == nil)
  }

  @Test func refusesMalformedFiles() {
    let folder = ScratchFolder()
    let path = folder.path + "/p"
    func error(_ text: String) -> InputError? {
      _ = folder.write(text, to: "p")
      return thrown { () throws(InputError) in try EstimatesFormat.read(path: path) }
    }
    #expect(error("") == .empty(path: path))
    #expect(error(header + "\n") == .empty(path: path))
    #expect(
      error("query_id,model,ante,post\nq,a,1,1\n")
        == .missingColumn(path: path, column: "cost_ante", found: ["query_id", "model", "ante", "post"]))
    #expect(
      error(header + "\nq,a,1,inf,1,1\n")
        == .invalidNumber(path: path, line: 2, column: "post", found: "inf", allowed: "a number from -1e100 to 1e100"))
    #expect(error(header + "\nq,a,1,1,1,1\nq,a,1,1,1,1\n") == .duplicate(path: path, line: 3, query: "q", model: "a"))
  }

  @Test func readsReferenceEstimates() throws {
    let path = Fixtures.path("m3_low.csv")
    let table = try EstimatesFormat.read(path: path)
    #expect(table.queryIDs.count == 2000)
    #expect(table.models == ["mistralai/mixtral-8x7b-chat", "gpt-3.5-turbo-1106", "gpt-4-1106-preview"])
    #expect(table.exAnte[0] == 0.9522281815933449 && table.costPostHoc[0] == 8.696345011543309e-05)
    #expect(table.costExAnte.min() == -0.0001708066398560378)
    let traces = try TraceLoader.load(paths: [path])
    #expect(traces.queryCount == 2000)
    #expect(traces.quality[0] == 1 && traces.cost[0] == 5.603244622593866e-05)
    #expect(traces.queryColumns.map(\.name) == ["split"])
    #expect(traces.outcomeColumns.map(\.name) == ["ante", "post", "cost_ante", "cost_post"])
  }
}
