import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport

/// A session on three queries and two models with everything that tables of SQL can hold.
package struct ThreeQueryFile {
  package let folder: TemporaryFolder
  package let interpreter = Interpreter()

  /// Three queries and two models; one outcome, one prompt and one group are missing.
  package init() throws {
    folder = try TemporaryFolder()
    let path = try folder.write(
      """
      query_id,model,quality,cost,group,prompt,confidence,split
      q1,small,1,0.5,math,"What, ""then""?",0.9,train
      q1,large,1,2,math,"What, ""then""?",,train
      q2,small,0,0.25,,,0.1,test
      q2,large,0.5,3,,,0.7,test
      q3,small,1,0.75,law,Why?,0.3,test

      """, to: "t.csv")
    try interpreter.output("load \(path)")
  }
}
