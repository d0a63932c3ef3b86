import Foundation
import SessionFiles
import TestSupport
import Testing

@Suite struct LessonProgressTests {
  @Test func thereAndBack() throws {
    let folder = try TemporaryFolder()
    var progress = LessonProgress()
    progress.position = 3
    progress.count = 9
    progress.file = "/w1/sums.md"
    progress.digest = "ba78"
    progress.outcomes = ["e1": .right, "e2": .skipped]
    try folder.write(progress.text, to: "p.json")
    #expect(LessonProgress(path: folder.path + "/p.json") == progress)
  }

  @Test(arguments: ["", "{}", "[]", "{\"position\":-1,\"count\":3}", "{\"position\":\"x\",\"count\":3}"])
  func whatIsNoProgressIsNone(_ text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "p.json")
    #expect(LessonProgress(path: folder.path + "/p.json") == nil)
    #expect(LessonProgress(path: folder.path + "/none.json") == nil)
  }
}
