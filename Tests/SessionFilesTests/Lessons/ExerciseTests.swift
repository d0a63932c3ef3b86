import SessionFiles
import Testing

@Suite struct ExerciseTests {
  private func exercise(_ attributes: String) throws -> Exercise {
    try #require(try sessionFile("'''exercise name=\"e1\" \(attributes)\nWhat?\n'''\n").exercises().first)
  }

  @Test func aNumberWithinItsTolerance() throws {
    let exercise = try exercise(#"answer="202.6" tol="1%" slips={"2485":"the other price"}"#)
    // 1% of 202.6 is 2.026.
    for answer in ["202.6", "203", "204.6", "200.6", "202.6 USD", "$202.6"] {
      #expect(exercise.judgement(of: [answer]) == .right, "\(answer)")
    }
    let near = Exercise.Judgement.wrong("close, but not close enough: keep more digits on the way")
    #expect(exercise.judgement(of: ["204.7"]) == near && exercise.judgement(of: ["183"]) == near)
    #expect(exercise.judgement(of: ["2490"]) == .wrong("the other price"))
    #expect(
      exercise.judgement(of: ["99"]) == .wrong("no: too small")
        && exercise.judgement(of: ["300"]) == .wrong("no: too large"))
    for answer in ["gpt-4", "202,6", "2,02.6", "20,26", "1,2345", "0x10", "inf"] {
      #expect(exercise.judgement(of: [answer]) == .unreadable("the answer is a number"), "\(answer)")
    }
  }

  @Test func tolerances() throws {
    #expect(try exercise(#"answer="0.5" tol="0.1""#).judgement(of: ["0.6"]) == .right)
    #expect(try exercise(#"answer="0.5" tol="0""#).judgement(of: ["0.501"]) != .right)
    // Half a percent where nothing is said.
    #expect(try exercise(#"answer="200""#).judgement(of: ["201"]) == .right)
    #expect(try exercise(#"answer="200""#).judgement(of: ["201.1"]) != .right)
    #expect(try exercise(#"answer="20,000""#).judgement(of: ["20000"]) == .right)
    #expect(try exercise(#"answer="-1200""#).judgement(of: ["−1,200"]) == .right)
  }

  @Test func aWord() throws {
    let exercise = try exercise(#"answer="Yi-34B" slips={"gpt-4":"that is the dear one"}"#)
    #expect(exercise.judgement(of: ["yi-34b"]) == .right)
    // The beginning of a name may be another's: cascade, cascade-routing.
    #expect(exercise.judgement(of: ["Yi-3"]) == .wrong("no"))
    #expect(
      exercise.judgement(of: ["Yi"]) == .wrong("no")
        && exercise.judgement(of: ["gpt-4"]) == .wrong("that is the dear one"))
  }

  @Test func oneOfSeveral() throws {
    let exercise = try exercise(#"answer="platt" choices=["platt","isotonic"]"#)
    #expect(exercise.judgement(of: ["platt"]) == .right && exercise.judgement(of: ["Isotonic"]) == .wrong("no"))
    #expect(exercise.judgement(of: ["none"]) == .unreadable("the answer is one of: platt, isotonic"))
  }

  @Test func aSet() throws {
    let exercise = try exercise(#"answer=["a-1","b-2","c-3"]"#)
    #expect(exercise.judgement(of: ["c-3, A-1 and b-2"]) == .right)
    #expect(exercise.judgement(of: ["a-1 d-4"]) == .wrong("no: 1 of 2 right; the answer has 3"))
  }

  /// Quotes, commas or neither; in whatever order and case, with `and` or without.
  @Test(arguments: [
    ["red apple", "pear"], ["pear", "Red Apple"], ["red", "apple,", "pear"], ["red", "apple,pear"],
    ["pear", "and", "red", "apple"], ["red apple,", "pear"], ["red apple, pear"], ["red apple", "and", "pear"],
  ])
  func membersOfSeveralWords(_ words: [String]) throws {
    #expect(try exercise(#"answer=["red apple","pear"]"#).judgement(of: words) == .right)
    #expect(try exercise(#"answer=["pear","red apple","red"]"#).judgement(of: words) != .right)
    #expect(try exercise(#"answer=["red","apple","pear"]"#).judgement(of: words + ["plum"]) != .right)
  }

  /// Whatever an answer is called, who writes it as it stands is right.
  @Test(arguments: ["Paris, Texas", "and", "salt and pepper", "five ", "a  b"])
  func theWordsOfTheAnswerAreRight(_ word: String) throws {
    #expect(try exercise("answer=[\"\(word)\",\"x\"]").judgement(of: [word, "x"]) == .right)
    #expect(try exercise("answer=\"\(word)\"").judgement(of: [word]) == .right)
  }

  @Test func whatTheSessionComputes() throws {
    let exercise = try exercise(#"answer="= SELECT 1" tol="10%""#)
    #expect(exercise.expected == .computed("SELECT 1"))
    #expect(exercise.computed(as: "50").judgement(of: ["54"]) == .right)
    #expect(exercise.computed(as: "gpt-4").judgement(of: ["gpt-4"]) == .right)
    #expect(exercise.judgement(of: ["50"]) != .right)
  }
}
