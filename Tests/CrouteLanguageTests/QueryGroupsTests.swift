import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

/// Groups of queries, as `describe --by` names them.
@Suite struct QueryGroupsTests {
  /// The groups of queries with these values, and how many queries are in each.
  private func groups(_ values: [Int]) throws -> [String] {
    let folder = try TemporaryFolder()
    let rows = values.enumerated().map { "q\($0),m,1,1,\($1)\n" }.joined()
    let path = try folder.write("query_id,model,quality,cost,x_time\n" + rows, to: "n.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nset format csv\ndescribe --by x_time")
    let text = try interpreter.output("sql SELECT x_time, queries FROM _ WHERE model = 'm'")
    return text.split(separator: "\n").dropFirst().map(String.init)
  }

  /// The quarters of 13 seconds end at the 4th, 7th, 10th and 13th, all 1.7e+09 in six digits.
  @Test func quartersOfTimesAreToldApart() throws {
    #expect(
      try groups((0...12).map { 1_700_000_000 + $0 })
        == ["to 1.7e+09 (1),4", "to 1.7e+09 (2),3", "to 1.7e+09 (3),3", "to 1.7e+09 (4),3"])
  }

  /// The quarters of 100001 to 100013 end at 100004, 100007, 100010 and 100013: six digits tell them apart, five do not.
  @Test func asFewDigitsAsItTakes() throws {
    #expect(
      try groups((1...13).map { 100_000 + $0 }) == ["to 100004,4", "to 100007,3", "to 100010,3", "to 100013,3"])
    #expect(try groups((1...13).map { 1000 * $0 }) == ["to 4000,4", "to 7000,3", "to 10000,3", "to 13000,3"])
  }

  /// 1234561 and 1234562 are 1.23456e+06 both; 5 is apart.
  @Test func fewNumbersAreToldApart() throws {
    #expect(
      try groups([1_234_562, 5, 1_234_561, 1_234_562]) == ["5,1", "1.23456e+06 (1),1", "1.23456e+06 (2),2"])
  }
}
