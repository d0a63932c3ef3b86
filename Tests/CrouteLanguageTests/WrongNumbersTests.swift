import Testing

/// Scores and costs that are none, or on another scale.
@Suite struct WrongNumbersTests {
  private typealias Wrong = WrongFile
  private static let header = WrongFile.header

  @Test(arguments: unnumbers + scales + numbers) func isSaidAndLeadsOn(wrong: WrongFile) throws { try wrong.check() }

  /// Numbers that JSON does not have, in the first record as in others, and numbers of two kinds.
  static let unnumbers: [WrongFile] = [
    Wrong(
      "a.jsonl", #"{"quality": NaN, "query_id": 1, "model": "a", "cost": 1}"#,
      says: "a.jsonl:1: quality is NaN, expected a number from 0 to 1"),
    Wrong(
      "b.json", #"[{"score": -Infinity, "id": 1, "llm": "a"}]"#, says: "b.json is in no known format"),
    Wrong(
      "c.jsonl", #"{"query_id": 1, "model": "a", "quality": 1, "cost": Infinity}"#,
      says: "c.jsonl:1: cost is Infinity, expected a number from 0"),
    Wrong(
      "d.csv", "query_id;model;quality;cost\nq;a;0,5;0.1\n",
      says: "d.csv:2:5: found 0,5, expected a number in column quality"),
    Wrong(
      "e.csv", "query_id;model;quality;cost\nq;a;0,5;1.234\n", says: "write all with a point and without marks"),
  ]

  /// Scores on other scales.
  static let scales: [WrongFile] = [
    Wrong(
      "a.csv", header + "q1,a,50,1\nq1,b,100,1\nq2,a,0.4,1\nq2,b,3,1\n",
      says: "quality is 50, expected a number from 0 to 1",
      proposes: "--scale 0..100"),
    Wrong("b.csv", header + "q1,a,7,1\n", says: "quality is 7", proposes: "--scale 0..10"),
    Wrong("c.csv", header + "q1,a,7,1\nq2,a,85,1\n", says: "quality is 7", proposes: "--scale 0..100"),
    Wrong("d.csv", header + "q1,a,1.01,1\n", says: "quality is 1.01", proposes: "--clip"),
    Wrong("e.csv", header + "q1,a,-0.002,1\n", says: "quality is -0.002", proposes: "--clip"),
    Wrong("f.csv", header + "q1,a,-1,1\nq2,a,1,1\n", says: "quality is -1", proposes: "--scale -1..1"),
    Wrong("g.csv", header + "q1,a,-40,1\nq2,a,10,1\n", says: "quality is -40", proposes: "--scale -100..100"),
    Wrong("h.csv", header + "q1,a,850,1\n", says: "quality is 850", proposes: "--scale 0..1000"),
    Wrong("i.csv", header + "q1,a,85000,1\n", says: "quality is 85000"),
    Wrong("p.csv", header + "q1,a,4,1\nq1,b,5,1\nq2,a,1,1\n", says: "quality is 4", proposes: "--scale 1..5"),
    Wrong("q.csv", header + "q1,a,4,1\nq1,b,0,1\n", says: "quality is 4", proposes: "--scale 0..10"),
    Wrong("r.csv", header + "q1,a,4,1\nq1,b,4.5,1\n", says: "quality is 4", proposes: "--scale 0..10"),
    Wrong("m.csv", header + "q1,a,100.5,1\nq2,a,30,1\n", says: "quality is 100.5", proposes: "--scale 0..100 --clip"),
    Wrong("n.csv", header + "q1,a,10.2,1\nq2,a,-0.1,1\n", says: "quality is 10.2", proposes: "--scale 0..10 --clip"),
    Wrong("o.csv", header + "q1,a,120,1\nq2,a,30,1\n", says: "quality is 120", proposes: "--scale 0..1000"),
    Wrong("j.csv", "id,llm,score,price\n1,a,50,2\n", says: "is in no known format", proposes: "--scale 0..100"),
    Wrong(
      "k.json", #"[{"llm_name_list":["a"],"perf_list":[90],"cost_list":[1]}]"#, says: "perf_list is 90",
      proposes: "--scale 0..100"),
    Wrong(
      "l.jsonl", #"{"query_id":"q","model":"m","quality":4,"cost":1}"#, says: "quality is 4", proposes: "--scale 0..10"),
  ]

  /// Numbers that are none, or cannot be.
  static let numbers: [WrongFile] = [
    Wrong("a.csv", header + "q1,a,1,1\nq2,a,NaN,1\n", says: ":3: quality is NaN"),
    Wrong("b.csv", header + "q1,a,inf,1\n", says: ":2: quality is inf"),
    Wrong("c.csv", header + "q1,a,1,inf\n", says: "cost is inf, expected a number from 0 to 1e100"),
    Wrong("d.csv", header + "q1,a,1,-0.1\n", says: "cost is -0.1"),
    Wrong("k.csv", header + "q1,a,nan,1\n", says: "a number that is missing is an empty field, or NA"),
    Wrong("l.csv", header + "q1,a,-,1\n", says: "a number that is missing is an empty field, or NA"),
    Wrong("e.csv", header + "q1,a,good,1\n", says: "found good, expected a number in column quality"),
    Wrong("f.csv", header + "q1,a,1,free\n", says: "found free, expected a number in column cost"),
    Wrong("g.csv", header + "q1,a,0x10,1\n", says: "found 0x10"),
    Wrong("h.csv", header + "q1,a,\"1,234\",1\n", says: "found 1,234"),
    Wrong("i.csv", header + "q1,a,$1,1\n", says: "found $1"),
    Wrong("j.csv", header + "q1,a,1,1 USD\n", says: "found 1 USD"),
  ]
}
