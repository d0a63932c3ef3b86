import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport

/// A session on four queries of two groups and three models: by ascending cost small 1 0 0 0 at 1, middle 1 1 0 0 at 2,
/// large 0 1 - 0.5 at 4 (one outcome missing).
package struct SmallTraceFile {
  package let interpreter = Interpreter()
  private let folder: TemporaryFolder

  package init() throws {
    folder = try TemporaryFolder()
    let path = try folder.write(
      """
      query_id,model,quality,cost,group,prompt,confidence,answer
      q1,small,1,1,math,What is a prime?,0.9,A
      q2,small,0,1,law,Who was it?,0.2,B
      q3,small,0,1,math,How many are there?,0.6,A
      q4,small,0,1,,How much?,0.1,C
      q1,middle,1,2,math,What is a prime?,0.8,A
      q2,middle,1,2,law,Who was it?,0.9,A
      q3,middle,0,2,math,How many are there?,,B
      q4,middle,0,2,,How much?,0.3,C
      q1,large,0,4,math,What is a prime?,0.7,C
      q2,large,1,4,law,Who was it?,0.5,A
      q4,large,0.5,4,,How much?,0.8,"It is not much, but it is not nothing either: about half of it, give or take some.\u{1B}[1m
      Yours"

      """, to: "t.csv")
    try interpreter.output("load \(path)")
  }
}
